/** What a run has set that its listing does not compute. */
import type { AnyLossSpec, LossSettings } from '../loss/spec';
import type { Snippet } from './snippet';

export interface Difference {
  /** Of the parameter or option. */
  readonly name: string;
  readonly inCode: number | string;
  readonly inRun: number | string;
}

/**
 * Settings of a run that the code has no parameter for, and at another value than the code computes with.
 *
 * @param settings of the run, every parameter and option of `spec` among them
 */
export function differences(snippet: Snippet, spec: AnyLossSpec, settings: LossSettings): Difference[] {
  return [...spec.parameters, ...spec.options]
    .filter(({ name }) => !snippet.parameters.includes(name))
    .map(({ name, default: usual }) => ({
      name,
      inCode: snippet.settings?.[name] ?? usual,
      inRun: settings[name] ?? usual,
    }))
    .filter(({ inCode, inRun }) => inCode !== inRun);
}
