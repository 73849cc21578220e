/** Words of the boxes that switch a part of the training on and off. */
import type { Language } from '../languages';

export interface SwitchWords {
  readonly legend: string;
  readonly names: Readonly<Record<'bias' | 'relu', string>>;
  /** What a change does. */
  readonly hint: string;
}

export const switchWords: Readonly<Record<Language, SwitchWords>> = {
  en: {
    legend: 'With',
    names: { bias: 'a bias for each class', relu: 'a ReLU on the feature' },
    hint: 'A change begins a new run: press Train.',
  },
  zh: {
    legend: '带上',
    names: { bias: '每类一个偏置', relu: '特征上的 ReLU' },
    hint: '改动之后从头训练：按“训练”。',
  },
};
