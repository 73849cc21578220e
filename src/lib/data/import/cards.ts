/** What a reader should know of an imported set: who took the photographs, and what was done to them here. */
import type { DatasetCard } from '../dataset';

export const importKinds = ['folder', 'orl', 'olivetti', 'lfw', 'idx'] as const;
export type ImportKind = (typeof importKinds)[number];

type Origin = Pick<DatasetCard, 'source' | 'credit' | 'licence' | 'licenceUrl'>;

const samariaHarter =
  'Olivetti Research Laboratory, Cambridge. F. S. Samaria and A. C. Harter, "Parameterisation of a stochastic model for ' +
  'human face identification", 2nd IEEE Workshop on Applications of Computer Vision, 1994.';

const own: Origin = {
  source: 'Files that the importer chose.',
  credit: "The importer's own.",
  licence: "The importer's own: it is for them to know what they may do with these images.",
  licenceUrl: 'none',
};

const origins: Readonly<Record<ImportKind, Origin>> = {
  folder: own,
  idx: own,
  orl: {
    source: 'The ORL database of faces, 1992 to 1994: 40 people, ten photographs of 92×112 each.',
    credit: samariaHarter,
    licence: 'No licence is stated; its authors ask that the laboratory be credited.',
    licenceUrl: 'https://cam-orl.co.uk/facedatabase.html',
  },
  olivetti: {
    source:
      "The Olivetti faces: the ORL database, 1992 to 1994, as Sam Roweis' file olivettifaces.mat has it, 64×64.",
    credit: samariaHarter,
    licence: 'No licence is stated; its authors ask that the laboratory be credited.',
    licenceUrl: 'https://cam-orl.co.uk/facedatabase.html',
  },
  lfw: {
    source:
      'Labeled Faces in the Wild: photographs of well-known people from news pages, gathered without asking them.',
    credit:
      'G. B. Huang, M. Ramesh, T. Berg and E. Learned-Miller, "Labeled Faces in the Wild: A Database for Studying Face ' +
      'Recognition in Unconstrained Environments", University of Massachusetts, Amherst, Technical Report 07-49, 2007.',
    licence: 'No licence is stated; the photographs belong to their photographers. For research only.',
    licenceUrl: 'http://vis-www.cs.umass.edu/lfw/',
  },
};

const titles: Readonly<Record<ImportKind, string | null>> = {
  folder: null,
  idx: null,
  orl: 'ORL database of faces',
  olivetti: 'Olivetti faces',
  lfw: 'Labeled Faces in the Wild',
};

const folderProcessing =
  'Made grey (luma of Rec. 601), cut to the largest centred square, and brought to 64×64, each pixel the average of the ' +
  'area that it covers. Nothing was found or aligned.';

const alignedProcessing =
  'In each photograph the largest face was found, and the similarity that brings five of its 68 landmarks nearest to the ' +
  'template of ArcFace was applied; edges were repeated where the square left the photograph. 64×64, made grey (luma of Rec. ' +
  '601). Photographs without a found face were left out.';

const processing: Readonly<Record<ImportKind, string>> = {
  folder: folderProcessing,
  orl: `${folderProcessing} Of 92×112 pixels, ten rows above and ten below were cut.`,
  lfw: folderProcessing,
  olivetti: 'None: the greys are those of the file.',
  idx: "None: the greys are those of the files. EMNIST's images, which lie on their side there, were turned upright.",
};

/**
 * @param title what the importer calls the set; public sets have a title of their own
 * @param splits how it was split, in sentences
 * @param isAligned whether faces were to be aligned, which only photographs are
 */
export function cardFor(kind: ImportKind, title: string, splits: string, isAligned: boolean): DatasetCard {
  const arePhotographs = kind === 'folder' || kind === 'orl' || kind === 'lfw';
  const done = isAligned && arePhotographs ? alignedProcessing : processing[kind];
  return { title: titles[kind] ?? title, ...origins[kind], processing: done, splits };
}
