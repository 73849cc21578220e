/**
 * What cannot be computed, found before it is. Values outside a slider's range are the interface's matter: the formulas
 * hold beyond it, and public codes go there.
 */
import type { LossProblem } from './reference';
import { hasClassWeights, subcentersOf, type AnyLossSpec, type LossSettings } from './spec';

export type RefusalCode =
  /** A setting is no finite number. */
  | 'not-a-number'
  /** A whole number is asked for, at least 1. */
  | 'not-whole'
  | 'no-such-option'
  /** Settings that do not go together. */
  | 'no-such-combination'
  | 'too-few-classes';

/** Why a loss cannot be computed, for whoever puts it into words. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The setting that is at fault, where one is. */
  readonly name?: string;
}

/**
 * Why `spec` cannot be computed with these settings; null where it can.
 *
 * @param classes where it is to train; too few to learn from can be computed all the same
 */
export function refusalOf(spec: AnyLossSpec, settings: LossSettings, classes = Infinity): Refusal | null {
  for (const { name, integer } of spec.parameters) {
    const value = settings[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return { code: 'not-a-number', name };
    }
    if (integer && !(Number.isInteger(value) && value >= 1)) return { code: 'not-whole', name };
  }
  for (const { name, values } of spec.options) {
    if (!values.includes(settings[name] as string)) return { code: 'no-such-option', name };
  }
  if (classes < (spec.leastClasses ?? 1)) return { code: 'too-few-classes' };
  return spec.refuses?.(settings) ? { code: 'no-such-combination' } : null;
}

/** For programs; readers are told in their language. */
const sentences: Record<RefusalCode, string> = {
  'not-a-number': 'is no finite number',
  'not-whole': 'must be a whole number, 1 or more',
  'no-such-option': 'is not one of its choices',
  'no-such-combination': 'these settings do not go together',
  'too-few-classes': 'there are too few classes',
};

/** A loss that cannot be computed as it is set. */
export class RefusedLossError extends RangeError {
  constructor(
    message: string,
    /** What the words for readers need. */
    readonly details: Readonly<Record<string, string | number>>,
  ) {
    super(message);
  }
}

/** @throws RefusedLossError where `refusalOf` has a reason */
export function refuseBadSettings(spec: AnyLossSpec, settings: LossSettings, classes = Infinity): void {
  const refusal = refusalOf(spec, settings, classes);
  if (!refusal) return;
  const { code, name } = refusal;
  const least = code === 'too-few-classes' ? `: ${classes}, not ${spec.leastClasses} or more` : '';
  const subject = name ? `${name} = ${settings[name]} ` : '';
  throw new RefusedLossError(`${spec.id}: ${subject}${sentences[code]}${least}.`, {
    loss: spec.id,
    refusal: code,
    ...(name ? { name, value: settings[name] } : {}),
    ...(least ? { classes, least: spec.leastClasses! } : {}),
  });
}

/** @throws RangeError, in one sentence, where a batch's numbers, labels or sizes make no sense */
export function refuseBadProblem(spec: AnyLossSpec, settings: LossSettings, problem: LossProblem): void {
  const { embeddings_nd, weights_cd, bias_c, labels_n, dim, classes } = problem;
  refuseBadSettings(spec, settings);
  const refuse = (what: string) => {
    throw new RangeError(`${spec.id}: ${what}.`);
  };
  if (labels_n.length === 0) refuse('a batch needs at least one sample');
  if (embeddings_nd.length !== labels_n.length * dim) refuse('there must be an embedding for each label');
  const rows = classes * (hasClassWeights(spec) ? subcentersOf(spec, settings) : 1);
  if (weights_cd.length !== rows * dim) refuse(`there must be ${rows} class weights of ${dim} numbers`);
  for (let n = 0; n < labels_n.length; n++) {
    const label = labels_n[n];
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      refuse(`label ${n} is ${label}, no class`);
  }
  for (const [name, numbers] of [
    ['embedding', embeddings_nd],
    ['weight', weights_cd],
    ['bias', bias_c ?? []],
  ] as const) {
    for (let i = 0; i < numbers.length; i++) {
      if (!Number.isFinite(numbers[i])) refuse(`number ${i} of the ${name}s is ${numbers[i]}`);
    }
  }
}
