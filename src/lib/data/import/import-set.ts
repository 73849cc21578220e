/**
 * The whole way from a reader's files to a dataset: read, judge, split, pack. It keeps nothing; whoever calls it stores
 * what it returns.
 */
import { faceJitter, type Samples } from '../dataset';
import { cardFor, type ImportKind } from './cards';
import { encodeSet, type Digest, type EncodedSet } from './encode-set';
import type { Gathered, GatheredIdentity, ImportProgress } from './gathered';
import { ImportError } from './import-error';
import { hasImageEnding, identityOf, isPassedOver } from './paths';
import { readFaces, type AlignFace } from './read-faces';
import type { DecodeImage } from './decode-file';
import { looksLikeIdx, readIdxSet } from './read-idx-set';
import { readOlivetti } from './read-olivetti';
import { Refusals, type RefusalList } from './refusals';
import type { ImportSource, SourceFile } from './source-file';
import { isProbe, mostClasses, splitIdentities, type IdentitySplit } from './split-identities';
import { openZip } from './zip';

export interface ImportOptions {
  /** `auto`: by the files' names. */
  readonly kind: ImportKind | 'auto';
  /** The set's name, kebab-case (`store/set-name.ts`). */
  readonly name: string;
  /** What the importer calls it; shown on its card. */
  readonly title: string;
  readonly decode: DecodeImage;
  /** Brings the face of each photograph to a template; sets of one size (Olivetti, idx) stay as they are. */
  readonly align?: AlignFace;
  readonly subtle: Digest;
  /** Aborting rejects with the signal's own reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What was read, what was refused, and why. */
export interface ImportSummary {
  readonly kind: ImportKind;
  /** In the set: identities, or classes where it is no set of people. */
  readonly trainingIdentities: number;
  readonly unseenIdentities: number;
  readonly trainImages: number;
  readonly probeImages: number;
  readonly unseenImages: number;
  /** Files that are no images: passed over, and only counted. */
  readonly otherFiles: number;
  /** Images that were refused because no face was found in them. */
  readonly withoutFace: number;
  readonly refusals: RefusalList;
}

export interface ImportedSet extends EncodedSet {
  readonly summary: ImportSummary;
}

/** Throws an ImportError, with one sentence, where no set can be made of the source. */
export async function importSet(source: ImportSource, options: ImportOptions): Promise<ImportedSet> {
  const { signal, onProgress } = options;
  const refusals = new Refusals();
  const files = source.type === 'zip' ? await openZip(source.archive, refusals) : source.files;
  const kind = options.kind === 'auto' ? kindOf(files) : options.kind;
  const gathered = await gather(kind, files, refusals, options);
  const split = kind === 'idx' ? allTrained(gathered) : splitIdentities(gathered.identities.map(counted));
  tellOf(split, refusals);
  if (split.training.length < 2) throw tooFewPeople(split, gathered, refusals);

  const { train, probe } = heldOut(pick(gathered, split.training));
  const unseen = pick(gathered, split.unseen);
  const samples = {
    train: interleaved(train),
    probe: interleaved(probe),
    unseen: unseen.length
      ? { classNames: split.unseen, samples: interleaved(unseen.map(({ images }) => images)) }
      : null,
  };
  const head = {
    name: options.name,
    width: gathered.width,
    height: gathered.height,
    bitsPerPixel: 8 as const,
    // Of other images nobody knows what may be done to them.
    ...(kind === 'idx' ? {} : { jitter: faceJitter }),
    classNames: split.training,
    card: cardFor(kind, options.title, splitsInWords(split, gathered), options.align !== undefined),
  };
  const encoded = await encodeSet(head, samples, options.subtle, async (done, total) => {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'packing', done, total });
  });
  const summary: ImportSummary = {
    kind,
    trainingIdentities: split.training.length,
    unseenIdentities: split.unseen.length,
    trainImages: samples.train.count,
    probeImages: samples.probe.count,
    unseenImages: samples.unseen?.samples.count ?? 0,
    otherFiles: gathered.otherFiles,
    withoutFace: refusals.count('no-face'),
    refusals: refusals.list(),
  };
  return { ...encoded, summary };
}

/** Fewer people than these have are somebody's own, whatever their files are called. */
const orlPeople = 40;
const leastLfwPeople = 5_000;

/** The published sets are known by the names of all their images and by how many people they have. */
function kindOf(files: readonly SourceFile[]): ImportKind {
  if (files.some(({ path }) => /\.mat$/i.test(path))) return 'olivetti';
  if (looksLikeIdx(files)) return 'idx';
  const paths = files.map(({ path }) => path).filter((path) => hasImageEnding(path) && !isPassedOver(path));
  const people = new Set(paths.map(identityOf)).size;
  if (people === orlPeople && paths.every((path) => /(^|\/)s\d+\/\d+\.pgm$/.test(path))) return 'orl';
  if (people >= leastLfwPeople && paths.every((path) => /([^/]+)\/\1_\d{4}\.jpg$/.test(path))) return 'lfw';
  return 'folder';
}

