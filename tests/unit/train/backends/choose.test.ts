import { describe, expect, it } from 'vitest';
import { chooseBackend, type Candidates } from '../../../../src/lib/train/backends/choose';
import type { BackendId } from '../../../../src/lib/train/protocol';

interface Machine {
  /** What may run, best first. */
  readonly detects?: readonly BackendId[];
  /** Milliseconds a step. */
  readonly stepMs?: Partial<Record<BackendId, number>>;
  readonly failsToLoad?: readonly BackendId[];
  readonly isWrong?: readonly BackendId[];
  readonly failsToMeasure?: readonly BackendId[];
  /** Loads once, and not a second time. */
  readonly failsToReturn?: readonly BackendId[];
}

/** Candidates that note what was done with them, and which of them is active. */
function machine(choice: Machine = {}) {
  const { detects = ['webgpu', 'webgl', 'wasm', 'cpu'], stepMs = {} } = choice;
  const log: string[] = [];
  const note = (what: string, id: BackendId) => log.push(`${what} ${id}`);
  const state = { active: null as BackendId | null };
  const candidates: Candidates = {
    detect: async () => [...detects],
    load: async (id) => {
      const isAgain = log.includes(`load ${id}`);
      note('load', id);
      if (choice.failsToLoad?.includes(id)) throw new Error(`${id} does not start`);
      if (isAgain && choice.failsToReturn?.includes(id)) throw new Error(`${id} does not come back`);
      state.active = id;
      return { id, isLost: () => false, isAsynchronous: false };
    },
    check: async (id) => {
      note('check', id);
      expect(state.active).toBe(id);
      if (choice.isWrong?.includes(id)) throw new Error(`${id} counts wrong`);
    },
    measure: async (id) => {
      note('measure', id);
      expect(state.active).toBe(id);
      if (choice.failsToMeasure?.includes(id)) throw new Error(`${id} broke off`);
      return stepMs[id] ?? 10;
    },
  };
  return {
    candidates,
    state,
    log,
    loaded: () => log.filter((line) => line.startsWith('load')).map((line) => line.slice(5)),
  };
}

describe('the automatic choice', () => {
  it('times the two best and takes the quicker', async () => {
    const { candidates, state, loaded } = machine({ stepMs: { webgpu: 5, webgl: 3 } });
    const choice = await chooseBackend(candidates, 'auto');
    expect(choice).toMatchObject({ backend: { id: 'webgl' }, refused: [], isMeasured: true });
    expect(loaded()).toEqual(['webgpu', 'webgl']);
    expect(state.active).toBe('webgl');
  });

  it('goes back to the first where that is the quicker, so that it is active at the end', async () => {
    const { candidates, state, loaded } = machine({ stepMs: { webgpu: 2, webgl: 3 } });
    expect((await chooseBackend(candidates, 'auto')).backend.id).toBe('webgpu');
    expect(loaded()).toEqual(['webgpu', 'webgl', 'webgpu']);
    expect(state.active).toBe('webgpu');
  });

  it('stays with the preferred one of two that are equally quick', async () => {
    const { candidates, state } = machine({ stepMs: { webgpu: 3, webgl: 3 } });
    expect((await chooseBackend(candidates, 'auto')).backend.id).toBe('webgpu');
    expect(state.active).toBe('webgpu');
  });

  it('passes over those that do not start, count wrong or break off, and says why', async () => {
    const { candidates, state } = machine({ failsToLoad: ['webgpu'], isWrong: ['webgl'] });
    const choice = await chooseBackend(candidates, 'auto');
    expect(choice.backend.id).toBe('wasm');
    expect(choice.refused).toEqual([
      { backend: 'webgpu', reason: 'webgpu does not start' },
      { backend: 'webgl', reason: 'webgl counts wrong' },
    ]);
    expect(state.active).toBe('wasm');
    const other = machine({ failsToMeasure: ['webgpu'] });
    const second = await chooseBackend(other.candidates, 'auto');
    expect(second.refused).toEqual([{ backend: 'webgpu', reason: 'webgpu broke off' }]);
    expect(['webgl', 'wasm']).toContain(second.backend.id);
    expect(other.state.active).toBe(second.backend.id);
  });

  it('takes cpu last, untimed, and not beside another', async () => {
    const { candidates, log } = machine({ detects: ['wasm', 'cpu'] });
    expect((await chooseBackend(candidates, 'auto')).backend.id).toBe('wasm');
    expect(log).not.toContain('load cpu');
    const last = machine({ detects: ['wasm', 'cpu'], isWrong: ['wasm'] });
    const choice = await chooseBackend(last.candidates, 'auto');
    expect(choice).toMatchObject({ backend: { id: 'cpu' }, isMeasured: true });
    expect(last.log).not.toContain('measure cpu');
    expect(last.log).toContain('check cpu');
  });

  it('takes the second where the quicker one does not come back', async () => {
    const { candidates, state } = machine({ stepMs: { webgpu: 1, webgl: 9 }, failsToReturn: ['webgpu'] });
    const choice = await chooseBackend(candidates, 'auto');
    expect(choice.backend.id).toBe('webgl');
    expect(choice.refused).toEqual([{ backend: 'webgpu', reason: 'webgpu does not come back' }]);
    expect(state.active).toBe('webgl');
  });

  it('leaves out what has failed before', async () => {
    const { candidates, loaded } = machine();
    await chooseBackend(candidates, 'auto', 'webgpu', ['webgpu', 'webgl']);
    expect(loaded()).toEqual(['wasm']);
  });
});

