/** Where a run stands, in words; apart from those of the run's bar because a first screen needs nothing else. */
import type { Language } from '../languages';

export const momentWords: Readonly<Record<Language, (step: number, last: number) => string>> = {
  en: (step, last) => `step ${step} of ${last}`,
  zh: (step, last) => `第 ${step} 步，共 ${last} 步`,
};
