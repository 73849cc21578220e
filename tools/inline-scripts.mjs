/** The page's frame (src/app.html) holds a script that must run before the first paint; the policy has to know it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Sources for `script-src`: the hash of each inline script of an html file. @param {string} path */
export function inlineScriptHashes(path) {
  const html = readFileSync(path, 'utf8');
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
  );
}
