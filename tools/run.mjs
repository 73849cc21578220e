/**
 * Runs a TypeScript program of this project with the site's own module resolution:
 * `node tools/run.mjs tools/conformance.ts FILE...`. tfjs is taken from its ES modules, as in the site,
 * so that a command, a test and the browser run the same code.
 */
import { createServer, createServerModuleRunner } from 'vite';
import { resolve } from 'node:path';
import { buildKernels } from './build-kernels.mjs';
import { faceApiAliases } from './face-api.mjs';
import { emscriptenGlueByNode, moduleResolution } from './module-resolution.mjs';

const [program, ...args] = process.argv.slice(2);
if (!program) {
  console.error('Usage: node tools/run.mjs PROGRAM.ts [ARGUMENT...]');
  process.exit(2);
}
process.argv = [process.argv[0], resolve(program), ...args];

await buildKernels();
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  plugins: [emscriptenGlueByNode()],
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: faceApiAliases },
  environments: { ssr: { resolve: moduleResolution } },
});
const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
try {
  const module = await runner.import(resolve(program));
  process.exitCode = (await module.main?.(args)) ?? 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await runner.close();
  await server.close();
}
