/**
 * Compiles our SIMD kernels (AssemblyScript) to one module without data, stack or memory of its own: it works on
 * the memory of tfjs' wasm backend. The same sources give the same bytes.
 */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFresh } from './freshness.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(root, 'src/lib/train/kernels/simd');
const sources = [
  resolve(folder, 'assembly'),
  fileURLToPath(import.meta.url),
  // Another compiler makes other bytes.
  resolve(root, 'node_modules/assemblyscript/package.json'),
];

/** Where the compiled module lies; not under version control. */
export const kernelsFile = resolve(folder, 'kernels.wasm');

/** Compiles the module where it is missing or older than its sources. Throws where that fails. */
export async function buildKernels() {
  if (isFresh(kernelsFile, sources)) return;
  const { default: asc } = await import('assemblyscript/asc');
  // Under a name of its own first: two programs may find it missing at the same time.
  const draft = `${kernelsFile}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  const { error, stderr } = await asc.main([
    resolve(folder, 'assembly/index.ts'),
    ...['--outFile', draft],
    ...['--runtime', 'stub'],
    '--importMemory',
    '--noExportMemory',
    ...['--enable', 'simd'],
    '-O3',
    '--converge',
    '--noAssert',
    ...['--uncheckedBehavior', 'always'],
  ]);
  if (error) {
    rmSync(draft, { force: true });
    throw new Error(`The SIMD kernels do not compile.\n${stderr.toString()}`, { cause: error });
  }
  renameSync(draft, kernelsFile);
}

/** Vitest's global set-up. */
export async function setup() {
  await buildKernels();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildKernels();
  console.log(`${kernelsFile}: ${readFileSync(kernelsFile).length} bytes`);
}
