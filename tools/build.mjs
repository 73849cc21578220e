/** `npm run build`: packs the data where needed and writes the static site to build/. */
import { build } from './site.mjs';

try {
  await build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
