/** A replay: its speeds, backwards, without hurry, and in few pictures where motion is reduced. */
import { describe, expect, it } from 'vitest';
import { Player, speeds } from '../../../src/lib/demo/player';
import { wanderingRun } from '../../support/recordings';

const { recording } = wanderingRun({ probes: 2, dim: 2, classes: 2 }, 600, { seed: 5 });
const few = wanderingRun({ probes: 2, dim: 2, classes: 2 }, 11, { seed: 6 }).recording;

/** Plays to the end at so many display frames a second; how long that took, and every moment that was seen. */
function play(player: Player, { hz = 60, isReduced = false } = {}): { ms: number; seen: number[] } {
  const seen: number[] = [];
  player.replay();
  let nowMs = 0;
  for (; player.isReplaying && nowMs < 120_000; nowMs += 1000 / hz) {
    if (player.tick(nowMs, isReduced)) seen.push(player.index);
  }
  return { ms: nowMs, seen };
}

describe('a replay', () => {
  it.each([
    [0.25, 4000],
    [1, 1000],
    [4, 250],
  ] as const)('of ten moments at %f× takes %i ms', (speed, wantedMs) => {
    const player = new Player(few);
    player.speed = speed;
    const { ms, seen } = play(player);
    expect(Math.abs(ms - wantedMs)).toBeLessThan(60);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('of a long run takes twelve seconds, and a quarter of that at 4×, whatever the display', () => {
    for (const hz of [30, 60, 144]) {
      const player = new Player(recording);
      expect(play(player, { hz }).ms / 1000).toBeCloseTo(12, 0);
      player.speed = 4;
      expect(play(player, { hz }).ms / 1000).toBeCloseTo(3, 0);
    }
  });

  it('runs backwards, from the end where it stood at the beginning', () => {
    const player = new Player(few);
    player.seek(0);
    player.speed = speeds[0];
    expect(play(player).seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    player.seek(4);
    expect(play(player).seen).toEqual([3, 2, 1, 0]);
  });

  it('shows few pictures, each for half a second, where motion is reduced', () => {
    const player = new Player(recording);
    const { ms, seen } = play(player, { isReduced: true });
    expect(seen.length).toBe(12);
    expect(seen.at(-1)).toBe(599);
    expect(ms).toBeGreaterThan(11 * 500);
  });
});
