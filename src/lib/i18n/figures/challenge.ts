/** Words of a challenge: guess first, then see what was measured. */
import type { Language } from '../languages';

interface Measured {
  readonly median: string;
  readonly min: string;
  readonly max: string;
  readonly seeds: number;
  readonly step: number;
}

export interface ChallengeWords {
  readonly gesture: (step: number) => string;
  readonly chart: (axis: string, step: number) => string;
  readonly handle: (step: number) => string;
  readonly noGuess: string;
  readonly show: string;
  readonly again: string;
  readonly guessFirst: string;
  readonly guessed: (value: string) => string;
  readonly step: string;
  readonly yours: string;
  readonly measured: (facts: Measured) => string;
  readonly verdict: (guess: string, found: { side: 'inside' | 'above' | 'below'; off: string }) => string;
  readonly answer: string;
  readonly source: string;
}

const measuredEn = ({ median, min, max, seeds, step }: Measured): string =>
  `At step ${step} it was ${median} (${min} to ${max} with ${seeds} seeds).`;
const measuredZh = ({ median, min, max, seeds, step }: Measured): string =>
  `第 ${step} 步是 ${median}（${seeds} 个随机种子：${min} 到 ${max}）。`;

export const challengeWords: Readonly<Record<Language, ChallengeWords>> = {
  en: {
    gesture: (step) => `Drag the ring to where you think it stands at step ${step}.`,
    chart: (axis, step) => `${axis} over training steps, to be continued to step ${step}`,
    handle: (step) => `your guess for step ${step}`,
    noGuess: 'no guess yet',
    show: 'Show what happened',
    again: 'Guess again',
    guessFirst: 'Place your guess first.',
    guessed: (value) => `Your guess: ${value}.`,
    step: 'step',
    yours: 'your guess',
    measured: measuredEn,
    verdict: (guess, { side, off }) =>
      side === 'inside'
        ? `You said ${guess}: right.`
        : `You said ${guess}: ${off} ${side === 'above' ? 'above the highest' : 'below the lowest'} run.`,
    answer: 'The answer',
    source: 'Measured by',
  },
  zh: {
    gesture: (step) => `把圆环拖到你认为它在第 ${step} 步的位置。`,
    chart: (axis, step) => `${axis}随训练步数的变化，待续到第 ${step} 步`,
    handle: (step) => `你对第 ${step} 步的猜测`,
    noGuess: '还没有猜',
    show: '揭晓',
    again: '再猜一次',
    guessFirst: '先放好你的猜测。',
    guessed: (value) => `你的猜测：${value}。`,
    step: '步',
    yours: '你的猜测',
    measured: measuredZh,
    verdict: (guess, { side, off }) =>
      side === 'inside'
        ? `你猜 ${guess}：对了。`
        : `你猜 ${guess}：比${side === 'above' ? '最高' : '最低'}的一次还${side === 'above' ? '高' : '低'} ${off}。`,
    answer: '答案',
    source: '测量命令',
  },
};
