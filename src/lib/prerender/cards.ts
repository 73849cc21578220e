/** The cards of the sets that come with the site, read where the page is built. */
import { readFile } from 'node:fs/promises';
import type { DatasetCard } from '../data/dataset';
import { parseManifest } from '../data/manifest';

const sets = ['mnist', 'faces-easy', 'faces', 'faces-hard'] as const;

export interface SetCard {
  readonly name: string;
  readonly card: DatasetCard;
  /** Images of all splits, and classes or people, those never trained on included. */
  readonly images: number;
  readonly classes: number;
}

export const readCards = (): Promise<SetCard[]> =>
  Promise.all(
    sets.map(async (name) => {
      const file = `static/data/${name}/manifest.json`;
      const { card, splits, unseen, classNames } = parseManifest(
        JSON.parse(await readFile(file, 'utf8')),
        file,
      );
      return {
        name,
        card,
        images: splits.train.count + splits.probe.count + (unseen?.count ?? 0),
        classes: classNames.length + (unseen?.classNames.length ?? 0),
      };
    }),
  );
