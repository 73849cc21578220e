import { describe, expect, it } from 'vitest';
import { centreAngles, pairAngles } from '../../../src/lib/metric/pair-angles';
import { silhouettes } from '../../../src/lib/metric/silhouette';

const RAD = Math.PI / 180;
const plane = (degrees: number[]) =>
  Float64Array.from(
    degrees.flatMap((deg, i) => [(i + 1) * Math.cos(deg * RAD), (i + 1) * Math.sin(deg * RAD)]),
  );

describe('angles of pairs', () => {
  it('are those inside classes and those between them', () => {
    const found = pairAngles(plane([0, 10, 100, 130]), [0, 0, 1, 1], 2);
    expect(found.intraMeanRad / RAD).toBeCloseTo(20, 10);
    expect(found.intraMaxRad / RAD).toBeCloseTo(30, 10);
    expect(found.interMeanRad / RAD).toBeCloseTo((100 + 130 + 90 + 120) / 4, 10);
    expect(found.interMinRad / RAD).toBeCloseTo(90, 10);
    expect(found.isOpenSet).toBe(true);
  });

  it('miss the criterion of the open set where a class is wider than the gap', () => {
    expect(pairAngles(plane([0, 40, 70, 80]), [0, 0, 1, 1], 2).isOpenSet).toBe(false);
    // Equal is not smaller.
    expect(pairAngles(Float64Array.of(1, 0, 0, 1, -1, 0, 0, -1), [0, 0, 1, 1], 2).isOpenSet).toBe(false);
  });

  it('are no number where there is no such pair', () => {
    const one = pairAngles(plane([0, 10]), [0, 0], 2);
    expect([one.interMeanRad, one.interMinRad]).toEqual([NaN, NaN]);
    const lone = pairAngles(plane([0, 10]), [0, 1], 2);
    expect([lone.intraMeanRad, lone.intraMaxRad]).toEqual([NaN, NaN]);
  });

  it('to and between centres take directions, not lengths', () => {
    const found = centreAngles(plane([0, 20, 90, 130]), [0, 0, 2, 2], 2, 3);
    expect(found.sampleToCentreMeanRad / RAD).toBeCloseTo(15, 10);
    expect(found.centreToCentreMeanRad / RAD).toBeCloseTo(100, 10);
    expect(found.centreToCentreMinRad / RAD).toBeCloseTo(100, 10);
  });
});

describe('the silhouette', () => {
  it('compares the own class with the next one', () => {
    const line = Float64Array.of(0, 1, 5, 6);
    // a = 1 and b = 5.5 for the first, b = 4.5 for the second.
    const found = silhouettes(line, [0, 0, 1, 1], 1, 'euclidean');
    expect([...found]).toEqual([4.5 / 5.5, 3.5 / 4.5, 3.5 / 4.5, 4.5 / 5.5]);
    const cosine = silhouettes(plane([0, 0, 90, 90]), [0, 0, 1, 1], 2, 'cosine');
    for (const value of cosine) expect(value).toBeCloseTo(1, 14);
  });

  it('is 0 for a sample alone, and where nothing is apart', () => {
    expect(silhouettes(Float64Array.of(0, 3, 4), [0, 1, 1], 1, 'euclidean')[0]).toBe(0);
    expect([...silhouettes(Float64Array.of(2, 2, 2, 2), [0, 0, 1, 1], 1, 'euclidean')]).toEqual([0, 0, 0, 0]);
    expect(() => silhouettes(Float64Array.of(1, 2), [4, 4], 1, 'cosine')).toThrow('at least two classes');
  });
});
