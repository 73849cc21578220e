/** tfjs' ES modules ask Node for `require`; as ES modules themselves they have none. Import this before them. */
import { createRequire } from 'node:module';

globalThis.require ??= createRequire(import.meta.url);