describe('a remembered choice', () => {
  it('is checked and taken, without a second one and without timing', async () => {
    const { candidates, log } = machine();
    const choice = await chooseBackend(candidates, 'auto', 'wasm');
    expect(choice).toEqual({
      backend: expect.objectContaining({ id: 'wasm' }),
      refused: [],
      isMeasured: false,
    });
    expect(log).toEqual(['load wasm', 'check wasm']);
  });

  it('that no longer holds is refused with its reason, and the usual rule decides', async () => {
    const { candidates, loaded } = machine({ isWrong: ['webgl'], stepMs: { webgpu: 9, wasm: 4 } });
    const choice = await chooseBackend(candidates, 'auto', 'webgl');
    expect(choice).toMatchObject({ backend: { id: 'wasm' }, isMeasured: true });
    expect(choice.refused).toEqual([{ backend: 'webgl', reason: 'webgl counts wrong' }]);
    expect(loaded()).toEqual(['webgl', 'webgpu', 'wasm']);
  });
});

describe("a reader's choice", () => {
  it('is tried before all others and not remembered for the device', async () => {
    const { candidates, log } = machine({ stepMs: { webgpu: 1 } });
    const choice = await chooseBackend(candidates, 'cpu', 'webgpu');
    expect(choice).toMatchObject({ backend: { id: 'cpu' }, isMeasured: false });
    expect(log).toEqual(['load cpu', 'check cpu']);
  });

  it('may be one that is not offered by itself, such as a software renderer', async () => {
    const { candidates } = machine({ detects: ['wasm', 'cpu'] });
    expect((await chooseBackend(candidates, 'webgl')).backend.id).toBe('webgl');
  });

  it('that does not run gives way to the usual rule, with its reason, and is not remembered', async () => {
    const { candidates } = machine({ failsToLoad: ['webgl'], detects: ['wasm', 'cpu'] });
    const choice = await chooseBackend(candidates, 'webgl');
    expect(choice).toMatchObject({ backend: { id: 'wasm' }, isMeasured: false });
    expect(choice.refused).toEqual([{ backend: 'webgl', reason: 'webgl does not start' }]);
  });
});

describe('no backend at all', () => {
  it('is one sentence with every reason', async () => {
    const { candidates } = machine({ detects: ['wasm', 'cpu'], failsToLoad: ['wasm'], isWrong: ['cpu'] });
    await expect(chooseBackend(candidates, 'auto')).rejects.toThrow(
      'No backend runs here: wasm: wasm does not start; cpu: cpu counts wrong.',
    );
  });

  it('is a whole sentence too where each has failed before', async () => {
    const { candidates } = machine({ detects: ['cpu'] });
    await expect(chooseBackend(candidates, 'auto', null, ['cpu'])).rejects.toThrow(/^[A-Z][^:]+\.$/);
  });
});
