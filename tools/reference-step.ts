/** Writes the numbers of the start-up check anew, from the cpu backend: `node tools/run.mjs tools/reference-step.ts`. */
import { writeFile } from 'node:fs/promises';
import { referenceStep } from '../src/lib/train/backends/reference-step';
import { loadInNode } from './node-training';

export async function main(): Promise<number> {
  await loadInNode('cpu');
  const { loss, gradientNorms } = await referenceStep();
  const round = (value: number) => Number(value.toPrecision(6));
  const text = JSON.stringify({ loss: round(loss), gradientNorms: gradientNorms.map(round) }, null, 2);
  await writeFile(new URL('../src/lib/train/backends/reference-step.json', import.meta.url), `${text}\n`);
  console.log(text);
  return 0;
}
