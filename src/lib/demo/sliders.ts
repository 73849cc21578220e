/** The sliders of a demo as they stand: which parameter each one moves, and where it is. */
import type { ParameterSpec } from '../loss/spec';
import type { DemoSpec, DemoState } from './demo-spec';
import { runsOf, termsOf } from './schema';
import type { SessionStatus } from './session-status';
import { setupParameters } from './setup-parameters';

export interface SliderState {
  readonly parameter: ParameterSpec;
  readonly value: number;
  /** Slider × ramp. */
  readonly effective: number;
}

/** In the demo's order. A name that neither a loss of this state nor the training's set-up has gets none. */
export function slidersOf(spec: DemoSpec, state: DemoState, status: SessionStatus | null): SliderState[] {
  const runs = runsOf(spec, state);
  const terms = spec.data === 'toy' ? [] : termsOf(spec, state);
  return spec.sliders.flatMap((name): SliderState[] => {
    const run = runs.findIndex(
      ({ loss, own }) => !(name in own) && [loss, ...terms].some((part) => parameterOf(part, name)),
    );
    if (run < 0) {
      const parameter = setupParameters.find((candidate) => candidate.name === name);
      const preset = spec[name as 'noise' | 'imbalance'] ?? parameter?.default;
      if (!parameter || preset === undefined) return [];
      const value = (state[name] as number | undefined) ?? preset;
      return [{ parameter, value, effective: value }];
    }
    const parameter = [runs[run].loss, ...terms]
      .map((part) => parameterOf(part, name))
      .find((found) => found !== undefined)!;
    const current = status?.runs[run];
    const preset = (spec.settings?.[name] as number | undefined) ?? parameter.default;
    return [
      {
        parameter,
        value: (current?.settings[name] as number | undefined) ?? preset,
        effective: (current?.effective[name] as number | undefined) ?? preset,
      },
    ];
  });
}

const parameterOf = ({ parameters }: { readonly parameters: readonly ParameterSpec[] }, name: string) =>
  parameters.find((candidate) => candidate.name === name);
