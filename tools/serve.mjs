/**
 * A static server for one folder: for `npm start` and for tests. It does what any static host does and nothing
 * that the site would come to rely on. `node tools/serve.mjs FOLDER [--port N] [--base PATH]`.
 */
import { createServer } from 'node:http';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const compress = promisify(gzip);

/**
 * @param {{ root: string, base?: string }} options base: the path that the folder is served at ('' or '/a/b')
 * @returns {import('node:http').Server}
 */
export function createStaticServer({ root, base = '' }) {
  const folder = resolve(root);
  /** Compressed bodies by ETag. @type {Map<string, Buffer>} */
  const compressed = new Map();

  return createServer(async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': types['.txt'] });
      response.end('The server failed to read this file.\n');
    }
  });

  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const [rawPath, query] = splitOnce(request.url ?? '/', '?');
    if (base !== '' && (rawPath === '/' || rawPath === base)) return redirect(response, `${base}/`, query);
    const path = rawPath.startsWith(`${base}/`) ? decodePath(rawPath.slice(base.length)) : null;
    const found = path === null ? null : await find(path);
    if (found?.redirect) return redirect(response, `${base}${encodeURI(path)}/`, query);
    if (found) return send(request, response, 200, found);
    const notFound = await find('/404.html');
    if (notFound) return send(request, response, 404, notFound);
    response.writeHead(404, { 'Content-Type': types['.txt'] }).end('There is no such page.\n');
  }

  /** The file that a path names: itself, its index, or itself with .html. Nothing outside the folder. */
  async function find(path) {
    const file = join(folder, path);
    const own = await statInside(file);
    if (own?.isFile() && !path.endsWith('/')) return { file, stat: own };
    if (own?.isDirectory()) {
      const index = join(file, 'index.html');
      const indexStat = await statInside(index);
      if (indexStat?.isFile())
        return path.endsWith('/') ? { file: index, stat: indexStat } : { redirect: true };
    }
    if (path.endsWith('/')) return null;
    const page = await statInside(`${file}.html`);
    return page?.isFile() ? { file: `${file}.html`, stat: page } : null;
  }

  /** `stat`, or null for what does not exist or lies outside the folder, by a link too. */
  async function statInside(file) {
    try {
      const real = await realpath(file);
      const top = await realpath(folder);
      return real === top || real.startsWith(top + sep) ? await stat(real) : null;
    } catch {
      return null;
    }
  }

  async function send(request, response, status, { file, stat: { size, mtimeMs } }) {
    const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
    const wantsGzip = type.includes('charset') && acceptsGzip(request.headers['accept-encoding']);
    const etag = `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    response.setHeader('ETag', etag);
    response.setHeader('Cache-Control', cacheRule(file));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (type.includes('charset')) response.setHeader('Vary', 'Accept-Encoding');
    if (status === 200 && matches(request.headers['if-none-match'], etag)) {
      response.writeHead(304).end();
      return;
    }
    let body = await readFile(file);
    if (wantsGzip) {
      const key = `${file} ${etag}`;
      body = compressed.get(key) ?? (await compress(body));
      compressed.set(key, body);
      response.setHeader('Content-Encoding', 'gzip');
    }
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** What Vite names by its content never changes; everything else is asked for again, and answered by 304. */
  function cacheRule(file) {
    return file.slice(folder.length).split(sep).join('/').startsWith('/_app/immutable/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache';
  }
}

/**
 * Listens on `port`, or on the next free one of `tries`. Port 0 asks the system for a free one.
 * @param {import('node:http').Server} server @param {{ host: string, port: number, tries?: number }} options
 * @returns {Promise<number>} the port
 */
export async function listen(server, { host, port, tries = 20 }) {
  for (let candidate = port; ; candidate++) {
    try {
      return await new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(candidate, host, () => {
          server.off('error', fail);
          done(server.address().port);
        });
      });
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate + 1 >= port + tries || candidate >= 65535) throw error;
    }
  }
}

/** Serves until Ctrl-C or a termination signal, then ends with exit code 0. @param {import('node:http').Server} server */
export function endOnSignal(server) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
}

/** The value after `--name` or in `--name=value`. @param {string[]} args @param {string} name */
export function option(args, name) {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  return args[at] === `--${name}` ? args[at + 1] : args[at].slice(name.length + 3);
}

/** A port from text, or one clear sentence. @param {string} text */
export function portFrom(text) {
  if (/^\d+$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new Error(`A port is a whole number from 0 to 65535, not "${text}".`);
}

function redirect(response, path, query) {
  // Temporary: a browser would remember a permanent one for whatever runs on this port tomorrow.
  response.writeHead(307, { Location: query === undefined ? path : `${path}?${query}` }).end();
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** A decoded path; null where it is no valid escape or holds NUL or a backslash. `statInside` judges `..`. */
function decodePath(raw) {
  try {
    const path = decodeURIComponent(raw);
    return /[\0\\]/.test(path) ? null : path;
  } catch {
    return null;
  }
}

function acceptsGzip(header = '') {
  return header.split(',').some((part) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(part));
}

function matches(header, etag) {
  if (header === undefined) return false;
  const bare = (tag) => tag.trim().replace(/^W\//, '');
  return header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [root, ...args] = process.argv.slice(2);
  if (!root || root.startsWith('--') || !(await stat(root).catch(() => null))?.isDirectory()) {
    console.error(`There is no folder "${root ?? ''}" to serve; \`npm run build\` makes one.`);
    process.exit(1);
  }
  const server = createStaticServer({ root, base: option(args, 'base') });
  const port = await listen(server, { host: '127.0.0.1', port: portFrom(option(args, 'port') ?? '4173') });
  endOnSignal(server);
  console.log(`Listening on 127.0.0.1, port ${port}`);
}
