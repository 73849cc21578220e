/** How messages to an embed are read: contract 3. */
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../../src/lib/demo/embed/messages';
import { arcfaceDemo } from '../../../support/demos';

const ask = (message: object) => readMessage({ source: 'marginalia', v: 1, ...message }, arcfaceDemo, {});

describe('a message', () => {
  it('of somebody else is nobody’s error', () => {
    for (const data of [null, undefined, 7, 'hello', [], {}, { source: 'reveal' }, { method: 'next' }]) {
      expect(readMessage(data, arcfaceDemo, {})).toEqual({});
    }
  });

  it('of reveal.js starts and stops', () => {
    expect(readMessage('slide:start', arcfaceDemo, {})).toEqual({ command: { type: 'play' } });
    expect(readMessage('slide:stop', arcfaceDemo, {})).toEqual({ command: { type: 'pause' } });
  });

  it('of another version, of no known type or without its parts is refused in a sentence', () => {
    for (const message of [
      { v: 2, type: 'play' },
      { type: 'explode' },
      {},
      { type: 'set' },
      { type: 'set', params: 3 },
    ]) {
      const { command, error } = ask(message);
      expect(command).toBeUndefined();
      expect(error).toMatchObject({ type: 'error', code: 'bad-message', recovered: true });
      expect(error!.message).toMatch(/^[A-Z"].*\.$/);
    }
  });

  it('takes whole steps only', () => {
    expect(ask({ type: 'step' })).toEqual({ command: { type: 'step', n: 1 } });
    expect(ask({ type: 'step', n: 5 })).toEqual({ command: { type: 'step', n: 5 } });
    expect(ask({ type: 'goto', step: 0 })).toEqual({ command: { type: 'goto', step: 0 } });
    for (const wrong of [0, -1, 1.5, NaN, '3', null, 2e6]) {
      expect(ask({ type: 'step', n: wrong }).error?.code).toBe('bad-value');
    }
    for (const wrong of [undefined, -1, 0.5, '0']) {
      expect(ask({ type: 'goto', step: wrong }).error?.code).toBe('bad-value');
    }
  });

  it('sets keys in their own type or as the query spells them', () => {
    const { command, error } = ask({
      type: 'set',
      params: { m: 0.3, s: '30', norm: false, ramp: '0', view: ['circle'], net: 'mlp', zoom: 2 },
    });
    expect(error).toBeUndefined();
    expect(command).toEqual({
      type: 'set',
      changes: [
        ['m', 0.3],
        ['s', 30],
        ['norm', false],
        ['ramp', false],
        ['view', ['circle']],
        ['net', 'mlp'],
        ['zoom', 2],
      ],
    });
  });

  it('sets the losses first, since they decide which keys there are', () => {
    const { command, error } = ask({ type: 'set', params: { lambda: 2, loss: 'a-softmax' } });
    expect(error).toBeUndefined();
    expect(command).toMatchObject({
      changes: [
        ['loss', ['a-softmax']],
        ['lambda', 2],
      ],
    });
    expect(ask({ type: 'set', params: { lambda: 2 } }).error?.message).toContain('"lambda"');
  });

  it('uses what it can and names the rest; null puts a key back', () => {
    const { command, error } = ask({
      type: 'set',
      params: { m: 0.2, s: 1e9, colour: 'red', seed: null, view: { a: 1 }, __proto__: 3 },
    });
    expect(command).toMatchObject({
      changes: [
        ['m', 0.2],
        ['seed', 1],
      ],
    });
    expect(error?.code).toBe('bad-value');
    for (const name of ['s cannot be', '"colour"', 'view cannot be']) expect(error!.message).toContain(name);
  });

  it('survives what cannot be written down', () => {
    const circle: Record<string, unknown> = {};
    circle.own = circle;
    expect(ask({ type: circle }).error?.code).toBe('bad-message');
    expect(ask({ type: 'set', params: { m: circle, s: 10n } }).error?.code).toBe('bad-value');
  });
});
