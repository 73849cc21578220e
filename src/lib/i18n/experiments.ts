/** Words of the page of experiments. What a conclusion says is chosen by rule from what was measured. */
import type { Language } from './languages';

/** Two arms by one measure, as text. */
export interface ComparedWords {
  readonly measure: string;
  readonly first: string;
  readonly second: string;
  /** Means, with their deviation. */
  readonly firstValue: string;
  readonly secondValue: string;
  /** How far apart the means are, without a sign. */
  readonly difference: string;
  readonly seeds: number;
}

export interface ExperimentWords {
  readonly question: string;
  /** Why one would ask, and what is varied. */
  readonly why: string;
  /** Names of the arms, by id. */
  readonly arms: Readonly<Record<string, string>>;
  /** What the first comparison means where its first arm is above the second, below it, or neither can be said. */
  readonly leads: Readonly<Record<'above' | 'below' | 'none', string>>;
  /** What the figures cannot tell. */
  readonly limits: string;
  /** What to do with the demo. */
  readonly gesture: string;
  /** What its picture shows, where it has one. */
  readonly picture?: string;
  /** Names of its demos where there are several, by id. */
  readonly demos?: Readonly<Record<string, string>>;
}

export interface ExperimentsPageWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  /** How a conclusion is drawn, said once. */
  readonly ruleTitle: string;
  readonly rule: string;
  readonly arm: string;
  readonly measures: Readonly<Record<string, string>>;
  readonly apart: (compared: ComparedWords) => string;
  readonly same: (compared: ComparedWords) => string;
  /** A difference of shares. */
  readonly points: (points: string) => string;
  /** Of the drawing: a dot a seed, an upright line at the mean. */
  readonly chartTitle: (measure: string) => string;
  readonly chartKey: string;
  readonly tryIt: string;
  readonly choose: string;
  readonly elsewhere: string;
  readonly howTitle: string;
  /** How the figures came about. */
  readonly how: (how: {
    readonly command: string;
    readonly net: string;
    readonly dims: string;
    readonly steps: number;
    readonly batch: number;
    readonly seeds: string;
    readonly trained: number;
    readonly backend: string;
  }) => string;
  readonly byId: Readonly<Record<string, ExperimentWords>>;
}

const words: Readonly<Record<Language, () => Promise<ExperimentsPageWords>>> = {
  en: async () => (await import('./experiments/en')).en,
  zh: async () => (await import('./experiments/zh')).zh,
};

export const loadExperimentsWords = (language: Language): Promise<ExperimentsPageWords> => words[language]();
