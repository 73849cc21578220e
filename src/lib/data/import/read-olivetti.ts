/**
 * The Olivetti faces as `olivettifaces.mat` holds them: a matrix `faces` of 4096×400, one image a column, each 64×64
 * column after column, ten images of each of forty people in a row.
 */
import type { Gathered } from './gathered';
import { ImportError } from './import-error';
import { readMatMatrix } from './mat5';
import type { SourceFile } from './source-file';

const side = 64;
const people = 40;
const perPerson = 10;

/** The people have no names in the file; p1 to p40 follow its order, which is not ORL's. */
export async function readOlivetti(files: readonly SourceFile[]): Promise<Gathered> {
  const matFiles = files.filter(({ path }) => /\.mat$/i.test(path));
  if (matFiles.length !== 1) {
    throw new ImportError(
      'mat',
      `The Olivetti faces are one file that ends in .mat; here ${matFiles.length === 0 ? 'is none' : `are ${matFiles.length}`}.`,
    );
  }
  const { rows, columns, values } = readMatMatrix(await matFiles[0].read(), 'faces');
  if (rows !== side * side || columns !== people * perPerson) {
    throw new ImportError(
      'mat',
      `The variable "faces" should be ${side * side}×${people * perPerson}; it is ${rows}×${columns}.`,
    );
  }
  const image = (column: number): Uint8Array => upright(values.subarray(column * rows, (column + 1) * rows));
  return {
    width: side,
    height: side,
    identities: Array.from({ length: people }, (_, person) => ({
      name: `p${person + 1}`,
      images: Array.from({ length: perPerson }, (_, n) => image(person * perPerson + n)),
    })),
    otherFiles: files.length - 1,
  };
}

/** From column after column to row after row. */
function upright(columns: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: side * side },
    (_, at) => columns[(at % side) * side + Math.floor(at / side)],
  );
}
