/**
 * The made faces for the site, in three difficulties: 40 people × 16 to train on and × 4 as the probe set, 20 more
 * people × 10 who are never trained on. 64×64 grey at 4 bits a pixel (docs/decisions/0017-faces-at-four-bits.md).
 * `npm run data -- pack-faces` calls it.
 */
import { join, relative } from 'node:path';
import { faceJitter, type DatasetCard, type Samples } from '../src/lib/data/dataset';
import { renderFace } from '../src/lib/face/render';
import {
  faceSets,
  trainedPeople,
  unseenPeople,
  viewNuisance,
  viewsPerPerson,
  type FaceSet,
  type FaceSplit,
  type Person,
} from '../src/lib/face/sets';
import { writeDataset } from './pack-dataset';

const sizePixels = 64;
/** Four views of all 40 people who are trained on: each shard shows everyone. */
const perShard = 160;

const titles: Record<FaceSet['id'], string> = {
  'faces-easy': 'Made faces, easy',
  faces: 'Made faces',
  'faces-hard': 'Made faces, hard',
};

function cardOf({ id, strength }: FaceSet): DatasetCard {
  return {
    title: titles[id],
    source:
      'Rendered for this site by its own parametric head (src/lib/face): no photograph, no scan and no ' +
      'learned model went into it.',
    credit: 'The authors of Marginalia',
    licence: 'MIT',
    licenceUrl: 'https://opensource.org/license/mit',
    processing:
      `Each picture is one of 60 heads under nuisances of strength ${strength}: pose, place, light, expression, ` +
      'glasses, what stands in the way, clothes, background, blur, noise and exposure. Pixels were rounded to the ' +
      'nearest of 16 grey levels (0, 17, ..., 255).',
    splits:
      `train: 40 people × ${viewsPerPerson.train} pictures. probe: ${viewsPerPerson.probe} more pictures of each of ` +
      `them, never trained on. unseen: 20 other people × ${viewsPerPerson.unseen}, never trained on. Twin A and ` +
      'twin B are two heads with nearly the same parameters.',
    consent: 'Nobody is shown, so nobody had to be asked.',
    bias:
      'Sex, age, skin and hair were drawn from ranges that were chosen by hand and follow no population; heads are ' +
      'adult, and all of one construction. Beards, baldness and long hair go with sex as stereotypes have it.',
    notConclude:
      'These are not people. Nothing follows about accuracy on real faces, about any group of people, or about ' +
      'fairness.',
  };
}

/** All pictures of a split, view by view, so that any stretch holds all people. */
function renderSplit(set: FaceSet, split: FaceSplit, people: readonly Person[], views: number): Samples {
  const count = people.length * views;
  const pixels = new Uint8Array(count * sizePixels * sizePixels);
  const labels = new Uint8Array(count);
  for (let view = 0, sample = 0; view < views; view++) {
    people.forEach((person, label) => {
      const { grey_hw } = renderFace(person.identity, viewNuisance(set, split, person, view), sizePixels);
      pixels.set(grey_hw, sample * grey_hw.length);
      labels[sample++] = label;
    });
  }
  return { count, pixels, labels };
}

/** @param ids sets to pack; all unless some are named */
export async function main([folder = 'static/data', ...ids]: string[]): Promise<number> {
  const strange = ids.find((id) => !faceSets.some((set) => set.id === id));
  if (strange !== undefined) {
    console.error(`There is no set "${strange}"; there are ${faceSets.map(({ id }) => id).join(', ')}.`);
    return 2;
  }
  const trained = trainedPeople();
  const unseen = unseenPeople();
  for (const set of faceSets.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
    const startedMs = performance.now();
    const render = (split: FaceSplit, people: readonly Person[]): Samples =>
      renderSplit(set, split, people, viewsPerPerson[split]);
    const head = {
      name: set.id,
      width: sizePixels,
      height: sizePixels,
      bitsPerPixel: 4,
      jitter: faceJitter,
      classNames: trained.map(({ name }) => name),
      card: cardOf(set),
    } as const;
    const splits = { train: render('train', trained), probe: render('probe', trained) };
    const target = join(folder, set.id);
    const manifest = writeDataset(target, head, splits, perShard, {
      classNames: unseen.map(({ name }) => name),
      samples: render('unseen', unseen),
    });
    const shards = [
      ...manifest.splits.train.shards,
      ...manifest.splits.probe.shards,
      ...(manifest.unseen?.shards ?? []),
    ];
    const kilobytes = Math.round(shards.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(
      `${relative('.', target)}: ${splits.train.count} + ${splits.probe.count} + ${manifest.unseen?.count} faces, ` +
        `${shards.length} shards, ${kilobytes} kB, ${seconds} s`,
    );
  }
  return 0;
}
