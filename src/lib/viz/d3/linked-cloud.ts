import type { LinkOptions } from '../embedding-input';
import { markClass, markSample, noMark } from '../mark';
import { orderBy } from '../walk';
import { createCloud, type Cloud } from './cloud';
import { createPointing, type Pointing } from './pointing';
import type { Stage } from './stage';

interface LinkedCloudOptions {
  /** The first coordinate of a sample is an angle and takes the short way round. */
  readonly circular?: boolean;
  /** A number for each sample [P]: keys walk through them in its order. */
  keys(): ArrayLike<number>;
  /** The class that stands at a place, in the stage's pixels, before any sample; null for none. */
  classAt?(x: number, y: number): number | null;
  /** Classes that can be marked; those of the samples by default. */
  classes?(): number;
  /** Draw again, the ground too where it shows what is marked. */
  redraw(ground: boolean): void;
}

/** A stage with the samples of a run on it and a reader who points at them: what views of embeddings begin with. */
export function createLinkedCloud(
  host: HTMLElement,
  view: string,
  links: LinkOptions,
  { circular = false, keys, classAt, classes, redraw }: LinkedCloudOptions,
): { readonly stage: Stage; readonly cloud: Cloud; readonly pointing: Pointing } {
  const cloud = createCloud(
    host,
    () => pointing.stage,
    circular,
    () => redraw(false),
  );
  const pointing: Pointing = createPointing(host, view, links, {
    find(x, y) {
      const classIndex = classAt?.(x, y) ?? null;
      if (classIndex !== null) return markClass(classIndex);
      const sample = cloud.nearest(x, y);
      return sample === null ? noMark : markSample(sample);
    },
    order: () => orderBy(keys()),
    get samples() {
      return cloud.count;
    },
    get classes() {
      return classes?.() ?? cloud.classes;
    },
    changed: () => redraw(true),
  });
  return { stage: pointing.stage, cloud, pointing };
}
