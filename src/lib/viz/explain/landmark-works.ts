/**
 * Works on face recognition in the order of their years: what they trained on and what they report for LFW. Every number is
 * the work's own; where a work reports several, the best one with the data named.
 */

/** What the loss looks at. */
export type LossFamily = 'classes' | 'pairs' | 'margin';

export interface LandmarkWork {
  /** Key of the reference in the article's `refs.bib`. */
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly family: LossFamily;
  /** Training images, in millions. */
  readonly imagesM: number;
  readonly people: number;
  /** Accuracy on LFW, in percent. */
  readonly lfwPercent: number;
}

export const landmarkWorks: readonly LandmarkWork[] = [
  {
    id: 'taigman2014',
    name: 'DeepFace',
    year: 2014,
    family: 'classes',
    imagesM: 4.4,
    people: 4030,
    lfwPercent: 97.35,
  },
  {
    id: 'sun2014',
    name: 'DeepID',
    year: 2014,
    family: 'classes',
    imagesM: 0.2,
    people: 10_177,
    lfwPercent: 97.45,
  },
  {
    id: 'sun2014b',
    name: 'DeepID2',
    year: 2014,
    family: 'pairs',
    imagesM: 0.2,
    people: 10_177,
    lfwPercent: 99.15,
  },
  {
    id: 'schroff2015',
    name: 'FaceNet',
    year: 2015,
    family: 'pairs',
    imagesM: 200,
    people: 8_000_000,
    lfwPercent: 99.63,
  },
  {
    id: 'parkhi2015',
    name: 'VGGFace',
    year: 2015,
    family: 'pairs',
    imagesM: 2.6,
    people: 2622,
    lfwPercent: 98.95,
  },
  {
    id: 'wen2016',
    name: 'center loss',
    year: 2016,
    family: 'pairs',
    imagesM: 0.7,
    people: 17_189,
    lfwPercent: 99.28,
  },
  {
    id: 'liu2016',
    name: 'L-Softmax',
    year: 2016,
    family: 'margin',
    imagesM: 0.49,
    people: 10_575,
    lfwPercent: 98.71,
  },
  {
    id: 'liu2017',
    name: 'SphereFace',
    year: 2017,
    family: 'margin',
    imagesM: 0.49,
    people: 10_575,
    lfwPercent: 99.42,
  },
  {
    id: 'wang2018',
    name: 'CosFace',
    year: 2018,
    family: 'margin',
    imagesM: 5,
    people: 90_000,
    lfwPercent: 99.73,
  },
  {
    id: 'deng2019',
    name: 'ArcFace',
    year: 2019,
    family: 'margin',
    imagesM: 5.8,
    people: 85_742,
    lfwPercent: 99.83,
  },
];
