/** The line between an embed and its host: what is told, how often, and that no flood leaves a wrong state. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/lib/demo/embed/messages';
import { openPort, type PortHost } from '../../../../src/lib/demo/embed/port';
import { parseValue, formatValue } from '../../../../src/lib/demo/query';
import { schemaOf } from '../../../../src/lib/demo/schema';
import { arcfaceDemo } from '../../../support/demos';
import { SessionBench } from '../../../support/session-bench';

type Told = Report & { source: string; v: number };

/** A host whose clock is moved by the test. */
class HandHost implements PortHost {
  readonly told: Told[] = [];
  readonly backends = ['wasm', 'cpu'] as const;
  #nowMs = 1000;
  #waiting: { callback: () => void; atMs: number }[] = [];
  #hear: (data: unknown) => void = () => {};

  listen(listener: (data: unknown) => void) {
    this.#hear = listener;
    return () => (this.#hear = () => {});
  }
  post(message: unknown) {
    this.told.push(message as Told);
  }
  now = () => this.#nowMs;
  later(callback: () => void, ms: number) {
    const entry = { callback, atMs: this.#nowMs + ms };
    this.#waiting.push(entry);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== entry));
  }
  say(message: unknown) {
    this.#hear(message);
  }
  ask(message: object) {
    this.say({ source: 'marginalia', v: 1, ...message });
  }
  pass(ms: number) {
    this.#nowMs += ms;
    const due = this.#waiting.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#waiting = this.#waiting.filter((entry) => !due.includes(entry));
    for (const { callback } of due) callback();
  }
  all<Type extends Report['type']>(type: Type) {
    return this.told.filter((report): report is Told & { type: Type } => report.type === type);
  }
}

function opened(state = {}) {
  const bench = new SessionBench(arcfaceDemo, state);
  const host = new HandHost();
  const port = openPort(host, bench.session);
  return { bench, host, port };
}

describe('an embed’s port', () => {
  it('says once what it is, what can be set and where it stands', () => {
    const { host } = opened({ m: 0.2 });
    expect(host.told).toHaveLength(1);
    expect(host.told[0]).toMatchObject({
      source: 'marginalia',
      v: 1,
      type: 'ready',
      demo: arcfaceDemo.id,
      params: { m: 0.2, s: 16, loss: ['arcface'], backend: 'auto' },
      schema: {
        m: { type: 'number', default: 0.5, min: 0, unit: 'rad', phase: 'train' },
        seed: { type: 'integer' },
        norm: { type: 'boolean' },
        net: { type: 'enum' },
        view: { type: 'list' },
      },
      backends: ['wasm', 'cpu'],
    });
  });

  it('answers each command with the state', async () => {
    const { bench, host } = opened();
    host.ask({ type: 'get' });
    host.pass(20);
    expect(host.all('state')).toHaveLength(1);
    expect(host.all('state')[0]).toMatchObject({
      step: 0,
      playing: false,
      backend: null,
      runs: [{ loss: 'arcface', params: { m: 0.5, s: 16 }, stats: {} }],
    });
    host.ask({ type: 'set', params: { m: 0.1 } });
    host.pass(20);
    expect(host.all('state').at(-1)).toMatchObject({ runs: [{ params: { m: 0.1 } }] });
    expect(bench.status.state).toEqual({ m: 0.1 });
    host.ask({ type: 'step', n: 3 });
    host.pass(20);
    await bench.settle();
    bench.worker.ready();
    expect(bench.worker.last('step')).toMatchObject({ count: 3 });
  });

  it('plays, pauses and resets', async () => {
    const { bench, host } = opened();
    host.say('slide:start');
    host.pass(20);
    await bench.settle();
    bench.worker.ready();
    bench.worker.state(0, true);
    host.pass(20);
    expect(host.all('state').at(-1)).toMatchObject({ playing: true });
    host.say('slide:stop');
    host.pass(20);
    bench.worker.state(4, false);
    host.pass(20);
    expect(host.all('state').at(-1)).toMatchObject({ playing: false, step: 4 });
    host.ask({ type: 'set', params: { m: 0.1, zoom: 2 } });
    host.ask({ type: 'reset' });
    host.pass(20);
    // The look is the host's.
    expect(bench.status.state).toEqual({ zoom: 2 });
  });

  it('tells one error for what it cannot use, and leaves everything as it was', () => {
    const { bench, host } = opened();
    const before = bench.status.state;
    host.ask({ type: 'explode' });
    host.pass(20);
    expect(host.all('error')).toHaveLength(1);
    expect(host.all('error')[0]).toMatchObject({ code: 'bad-message', recovered: true });
    expect(host.all('state')).toHaveLength(0);
    expect(bench.status.state).toBe(before);
  });

  it('tells what fails in the training', async () => {
    const { bench, host } = opened();
    bench.session.play();
    await bench.settle();
    bench.worker.ready();
    bench.worker.report({
      type: 'problem',
      run: 1,
      problem: { code: 'diverged', message: 'The loss is not finite.', recovered: true, details: {} },
    });
    host.pass(20);
    expect(host.all('error')).toEqual([
      {
        source: 'marginalia',
        v: 1,
        type: 'error',
        code: 'diverged',
        message: 'The loss is not finite.',
        recovered: true,
      },
    ]);
  });

  it('speaks at most once per display frame', () => {
    const { bench, host } = opened();
    for (let i = 0; i < 1000; i++) {
      host.ask({ type: 'set', params: { m: (i % 90) / 100 } });
      host.ask({ type: 'explode' });
      if (i % 100 === 99) host.pass(16);
    }
    host.pass(16);
    expect(host.all('state').length).toBeLessThanOrEqual(11);
    expect(host.all('error').length).toBeLessThanOrEqual(11);
    // The last word counts.
    expect(bench.status.runs[0].settings.m).toBeCloseTo((999 % 90) / 100, 12);
  });

  it('is silent once it is closed', () => {
    const { host, port, bench } = opened();
    port.close();
    host.ask({ type: 'get' });
    bench.session.set('m', 0.3);
    host.pass(50);
    expect(host.told).toHaveLength(1);
  });

  it('comes through 10,000 messages of all kinds with a valid state', async () => {
    const { bench, host } = opened();
    const schema = schemaOf(arcfaceDemo);
    const key = fc.oneof(
      fc.constantFrom(...Object.keys(schema), 'lambda', 'm2', '__proto__', 'toString'),
      fc.string(),
    );
    const value = fc.oneof(
      fc.anything({ maxDepth: 1 }),
      fc.double(),
      fc.integer(),
      fc.constantFrom('mlp', 'wasm', 'circle', 'cosface', 'softmax,arcface', '0.3', null, true, [
        'plane',
        'chart',
      ]),
    );
    const message = fc.oneof(
      { weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
      { weight: 1, arbitrary: fc.constantFrom('slide:start', 'slide:stop') },
      {
        weight: 3,
        arbitrary: fc.record({
          source: fc.constant('marginalia'),
          v: fc.constantFrom<unknown>(1, 1, 1, 2, '1'),
          type: fc.oneof(
            fc.constantFrom('play', 'pause', 'step', 'reset', 'get', 'goto', 'set', 'state', 'ready'),
            fc.string(),
          ),
          n: fc.oneof(fc.integer(), fc.anything({ maxDepth: 1 })),
          step: fc.oneof(fc.integer(), fc.anything({ maxDepth: 1 })),
          params: fc.anything({ maxDepth: 1 }),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          source: fc.constant('marginalia'),
          v: fc.constant(1),
          type: fc.constant('set'),
          params: fc.dictionary(key, value, { maxKeys: 4 }),
        }),
      },
    );
    const messages = fc.sample(message, { numRuns: 10_000, seed: 7 });
    let changes = 0;
    for (const [i, each] of messages.entries()) {
      const before = bench.status.state;
      host.say(each);
      if (i % 50 !== 49) continue;
      host.pass(16);
      await bench.settle();
      if (bench.status.state !== before) changes++;
      const { state } = bench.status;
      const now = schemaOf(arcfaceDemo, state);
      for (const [name, held] of Object.entries(state)) {
        expect(now[name], name).toBeDefined();
        expect(parseValue(formatValue(held), now[name]), `${name} = ${String(held)}`).toEqual({
          value: held,
        });
      }
    }
    // The test is worth something only where many messages did change something.
    expect(changes).toBeGreaterThan(50);
    expect(host.all('state').length).toBeLessThanOrEqual(10_000 / 50 + 1);
    for (const report of host.told) expect(() => structuredClone(report)).not.toThrow();
    for (const { settings, spec } of bench.status.runs) {
      for (const { name, min, max, derived } of spec.parameters) {
        if (!derived) expect(settings[name], name).toSatisfy((held: number) => held >= min && held <= max);
      }
    }
  });
});
