/**
 * ORL and Olivetti, from the folder that MARGINALIA_FACES names: `orl/` and `olivetti/olivettifaces.mat`. The second was
 * made of the first by other hands, so the two agree person by person only if both are read the right way up, cut at the
 * right place and put into the right folders.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { averageInto, type Box } from '../../../../src/lib/data/import/fit-image';
import { importSet, type ImportedSet } from '../../../../src/lib/data/import/import-set';
import type { ImportKind } from '../../../../src/lib/data/import/cards';
import type { SourceFile } from '../../../../src/lib/data/import/source-file';
import { readManifest, readShard } from '../../../../src/lib/data/shard-reader';
import { decodeImage } from '../../../../tools/decode-image';
import { bestAssignment } from '../../../support/best-assignment';
import { fileAt, filesUnder } from '../../../../tools/source-files';

const faces = process.env.MARGINALIA_FACES ?? '';

type People = ReadonlyMap<string, readonly Uint8Array[]>;

async function importOf(kind: ImportKind, files: SourceFile[]): Promise<ImportedSet> {
  const options = { kind, name: kind, title: kind, decode: decodeImage, subtle: crypto.subtle };
  return importSet({ type: 'files', files }, options);
}

/** Every image of every person, out of the packed shards. */
async function peopleOf({ manifest, shards }: ImportedSet): Promise<People> {
  const url = 'https://data.test/manifest.json';
  const bytes = new Map(shards.map(({ file, bytes: own }) => [new URL(file, url).href, own]));
  const fetch = async (address: string) =>
    address === url ? new Response(JSON.stringify(manifest)) : new Response(bytes.get(address));
  const read = await readManifest(url, { fetch });
  const people = new Map<string, Uint8Array[]>();
  const { train, probe } = read.splits;
  const parts = [
    ...[...train.shards, ...probe.shards].map((entry) => [entry, read.classNames] as const),
    ...read.unseen!.shards.map((entry) => [entry, read.unseen!.classNames] as const),
  ];
  for (const [entry, names] of parts) {
    const { labels, pixels } = await readShard(read, url, entry, { fetch }, names);
    labels.forEach((label, n) => {
      const image = pixels.slice(n * 4096, (n + 1) * 4096);
      people.set(names[label], [...(people.get(names[label]) ?? []), image]);
    });
  }
  return people;
}

/** Zero mean, unit length: a product of two is their correlation. */
function standard(image: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(image as ArrayLike<number>);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.hypot(...values.map((value) => value - mean));
  return values.map((value) => (value - mean) / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Where the Olivetti faces lie in ORL's, about: they were cut closer, each a little otherwise. */
const boxes: readonly Box[] = [42, 45, 48, 51].flatMap((width) =>
  [-5, -2.5, 0, 2.5, 5].flatMap((aside) =>
    [13, 15, 17, 19, 21].map((y) => ({
      x: (64 - width) / 2 + aside,
      y,
      width,
      height: Math.min(64 - y, width - 3),
    })),
  ),
);
const side = 20;

/** How alike two people are, [i][j]: the best correlation of an image of `from` i, in any box, with one of `to` j; the mean over three images. */
function likeness(from: People, to: People): number[][] {
  const theirs = [...to.values()].map((images) =>
    images.map((image) =>
      standard(averageInto(image, 64, { x: 0, y: 0, width: 64, height: 64 }, side, side)),
    ),
  );
  return [...from.values()].map((images) => {
    const sums = theirs.map(() => 0);
    for (const image of [images[0], images[4], images[8]]) {
      const cuts = boxes.map((box) => standard(averageInto(image, 64, box, side, side)));
      theirs.forEach((others, j) => {
        let best = -1;
        for (const cut of cuts) for (const other of others) best = Math.max(best, dot(cut, other));
        sums[j] += best / 3;
      });
    }
    return sums;
  });
}

describe.skipIf(!faces)('photographs', () => {
  let orl: ImportedSet;
  let olivetti: ImportedSet;
  let orlPeople: People;
  let olivettiPeople: People;

  beforeAll(async () => {
    orl = await importOf('orl', await filesUnder(join(faces, 'orl')));
    olivetti = await importOf('olivetti', [await fileAt(join(faces, 'olivetti/olivettifaces.mat'))]);
    [orlPeople, olivettiPeople] = [await peopleOf(orl), await peopleOf(olivetti)];
  });

  it('are 400 of 40 people each: 30 to train on, 10 unseen', () => {
    for (const { summary, manifest } of [orl, olivetti]) {
      expect(summary).toMatchObject({
        trainingIdentities: 30,
        unseenIdentities: 10,
        trainImages: 240,
        probeImages: 60,
        unseenImages: 100,
      });
      expect(summary.refusals).toEqual({ first: [], more: 0 });
      expect(manifest.card.credit).toContain('Samaria');
    }
    for (const people of [orlPeople, olivettiPeople]) {
      expect(people.size).toBe(40);
      for (const images of people.values()) expect(images).toHaveLength(10);
    }
  });

  it('match each other person by person', () => {
    // Whoever is taken for whom, nobody is left over: of the 40! ways to pair them, the best is the one in which both
    // sets have the same order, as they were published.
    const names = [...orlPeople.keys()];
    const likeness_ij = likeness(orlPeople, olivettiPeople);
    const others = bestAssignment(likeness_ij).map((j) => [...olivettiPeople.keys()][j]);
    expect(others).toEqual(names.map((name) => name.replace('s', 'p')));
    // Most find their own even when nobody else is asked.
    const firsts = likeness_ij.filter(
      (row, i) => others[i] === [...olivettiPeople.keys()][row.indexOf(Math.max(...row))],
    );
    expect(firsts.length).toBeGreaterThanOrEqual(32);
  });
});
