/** `npm run dev`: compiles kernels and packs data where needed, then runs Vite's development server. Arguments pass through. */
import { spawn } from 'node:child_process';
import { bin } from './processes.mjs';
import { prepare } from './site.mjs';

try {
  await prepare();
  // In this process' own group: Ctrl-C and Vite's keyboard shortcuts reach it directly.
  const child = spawn(bin('vite'), ['dev', ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('close', (code) => (process.exitCode = code ?? 0));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
