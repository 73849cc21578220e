/**
 * `npm run gallery`: compares the gallery of the site in `build/` with the pictures that are kept of it. With
 * `-- --update` the pictures of tiles that look otherwise are renewed: look at them before you keep them.
 */
import { findBrowser } from './find-browser.mjs';
import { bin, run } from './processes.mjs';

const env = { ...process.env, CHROMIUM_PATH: findBrowser({ install: true }) };
if (process.argv.includes('--update')) env.MARGINALIA_GALLERY = 'update';
const { code } = await run([bin('playwright'), 'test', 'gallery.spec'], { env });
process.exitCode = code;
