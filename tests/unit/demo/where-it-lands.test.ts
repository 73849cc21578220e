/** What a sweep of one knob did to a head on the sphere, and the address of the figure of the chosen six. */
import { describe, expect, it } from 'vitest';
import { figureOfSix, sixPeople, sweepOf, whereItLands } from '../../../src/lib/demo/where-it-lands';
import { readQuery } from '../../../src/lib/demo/query';
import { sixFaces } from '../../../content/arcface/figures';

describe('a sweep', () => {
  it('moved the head by the largest angle between two of its places, whatever their lengths', () => {
    // On a meridian at 0°, 50° and 20°: there and half the way back.
    const at = (deg: number, length: number) =>
      [Math.cos((deg * Math.PI) / 180), 0, Math.sin((deg * Math.PI) / 180)].map((value) => length * value);
    const { spreadRad } = sweepOf([at(0, 1), at(50, 7), at(20, 0.2)], [2, 2, 2], 2);
    expect((spreadRad * 180) / Math.PI).toBeCloseTo(50, 9);
  });

  it('counts the places at which another class was nearest', () => {
    const places = [1, 2, 3].map((x) => [x, 0, 1]);
    expect(sweepOf(places, [4, 1, 0], 4)).toMatchObject({ mistaken: 2, places: 3 });
    expect(sweepOf(places, [4, 4, 4], 4).mistaken).toBe(0);
  });
});

it('the address of the chosen six is one that the article takes', () => {
  const url = new URL(figureOfSix([5, 4, 3, 38, 39, 0]), 'https://site.test/en/faces/');
  expect(url.pathname).toBe('/en/arcface/');
  const { state, notices } = readQuery(url.search, sixFaces, [sixFaces.id]);
  expect(notices).toEqual([]);
  expect(state.people).toEqual(['5', '4', '3', '38', '39', '0']);
  expect(url.hash).toBe(`#${sixFaces.id}`);
});

it('the page opens on the six of the article, trained alike', () => {
  const { people, net, dim, batch, lr, data } = sixFaces;
  expect(whereItLands).toMatchObject({ people, net, dim, batch, lr, data });
  expect(whereItLands.people).toHaveLength(sixPeople);
});
