/** Free points as an embed's host sees them: keys to set, and points that can be shaken or stilled. They have no steps. */
import type { DemoSpec, DemoState, DemoValue } from '../../../demo/demo-spec';
import type { EmbedTarget } from '../../../demo/embed/target';
import { withValue } from '../../../demo/plan';
import { schemaOf } from '../../../demo/schema';
import { marginLossById } from '../../../loss/registry';
import { chosenOf, stateOf, type Chosen } from './chosen';

/** What the figure lends. */
export interface FreePointsHandle {
  readonly spec: DemoSpec;
  chosenNow(): Chosen;
  isMoving(): boolean;
  choose(chosen: Chosen): void;
  shake(): void;
  rest(): void;
  reset(): void;
  /** What the state says of the look alone: theme, controls, zoom. */
  present(state: DemoState): void;
}

export interface FreePointsTarget extends EmbedTarget {
  /** The figure has changed. */
  changed(): void;
}

export function freePointsTarget(handle: FreePointsHandle): FreePointsTarget {
  const listeners = new Set<() => void>();
  let look: DemoState = {};
  const { spec } = handle;

  /** Only what differs from the preset, as a state is written. */
  function stateNow(): DemoState {
    const whole = { ...stateOf(handle.chosenNow()), ...look };
    const schema = schemaOf(spec, { loss: [handle.chosenNow().lossId] });
    return Object.entries(whole).reduce<DemoState>(
      (state, [key, value]) =>
        schema[key] && value !== undefined ? withValue(state, key, value, schema[key]) : state,
      {},
    );
  }

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    spec,
    get status() {
      const { lossId, settings } = handle.chosenNow();
      return {
        phase: handle.isMoving() ? ('playing' as const) : ('paused' as const),
        step: 0,
        stepsPerSecond: null,
        backend: null,
        runs: [{ spec: marginLossById(lossId)!, settings, effective: settings, stats: {} }],
        state: stateNow(),
        problem: null,
      };
    },
    set(key: string, value: DemoValue) {
      const state = stateNow();
      const schema = schemaOf(spec, state);
      if (!Object.hasOwn(schema, key)) return;
      if (key === 'theme' || key === 'controls' || key === 'zoom') {
        look = { ...look, [key]: value };
        handle.present(look);
      } else if (key !== 'data') {
        handle.choose(chosenOf(spec, withValue(state, key, value, schema[key])));
      }
      changed();
    },
    play: () => handle.shake(),
    pause: () => handle.rest(),
    step: () => changed(),
    goTo: async () => changed(),
    reset: () => handle.reset(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
  };
}
