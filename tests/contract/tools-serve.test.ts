import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticServer, listen, option, portFrom } from '../../tools/serve.mjs';

const top = mkdtempSync(join(tmpdir(), 'marginalia-serve-'));
const root = join(top, 'site');
const servers: Server[] = [];
let port = 0;
let basePort = 0;

async function start(server: Server, from = 0): Promise<number> {
  servers.push(server);
  return listen(server, { host: '127.0.0.1', port: from });
}

beforeAll(async () => {
  const files: Record<string, string | Uint8Array> = {
    'site/index.html': '<h1>home</h1>',
    'site/404.html': '<h1>lost</h1>',
    'site/en/index.html': '<h1>english</h1>',
    'site/zh.html': '<h1>chinese</h1>',
    'site/_app/immutable/a.js': 'export {};',
    'site/_app/version.json': '{}',
    'site/x.wasm': Uint8Array.of(0, 97, 115, 109),
    'site/data/1.bin': Uint8Array.of(31, 139, 8, 0),
    'site/font.woff2': 'f',
    'site/a b.txt': 'blank',
    'site-secret/key.txt': 'secret',
    'secret.txt': 'secret',
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(top, file, '..'), { recursive: true });
    writeFileSync(join(top, file), content);
  }
  symlinkSync(join(top, 'secret.txt'), join(root, 'link.txt'));
  port = await start(createStaticServer({ root }));
  basePort = await start(createStaticServer({ root, base: '/a/b' }));
});

afterAll(() => {
  servers.forEach((server) => (server.close(), server.closeAllConnections()));
  rmSync(top, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends the path as it is: `fetch` would tidy it first. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', at = port): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: at, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', fail).end();
  });
}

describe('the static server', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/en/', 'text/html; charset=utf-8'],
    ['/_app/immutable/a.js', 'text/javascript; charset=utf-8'],
    ['/_app/version.json', 'application/json; charset=utf-8'],
    ['/x.wasm', 'application/wasm'],
    ['/data/1.bin', 'application/octet-stream'],
    ['/font.woff2', 'font/woff2'],
    ['/a%20b.txt?query=1', 'text/plain; charset=utf-8'],
    ['/zh', 'text/html; charset=utf-8'],
  ])('gives %s as %s', async (path, type) => {
    const { status, headers } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });

  it('sends gzip shards as they are, without Content-Encoding', async () => {
    const { headers, body } = await ask('/data/1.bin', { 'Accept-Encoding': 'gzip' });
    expect(headers['content-encoding']).toBeUndefined();
    expect([...body]).toEqual([31, 139, 8, 0]);
  });

  it('compresses text for those who take gzip, and only for them', async () => {
    const packed = await ask('/', { 'Accept-Encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe('<h1>home</h1>');
    for (const accept of ['', 'br', 'gzip;q=0']) {
      const plain = await ask('/', { 'Accept-Encoding': accept });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.toString()).toBe('<h1>home</h1>');
    }
  });

  it('answers 304 for what the browser already has, and again in full once the file changed', async () => {
    const { headers } = await ask('/_app/version.json');
    const again = await ask('/_app/version.json', { 'If-None-Match': `"other", ${headers.etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    writeFileSync(join(root, '_app/version.json'), '{"new":1}');
    const changed = await ask('/_app/version.json', { 'If-None-Match': headers.etag! });
    expect([changed.status, changed.body.toString()]).toEqual([200, '{"new":1}']);
  });

  it('lets only what is named by its content be kept for good', async () => {
    expect((await ask('/_app/immutable/a.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/_app/version.json')).headers['cache-control']).toBe('no-cache');
  });

  it("shows the site's own page with status 404 for what is not there", async () => {
    const { status, body } = await ask('/nothing/here');
    expect([status, body.toString()]).toEqual([404, '<h1>lost</h1>']);
  });

  it('sends a folder without its slash there, with the query', async () => {
    const { status, headers } = await ask('/en?s=4');
    expect([status, headers.location]).toEqual([307, '/en/?s=4']);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/en/../../secret.txt',
    '/..%5csecret.txt',
    '/../site-secret/key.txt',
    '//../secret.txt',
    '/link.txt',
    '/x%00.wasm',
    '/%zz',
  ])('gives nothing from outside its folder: %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('secret');
  });

  it('answers HEAD without a body, and refuses what is not reading', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, '13']);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  it('serves under a base path, and only there', async () => {
    expect((await ask('/a/b/en/', {}, 'GET', basePort)).body.toString()).toBe('<h1>english</h1>');
    expect((await ask('/a/b/en', {}, 'GET', basePort)).headers.location).toBe('/a/b/en/');
    expect((await ask('/', {}, 'GET', basePort)).headers.location).toBe('/a/b/');
    expect((await ask('/en/', {}, 'GET', basePort)).status).toBe(404);
  });
});

describe('its port', () => {
  it('is the next free one where the wanted one is taken', async () => {
    const other = createServer();
    const taken = await start(other);
    expect(await start(createStaticServer({ root }), taken)).toBeGreaterThan(taken);
  });

  it('is read from --port N and --port=N, and refused in words', () => {
    expect(option(['--port', '80'], 'port')).toBe('80');
    expect(option(['x', '--port=81'], 'port')).toBe('81');
    expect(option([], 'port')).toBeUndefined();
    expect(portFrom('4173')).toBe(4173);
    expect(() => portFrom('http')).toThrow('A port is a whole number from 0 to 65535, not "http".');
    expect(() => portFrom('65536')).toThrow();
  });
});
