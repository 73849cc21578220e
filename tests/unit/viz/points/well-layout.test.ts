import { describe, expect, it } from 'vitest';
import { densityOf } from '../../../../src/lib/points/density';
import { evenNotches } from '../../../../src/lib/points/notches';
import { digWells, nodesPerWell } from '../../../../src/lib/points/wells';
import { modifiedSoftmax } from '../../../../src/lib/loss/modified-softmax';
import {
  angleWhere,
  bars,
  barsPath,
  countBars,
  curvePath,
  halfRangeFor,
  topLoss,
  wellLayout,
  xOf,
  yOfDensity,
  yOfLoss,
} from '../../../../src/lib/viz/points/well-layout';
import { placesOf } from './places';

const layout = wellLayout(480, 0.9);
const plain = (featureNorm: number, temperature: number) =>
  densityOf(
    digWells({ spec: modifiedSoftmax, settings: {}, featureNorm, weightNotch_c: evenNotches(10) }),
    0,
    temperature,
  );
/** Every number of a path, in order. */
const numbers = (path: string): number[] => path.match(/-?[\d.]+/g)!.map(Number);

describe('the picture of a well', () => {
  it('has clockwise to the right and θ = 0 in the middle of its axis', () => {
    expect(xOf(layout, -0.9)).toBeCloseTo(layout.right, 9);
    expect(xOf(layout, 0.9)).toBeCloseTo(layout.left, 9);
    expect(xOf(layout, 0)).toBeCloseTo((layout.left + layout.right) / 2, 9);
  });

  it('stands L on its floor and the density on the axis', () => {
    expect(yOfLoss(layout, 0)).toBe(layout.lossFloor);
    expect(yOfLoss(layout, topLoss)).toBe(layout.lossTop);
    expect(yOfDensity(layout, 0, 5)).toBe(layout.floor);
    expect(yOfDensity(layout, 5, 5)).toBe(layout.densityTop);
  });

  it('draws a table where its values are, with a corner at the own weight', () => {
    const table = Float64Array.from({ length: nodesPerWell }, (_, g) => g - (nodesPerWell - 1) / 2);
    const points = placesOf(curvePath(layout, table, (value) => value));
    expect(points.some(([x, y]) => y === 0 && Math.abs(x - xOf(layout, 0)) < 0.06)).toBe(true);
    for (const [x, y] of points) expect(Math.abs(x - xOf(layout, (y * Math.PI) / 1080))).toBeLessThan(0.06);
  });

  it('draws a level stretch by its ends', () => {
    const table = Float64Array.from({ length: nodesPerWell }, (_, g) => (g < (nodesPerWell - 1) / 2 ? 7 : 9));
    const places = placesOf(curvePath(layout, table, (value) => value));
    expect(places.map(([, y]) => y)).toEqual([7, 7, 9, 9]);
    // The axis ends within half a notch of its last node, 0.4 px here.
    expect(places[0][0]).toBeCloseTo(layout.right, 0);
    expect(places[3][0]).toBeCloseTo(layout.left, 0);
  });

  it('draws bars whose area is the share of points on the axis', () => {
    const angles = [...Array.from({ length: 90 }, (_, i) => -0.4 + i * 0.005), 2, -3];
    const { count_b, outside } = countBars(angles, layout.halfRangeRad);
    expect(outside).toBe(2);
    expect(count_b.reduce((a, b) => a + b)).toBe(90);
    const topPerRad = 20;
    // Each bar: M from,floor V y H to V floor
    const values = numbers(barsPath(layout, count_b, angles.length, topPerRad));
    let mass = 0;
    const barRad = (2 * layout.halfRangeRad) / bars;
    for (let i = 0; i < values.length; i += 5) {
      const perRad = ((layout.floor - values[i + 2]) / (layout.floor - layout.densityTop)) * topPerRad;
      mass += perRad * barRad;
      expect(values[i + 3]).toBeGreaterThan(values[i]);
    }
    expect(mass).toBeCloseTo(90 / 92, 1);
    // The first bars hold the negative angles, which stand on the right.
    expect(values[0]).toBeGreaterThan(xOf(layout, 0));
  });

  it('widens its axis where the points spread further, and only there', () => {
    expect(halfRangeFor(plain(16, 1), 10)).toBeCloseTo((3 * Math.PI) / 10, 9);
    expect(halfRangeFor(plain(5, 1), 10)).toBe(Math.PI / 2);
    expect(halfRangeFor(plain(1, 2), 10)).toBe(Math.PI);
    expect(halfRangeFor(plain(1, 2), 2)).toBe(Math.PI);
  });

  it('finds the angle at which a wall reaches a height', () => {
    const table = Float64Array.from({ length: nodesPerWell }, (_, g) => Math.abs(g - 1080));
    expect(angleWhere(table, 180, 1, 1)).toBeCloseTo(Math.PI / 6, 9);
    expect(angleWhere(table, 180, -1, 1)).toBeCloseTo(-Math.PI / 6, 9);
    expect(angleWhere(table, 180, -1, 0.2)).toBe(-0.2);
  });
});
