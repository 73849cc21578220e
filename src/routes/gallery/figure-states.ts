/** The telling states of each kind of figure; a contract test wants at least one of every kind that there is. */
import { alone, free } from '$content/arcface/figures';
import { marginKept, marginNever, marginTakenAway } from '$content/arcface/measured';
import { freeDemo } from '$lib/demo/lab-presets';
import { galleryQuestion } from '$lib/i18n/gallery';
import type { Language } from '$lib/i18n/languages';
import type { FigureState } from './state';

const inArticle = (id: string) => ({ slug: 'arcface', id });
const inSoftmax = (id: string) => ({ slug: 'softmax', id });
const inASoftmax = (id: string) => ({ slug: 'a-softmax', id });
const always = (props: Readonly<Record<string, unknown>>) => () => props;

const question = (language: Language) => {
  const { never, kept, ...words } = galleryQuestion[language];
  return {
    ...words,
    series: marginTakenAway,
    changeStep: 600,
    askedStep: 900,
    range: [0, 10],
    hatched: 'before',
    compare: [
      { label: never, series: marginNever },
      { label: kept, series: marginKept, place: 'below' },
    ],
  };
};

/** A guess by keys, then the button. */
function guess(root: HTMLElement): void {
  const ring = root.querySelector('[role="slider"]')!;
  for (const key of ['ArrowUp', 'PageUp'])
    ring.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  // The button answers once the guess stands.
  setTimeout(() => root.querySelector('button')!.click());
}

