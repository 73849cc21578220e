import { describe, expect, it } from 'vitest';
import {
  anglesToDominant,
  catchFarthest,
  catchPast,
  dominantRows,
  farthestFirst,
} from '../../../src/lib/metric/wrong-labels';

const rad = (deg: number) => (deg * Math.PI) / 180;
const at = (deg: number, norm = 1) => [norm * Math.cos(rad(deg)), norm * Math.sin(rad(deg))];
const degrees = (angles: Float32Array) => Array.from(angles, (angle) => (angle * 180) / Math.PI);

describe('the dominant sub-center', () => {
  // Class 0 has weights at 0° and 90°, class 1 at 180° and 270°.
  const weights = [...at(0, 3), ...at(90), ...at(180), ...at(270, 0.2)];

  it('is the one nearest to most of a class’s samples, whatever the lengths', () => {
    const embeddings = [...at(80), ...at(100, 9), ...at(5), ...at(185), ...at(200), ...at(260)];
    expect([...dominantRows(embeddings, weights, [0, 0, 0, 1, 1, 1], 2, 2)]).toEqual([1, 2]);
  });

  it('is the first of equal ones, and of a class without a sample; zero embeddings do not vote', () => {
    const embeddings = [...at(10), ...at(80), 0, 0];
    expect([...dominantRows(embeddings, weights, [0, 0, 0], 2, 2)]).toEqual([0, 2]);
  });

  it('is what angles are counted to, not the nearest', () => {
    // The third sample sits on the weak sub-center of its class: 90° from the strong one.
    const embeddings = [...at(80), ...at(100), ...at(0), ...at(180), ...at(90), 0, 0];
    const angles = degrees(anglesToDominant(embeddings, weights, [0, 0, 0, 1, 1, 1], 2, 2));
    [10, 10, 90, 0, 90].forEach((angle, n) => expect(angles[n]).toBeCloseTo(angle, 4));
    expect(angles[5]).toBeNaN();
  });

  it('with one weight a class is that weight', () => {
    const angles = degrees(anglesToDominant([...at(30), ...at(30)], [...at(0), ...at(90)], [0, 1], 2, 2));
    expect(angles[0]).toBeCloseTo(30, 4);
    expect(angles[1]).toBeCloseTo(60, 4);
  });
});

describe('what a choice catches', () => {
  const angles = [rad(10), rad(120), NaN, rad(80), rad(120)];
  const isWrong = [false, true, true, false, false];

  it('the farthest come first, equal ones in order, those without an angle last', () => {
    expect([...farthestFirst(angles)]).toEqual([1, 4, 3, 0, 2]);
  });

  it('counts those past an angle, and not at it', () => {
    expect(catchPast(angles, isWrong, rad(79))).toEqual({
      chosen: 3,
      wrong: 1,
      precision: 1 / 3,
      recall: 1 / 2,
    });
    expect(catchPast(angles, isWrong, angles[3]).chosen).toBe(2);
  });

  it('counts the farthest, at most all', () => {
    expect(catchFarthest(angles, isWrong, 1)).toEqual({ chosen: 1, wrong: 1, precision: 1, recall: 1 / 2 });
    expect(catchFarthest(angles, isWrong, 99)).toEqual({ chosen: 5, wrong: 2, precision: 2 / 5, recall: 1 });
  });

  it('has no precision where nothing is chosen, no recall where nothing is wrong', () => {
    expect(catchPast(angles, isWrong, Math.PI)).toEqual({ chosen: 0, wrong: 0, precision: NaN, recall: 0 });
    expect(catchFarthest([1], [false], 1)).toEqual({ chosen: 1, wrong: 0, precision: 0, recall: NaN });
  });
});
