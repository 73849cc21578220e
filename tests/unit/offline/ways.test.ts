import { describe, expect, it } from 'vitest';
import { isKeptMessage, keyOf, wayOf } from '../../../src/lib/offline/ways';

describe.each(['', '/sub/path'])('under %o', (base) => {
  const at = (path: string): string => `https://site.example${base}${path}`;
  it.each([
    ['/_app/immutable/chunks/A1b2.js', 'script'],
    ['/_app/immutable/assets/a.wasm', 'script'],
    ['/data/mnist/0123456789abcdef.bin', 'data'],
    // Not named after a hash: the next version may have another of that name.
    ['/data/mnist/manifest.json', 'network'],
    ['/data/0123456789abcde.bin', 'network'],
    ['/en/arcface/', 'network'],
    ['/_app/version.json', 'network'],
    ['/service-worker.js', 'leave'],
  ])('%s: %s', (path, way) => {
    expect(wayOf(at(path), base)).toBe(way);
  });
});

it('leaves what lies beside the site alone', () => {
  expect(wayOf('https://site.example/elsewhere/x.js', '/sub')).toBe('leave');
  expect(wayOf('https://site.example/subway/', '/sub')).toBe('leave');
});

it('keeps a page once, whatever its demos are set to', () => {
  expect(keyOf('https://site.example/en/arcface/?m=0.2&s=8#text')).toBe('https://site.example/en/arcface/');
});

it.each([null, 'keep', { type: 'keep' }, { type: 'keep', urls: ['no address'] }, { type: 'drop', urls: [] }])(
  'heeds no other message: %j',
  (data) => {
    expect(isKeptMessage(data)).toBe(false);
  },
);
it('heeds a list of addresses', () => {
  expect(isKeptMessage({ type: 'keep', urls: ['https://site.example/'] })).toBe(true);
});