export const figureStates: readonly FigureState[] = [
  {
    id: 'trainer',
    figure: 'trainer',
    isWide: true,
    caption: 'trainer',
    props: always({ spec: { ...alone, views: ['circle'] } }),
    from: inArticle('arcface'),
    heightPx: 765,
  },
  {
    id: 'lab',
    figure: 'lab',
    isWide: true,
    caption: 'lab',
    props: always({ spec: { ...freeDemo, views: ['circle'] } }),
    heightPx: 1240,
  },
  {
    id: 'free-points',
    figure: 'free-points',
    isWide: true,
    caption: 'freePoints',
    props: always({ spec: free }),
    from: inArticle('free-points'),
    heightPx: 632,
  },
  {
    id: 'free-points-wide',
    figure: 'free-points',
    isWide: true,
    caption: 'freePointsWide',
    props: always({ spec: { ...free, settings: { m: 0 } } }),
    from: inArticle('free-points'),
    heightPx: 632,
  },
  {
    id: 'free-points-softmax',
    figure: 'free-points',
    isWide: true,
    caption: 'freePointsSoftmax',
    props: always({ spec: { ...free, losses: ['softmax'] } }),
    from: inArticle('free-points'),
    heightPx: 630,
  },
  {
    id: 'two-classes',
    figure: 'two-classes',
    isWide: true,
    caption: 'twoClasses',
    props: always({}),
    from: inArticle('two-classes'),
    heightPx: 770,
  },
  {
    id: 'two-classes-accepted',
    figure: 'two-classes',
    isWide: true,
    caption: 'twoClassesAccepted',
    props: always({ featureDeg: 4 }),
    from: inArticle('two-classes'),
    heightPx: 746,
  },
  {
    id: 'two-classes-wrong',
    figure: 'two-classes',
    isWide: true,
    caption: 'twoClassesWrong',
    props: always({ featureDeg: 50 }),
    from: inArticle('two-classes'),
    heightPx: 746,
  },
  {
    id: 'two-classes-softmax',
    figure: 'two-classes',
    isWide: true,
    caption: 'twoClassesSoftmax',
    props: always({ loss: 'softmax' }),
    from: inArticle('two-classes'),
    heightPx: 686,
  },
  {
    id: 'margin-arc',
    figure: 'margin-arc',
    caption: 'marginArc',
    props: always({ thetaDeg: 50 }),
    from: inArticle('margin-arc'),
    heightPx: 585,
  },
  {
    id: 'safeguard-linear',
    figure: 'safeguard',
    isWide: true,
    caption: 'safeguardLinear',
    props: always({}),
    from: inArticle('safeguard'),
    heightPx: 454,
  },
  {
    id: 'safeguard-none',
    figure: 'safeguard',
    isWide: true,
    caption: 'safeguardNone',
    props: always({ m: 1, safeguard: 'none' }),
    from: inArticle('safeguard'),
    heightPx: 454,
  },
  {
    id: 'safeguard-easy',
    figure: 'safeguard',
    isWide: true,
    caption: 'safeguardEasy',
    props: always({ safeguard: 'easy' }),
    from: inArticle('safeguard'),
    heightPx: 478,
  },
  {
    id: 'formula',
    figure: 'formula',
    isWide: true,
    caption: 'formula',
    props: always({}),
    from: inArticle('formula'),
    heightPx: 370,
  },
  {
    id: 'slow-motion',
    figure: 'slow-motion',
    isWide: true,
    caption: 'slowMotion',
    props: always({}),
    from: inArticle('slow-motion'),
    heightPx: 800,
  },
  {
    id: 'code',
    figure: 'code',
    isWide: true,
    caption: 'code',
    props: always({ loss: 'arcface' }),
    from: inArticle('code'),
    heightPx: 500,
  },
  {
    id: 'advisor',
    figure: 'advisor',
    isWide: true,
    caption: 'advisor',
    props: always({}),
    from: inArticle('advisor'),
    heightPx: 700,
  },
  {
    id: 'conventions',
    figure: 'conventions',
    isWide: true,
    caption: 'conventions',
    props: always({}),
    heightPx: 500,
  },
  {
    id: 'batch-forms',
    figure: 'batch-forms',
    isWide: true,
    caption: 'batchForms',
    props: always({ opening: 'centers' }),
    heightPx: 900,
  },
  {
    id: 'challenge-open',
    figure: 'challenge',
    caption: 'challengeOpen',
    props: question,
    from: inArticle('challenge-one-way'),
    heightPx: 395,
  },
  {
    id: 'challenge-shown',
    figure: 'challenge',
    caption: 'challengeShown',
    props: question,
    act: guess,
    from: inArticle('challenge-one-way'),
    heightPx: 549,
  },
  {
    id: 'layer',
    figure: 'layer',
    isWide: true,
    caption: 'layer',
    props: always({}),
    from: inSoftmax('layer'),
    heightPx: 450,
  },
  {
    id: 'overflow',
    figure: 'overflow',
    isWide: true,
    caption: 'overflow',
    props: always({}),
    from: inSoftmax('overflow'),
    heightPx: 330,
  },
  {
    id: 'overflow-below',
    figure: 'overflow',
    isWide: true,
    caption: 'overflowBelow',
    props: always({ shift: -104 }),
    from: inSoftmax('overflow'),
    heightPx: 330,
  },
  {
    id: 'plane-boundary',
    figure: 'plane-boundary',
    isWide: true,
    caption: 'planeBoundary',
    props: always({}),
    from: inSoftmax('plane-boundary'),
    heightPx: 560,
  },
  {
    id: 'plane-boundary-bias',
    figure: 'plane-boundary',
    isWide: true,
    caption: 'planeBoundaryBias',
    props: always({ norms: [1.5, 1.5], bias: 2, featureDeg: 75, featureNorm: 2 }),
    from: inSoftmax('plane-boundary'),
    heightPx: 560,
  },
  {
    id: 'm-min',
    figure: 'm-min',
    isWide: true,
    caption: 'mMin',
    props: always({}),
    from: inASoftmax('m-min'),
    heightPx: 560,
  },
  {
    id: 'm-min-many',
    figure: 'm-min',
    isWide: true,
    caption: 'mMinMany',
    props: always({ m: 4, classes: 10 }),
    from: inASoftmax('m-min'),
    heightPx: 560,
  },
  {
    id: 'last-layer',
    figure: 'last-layer',
    isWide: true,
    caption: 'lastLayer',
    props: always({}),
    from: inSoftmax('last-layer'),
    heightPx: 400,
  },
];
