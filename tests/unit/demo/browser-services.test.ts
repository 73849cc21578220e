import { describe, expect, it } from 'vitest';
import { browserServices } from '../../../src/lib/demo/browser-services';

/** As much of a window as the services ask for. */
function windowWith(localStorage: Partial<Storage> | (() => never)): Window & typeof globalThis {
  const window = {
    document: { baseURI: 'https://site.test/base/en/arcface/' },
    matchMedia: () => ({ matches: false }),
    performance: { now: () => 5 },
    get localStorage() {
      return typeof localStorage === 'function' ? localStorage() : localStorage;
    },
  };
  return window as unknown as Window & typeof globalThis;
}

const roots = { data: '/data/', runs: '/runs/' };
const storing = (text: string | null) => windowWith({ getItem: () => text });
const refusing = windowWith(() => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
});

describe('the backend that was remembered', () => {
  it('comes back as it was stored', () => {
    const stored = new Map<string, string>();
    const window = windowWith({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    });
    const services = browserServices(window, roots);
    expect(services.recallBackend()).toBeNull();
    services.rememberBackend({ backend: 'webgl', build: 'b7' });
    expect(services.recallBackend()).toEqual({ backend: 'webgl', build: 'b7' });
  });

  it.each([null, '', '{', '7', '"webgl"', '{"backend":"abacus","build":"b"}', '{"backend":"wasm"}', '[]'])(
    'is nobody where storage holds %j',
    (text) => expect(browserServices(storing(text), roots).recallBackend()).toBeNull(),
  );

  it('is nobody where storage refuses, and remembering does no harm', () => {
    const services = browserServices(refusing, roots);
    expect(services.recallBackend()).toBeNull();
    expect(() => services.rememberBackend({ backend: 'wasm', build: 'b' })).not.toThrow();
  });
});

describe('the address of a dataset', () => {
  it.each([
    ['/base/data/', 'https://site.test/base/data/mnist/'],
    ['../../data/', 'https://site.test/base/data/mnist/'],
    ['https://cdn.test/data/', 'https://cdn.test/data/mnist/'],
  ])('lies under %s', (root, address) => {
    expect(browserServices(storing(null), { ...roots, data: root }).datasetUrl('mnist')).toBe(address);
  });
});

it('the address of a recorded run lies under its own root', () => {
  const services = browserServices(storing(null), { ...roots, runs: '../../runs/' });
  expect(services.recordingUrl('landing')).toBe('https://site.test/base/runs/landing.run');
});
