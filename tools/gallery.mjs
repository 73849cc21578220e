/**
 * `npm run gallery`: compares the gallery of the site in `build/` with the pictures that are kept of it. With
 * `-- --update` the pictures of tiles that look otherwise are renewed: look at them before you keep them. A word, as in
 * `-- --update circle`, takes only the tiles that have it in their ids.
 */
import { findBrowser } from './find-browser.mjs';
import { bin, run } from './processes.mjs';

const env = { ...process.env, CHROMIUM_PATH: findBrowser({ install: true }) };
if (process.argv.includes('--update')) env.MARGINALIA_GALLERY = 'update';
const part = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
if (part) env.MARGINALIA_TILES = part;
const { code } = await run([bin('playwright'), 'test', 'gallery.spec'], { env });
process.exitCode = code;
