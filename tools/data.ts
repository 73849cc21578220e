/** `npm run data`: makes the data that the site serves. */
import { importUsage, main as importSet } from './import';
import { main as packFaces } from './pack-faces';
import { main as packMnist } from './pack-mnist';

const usage = `Usage: npm run data [-- pack-mnist [FOLDER] | pack-faces [FOLDER [SET ...]]]\n${importUsage}`;

export async function main([command = 'pack-mnist', ...args]: string[]): Promise<number> {
  if (command === 'pack-mnist') return packMnist(args);
  if (command === 'pack-faces') return packFaces(args);
  if (command === 'import') return importSet(args);
  console.error(`There is no data command "${command}".\n${usage}`);
  return 2;
}
