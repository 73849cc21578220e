/**
 * `npm run deck -- [--site URL] [--port N]`: serves the sample deck of examples/reveal, whose slides hold demos of the
 * site at URL (that of `npm start` unless said). Two ports are two origins, as on a lecturer's machine.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endOnSignal, listen, option, portFrom } from './serve.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** @param {{ site: string }} options address of the site that the slides embed, without a last slash */
export function createDeckServer({ site }) {
  return createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://deck').pathname));
    const file = path.startsWith('/reveal.js/')
      ? join('node_modules/reveal.js/dist', path.slice('/reveal.js/'.length))
      : join('examples/reveal', path === '/' ? 'index.html' : path);
    try {
      const body = await readFile(file);
      response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
      response.end(file.endsWith('.html') ? body.toString().replaceAll('%site%', site) : body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such file in the deck.\n');
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2);
  const site = (option(words, 'site') ?? 'http://localhost:4173').replace(/\/$/, '');
  const server = createDeckServer({ site });
  const port = await listen(server, { host: 'localhost', port: portFrom(option(words, 'port') ?? '4200') });
  endOnSignal(server);
  console.log(`The deck is at http://localhost:${port}/, with demos of ${site}/ (Ctrl-C ends it)`);
}
