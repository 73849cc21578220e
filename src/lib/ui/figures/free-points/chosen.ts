import type { DemoSpec, DemoState } from '../../../demo/demo-spec';
import { runSettings, valuesOf } from '../../../demo/plan';
import { runsOf } from '../../../demo/schema';
import type { LossSettings } from '../../../loss/spec';
import { featureNormParameter, type Place } from '../../../points/parameters';

/** What the reader chose of what the address holds. */
export interface Chosen {
  readonly lossId: string;
  /** Of this loss. */
  readonly settings: LossSettings;
  /** ‖x‖, for losses that keep the length of features; in the plane the largest. */
  readonly norm: number;
  readonly temperature: number;
  readonly place: Place;
}

/** What a state of the demo (contract 2) chooses. */
export function chosenOf(spec: DemoSpec, state: DemoState): Chosen {
  const [run] = runsOf(spec, state);
  const values = valuesOf(spec, state);
  return {
    lossId: run.loss.id,
    settings: runSettings(run, spec, state),
    temperature: values.temperature as number,
    place: values.view as Place,
    // A loss that divides by it has no such key.
    norm: (values.norm as number | undefined) ?? featureNormParameter.default,
  };
}

/** Everything that was chosen, by key. */
export const stateOf = ({ lossId, settings, norm, temperature, place }: Chosen): DemoState => ({
  loss: [lossId],
  ...settings,
  norm,
  temperature,
  view: place,
});