function gather(
  kind: ImportKind,
  files: readonly SourceFile[],
  refusals: Refusals,
  { decode, align, signal, onProgress }: ImportOptions,
): Promise<Gathered> {
  if (kind === 'olivetti') return readOlivetti(files);
  if (kind === 'idx') return readIdxSet(files, signal);
  return readFaces(files, { decode, align, refusals, signal, onProgress });
}

const counted = ({ name, images }: GatheredIdentity) => ({ name, count: images.length });

/** Classes are no people: all are trained on. */
const allTrained = ({ identities }: Gathered): IdentitySplit => ({
  training: identities.map(({ name }) => name),
  unseen: [],
  tooFew: [],
  beyondLabels: [],
});

/** Each in a sentence of its own, up to so many. */
const mostAlone = 5;

function tellOf({ tooFew, beyondLabels }: IdentitySplit, refusals: Refusals): void {
  if (tooFew.length <= mostAlone) {
    for (const name of tooFew) {
      refusals.add('few-images', name, 'was left out: one usable image is too few, a person needs two.');
    }
  } else {
    const names = `${tooFew.slice(0, mostAlone).join(', ')} …`;
    refusals.addGroup(
      'few-images',
      names,
      tooFew.length,
      `${tooFew.length} people were left out, for a person needs two usable images: ${names}`,
    );
  }
  if (beyondLabels.length > 0) {
    const names = beyondLabels.slice(0, mostAlone).join(', ') + (beyondLabels.length > mostAlone ? ' …' : '');
    refusals.addGroup(
      'too-many-people',
      names,
      beyondLabels.length,
      `${beyondLabels.length} people were left out, for a set trains on at most ${mostClasses}; those with the most images were kept.`,
    );
  }
}

/** What was refused stands in the sentence, since no summary follows. */
function tooFewPeople(split: IdentitySplit, { identities }: Gathered, refusals: Refusals): ImportError {
  const [first] = refusals.list().first;
  const why = first ? ` The first that was left out: ${first.sentence}` : '';
  return split.training.length === 1
    ? new ImportError(
        'one-identity',
        `Only ${split.training[0]} is left, and a set needs two people at least: add another folder.${why}`,
      )
    : new ImportError(
        'no-images',
        identities.length === 0
          ? `Here are no images in folders: a set is one folder of PNG, JPEG, GIF or PGM images for each person.${why}`
          : `Nobody here has two usable images, and a set needs two people who do.${why}`,
      );
}

function pick({ identities }: Gathered, names: readonly string[]): GatheredIdentity[] {
  const byName = new Map(identities.map((identity) => [identity.name, identity]));
  return names.map((name) => byName.get(name)!);
}

type ImagesByClass = readonly (readonly Uint8Array[])[];

function heldOut(training: readonly GatheredIdentity[]): { train: ImagesByClass; probe: ImagesByClass } {
  if (training.some(({ probeImages }) => probeImages)) {
    return {
      train: training.map(({ images }) => images),
      probe: training.map(({ probeImages }) => probeImages ?? []),
    };
  }
  const spares = training.some(({ images }) => images.length >= 3);
  const part = (wanted: boolean): ImagesByClass =>
    training.map(({ images }) => images.filter((_, i) => isProbe(i, images.length, spares) === wanted));
  return { train: part(false), probe: part(true) };
}

/** One image of each class after the other, so that the first shard has all of them. */
function interleaved(images_c: ImagesByClass): Samples {
  const count = images_c.reduce((sum, images) => sum + images.length, 0);
  const perImage = images_c.find((images) => images.length)?.[0].length ?? 0;
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * perImage);
  const longest = images_c.reduce((most, images) => Math.max(most, images.length), 0);
  let at = 0;
  for (let i = 0; i < longest; i++) {
    images_c.forEach((images, label) => {
      if (i >= images.length) return;
      labels[at] = label;
      pixels.set(images[i], at * perImage);
      at++;
    });
  }
  return { count, labels, pixels };
}

function splitsInWords(split: IdentitySplit, { identities }: Gathered): string {
  if (identities.some(({ probeImages }) => probeImages)) {
    return 'train: the training files. probe: the test files, never trained on. Every class is trained on.';
  }
  const probe =
    'probe: every fifth image of an identity, the last where there are three or four, never trained on. train: the others.';
  return split.unseen.length
    ? `unseen: the last quarter of the identities by name, never trained on. Of the rest, ${probe}`
    : `Every identity is trained on. ${probe}`;
}
