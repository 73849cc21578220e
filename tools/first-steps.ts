/**
 * Writes the losses of the ArcFace demo's first steps on wasm, to the last bit: a test in Node and one in the
 * browser hold direct calls, the worker and the page to the same numbers. `node tools/run.mjs tools/first-steps.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { firstSteps } from '../tests/support/first-steps';

export async function main(): Promise<number> {
  const text = JSON.stringify(
    { mlp: await firstSteps('mlp', 5), lenet: await firstSteps('lenet', 3) },
    null,
    2,
  );
  await writeFile(new URL('../tests/support/first-steps.json', import.meta.url), `${text}\n`);
  console.log(text);
  return 0;
}
