/** English words for what goes wrong, fetched when it does. Chinese must have the same ids. */
import { subsetSize } from '../../data/class-subset';
import { en as words } from '../en';

/** What a problem's words need: a file, a step, a backend. */
export type Details = Readonly<Record<string, string | number>>;

const dataReasons: Record<string, string> = {
  missing: 'is not on the server',
  network: 'did not arrive',
  hash: 'arrived damaged',
  format: 'could not be unpacked',
};

/** Why a loss cannot be computed, by the codes of `loss/check.ts`. */
const refusals: Record<string, (details: Details) => string> = {
  'not-a-number': ({ name }) => `${name} is no number.`,
  'not-whole': ({ name, value }) => `${name} must be a whole number, and ${value} is none.`,
  'no-such-option': ({ name, value }) => `${name} has no choice “${value}”.`,
  'no-such-combination': () =>
    'this code has no rule for these margins together. Choose m3 above 0, or m1 = 1.',
  'too-few-classes': ({ classes, least }) =>
    `with ${classes} classes its scale is 0 and nothing would be learned. It takes ${least} or more.`,
};

/** Numbers of classes that can be chosen. */
const { min: fewest, max: most } = subsetSize;

export const en = {
  notices: {
    'unknown-key': (key: string) =>
      `The address asks for “${key}”, which this figure does not have; it was left out.`,
    'bad-value': (key: string, value: string, used: string, allowed: string) =>
      `“${key}=${value}” is not a value that this figure knows; it uses ${used || 'none'}. Possible: ${allowed}.`,
    'out-of-range': (key: string, value: string, used: string, allowed: string) =>
      `“${key}=${value}” is outside the range ${allowed}; the figure uses ${used || 'none'}.`,
    'bad-choice': (key: string, value: string, used: string, allowed: string) =>
      `“${key}=${value}” is no choice of classes: it takes ${fewest} to ${most} different numbers from ${allowed}, with commas between them; the figure trains on ${used || 'all classes'}.`,
    'unknown-figure': (value: string, used: string, allowed: string) =>
      `This page has no figure “${value}”; the settings went to “${used}”. Figures here: ${allowed}.`,
  },

  problems: {
    'data-unavailable': (details: Details) =>
      `A file of training data (${details.file}) ${dataReasons[String(details.reason)] ?? 'could not be read'}. What is drawn stays as it was.`,
    'backend-failed': (details: Details) =>
      details.backend && details.failed
        ? `${details.failed} stopped working; ${details.backend} went on from step ${details.step}.`
        : 'No backend could train here. Try another browser, or a newer version of this one.',
    'context-lost': (details: Details) =>
      `The graphics device was lost; ${details.backend} went on from step ${details.step}, nothing else changed.`,
    'worker-lost': () => 'The training worker stopped. Press “Try again” to start a new one.',
    diverged: (details: Details) =>
      `The loss of ${words.lossNames[String(details.loss)] ?? details.loss} ran away, so the run went back to step ${details.step} and rests there. A lower learning rate or scale helps.`,
    'bad-value': (details: Details) =>
      details.refusal
        ? `${words.lossNames[String(details.loss)] ?? details.loss} cannot be computed like this: ${refusals[String(details.refusal)]?.(details) ?? details.reason}`
        : `A setting cannot be used: ${details.reason ?? ''}`,
  } as Record<string, (details: Details) => string>,
  refusedBackend: (backend: string, reason: string) => `${backend} was left out: ${reason}.`,
  refusedKernels: (set: string, reason: string) =>
    `The ${set === 'simd' ? 'SIMD' : set} kernels for wasm were left out, so training is slower: ${reason}.`,
  onlyCpu:
    'This browser offers no WebGPU, no WebGL on a graphics card and no WebAssembly, so training runs in plain JavaScript (cpu): the same numbers, much slower.',
  noWorker: 'This browser has no web workers, so nothing can train here.',
};

export type TroubleWords = typeof en;
