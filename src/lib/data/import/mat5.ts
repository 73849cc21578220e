/**
 * One matrix of a MAT-file, level 5, after MathWorks' "MAT-File Format": a header of 128 bytes, then data elements, of
 * which some are packed by zlib. Read are real, full matrices of two dimensions with greys in them; other variables
 * are passed over.
 */
import { ImportError } from './import-error';
import { adler32, inflateAtMost } from './inflate';

/** [rows, columns] bytes, column after column, as MATLAB keeps them. */
export interface MatMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Uint8Array;
}

/** Types of data elements (table 1-1). */
const miUint32 = 6;
const miInt8 = 1;
const miInt32 = 5;
const miMatrix = 14;
const miCompressed = 15;

/** Bytes a number, and how it is read, by type of data element. */
const numbers: Readonly<Record<number, readonly [bytes: number, get: keyof DataView & `get${string}`]>> = {
  1: [1, 'getInt8'],
  2: [1, 'getUint8'],
  3: [2, 'getInt16'],
  4: [2, 'getUint16'],
  5: [4, 'getInt32'],
  6: [4, 'getUint32'],
  7: [4, 'getFloat32'],
  9: [8, 'getFloat64'],
};
/** Array classes double, single and the integers to 32 bits; cells, structures, texts and sparse ones are others. */
const isNumeric = (arrayClass: number): boolean => arrayClass >= 6 && arrayClass <= 13;

const headerBytes = 128;
/** A packed variable's name stands this early. */
const nameBytes = 1024;
/** Olivetti's faces take 1.6 MB; as doubles they would take 13. */
const mostBytes = 64 * 2 ** 20;

const refuse = (what: string, options?: ErrorOptions): never => {
  throw new ImportError('mat', what, options);
};
const endsEarly = (): never =>
  refuse('This MAT file is cut short: it ends within a variable. Download or copy it again.');

/** Throws an ImportError where there is no such matrix of whole numbers from 0 to 255. */
export function readMatMatrix(bytes: Uint8Array, name: string): MatMatrix {
  if (bytes.length < headerBytes) refuse('This is not a MAT file of level 5: it ends within its header.');
  const [m, i] = [bytes[126], bytes[127]];
  const isLittle = m === 0x49 && i === 0x4d;
  if (!isLittle && !(m === 0x4d && i === 0x49)) {
    refuse('This is not a MAT file of level 5: the letters MI are not where its header has them.');
  }
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(124, isLittle);
  if (version !== 0x0100) refuse('This MAT file is of another version than level 5, and is not read.');
  for (let at = headerBytes; at < bytes.length;) {
    const element = readElement(bytes, at, isLittle);
    at = element.nextAt;
    const matrix = element.type === miCompressed ? unpack(element.data, isLittle, name) : element;
    if (matrix?.type === miMatrix && matrixName(matrix.data, isLittle) === name) {
      return readMatrix(matrix.data, isLittle, name);
    }
  }
  return refuse(`This MAT file has no variable "${name}".`);
}

interface Element {
  readonly type: number;
  readonly data: Uint8Array;
  /** Where the next one begins. */
  readonly nextAt: number;
}

/** A tag of eight bytes and what follows it, or both in eight bytes where there is little. */
function readElement(bytes: Uint8Array, at: number, isLittle: boolean): Element {
  if (at + 8 > bytes.length) endsEarly();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint32(at, isLittle);
  const small = first >>> 16;
  if (small > 0) {
    if (small > 4) refuse('This MAT file is damaged: a small element is larger than it can be.');
    return { type: first & 0xffff, data: bytes.subarray(at + 4, at + 4 + small), nextAt: at + 8 };
  }
  const size = view.getUint32(at + 4, isLittle);
  const end = at + 8 + size;
  if (end > bytes.length) endsEarly();
  // All begin at multiples of eight, but for what follows a packed one.
  return {
    type: first,
    data: bytes.subarray(at + 8, end),
    nextAt: first === miCompressed ? end : end + (-size & 7),
  };
}

/** The element in a packed one; null where it is another variable, which is not unpacked as a whole. */
function unpack(packed: Uint8Array, isLittle: boolean, name: string): Element | null {
  try {
    const head = inflateAtMost(packed, 'zlib', nameBytes).bytes;
    const tag = new DataView(head.buffer);
    if (head.length < 16 || tag.getUint32(0, isLittle) !== miMatrix) return null;
    if (matrixName(head.subarray(8), isLittle) !== name) return null;
    const wanted = tag.getUint32(4, isLittle) + 8;
    if (wanted > mostBytes) {
      return refuse(
        `The variable "${name}" of this MAT file takes ${wanted} bytes; at most ${mostBytes} are read.`,
      );
    }
    const { bytes, isCut } = inflateAtMost(packed, 'zlib', wanted);
    const sum = new DataView(packed.buffer, packed.byteOffset + packed.length - 4, 4).getUint32(0);
    if (isCut || adler32(bytes) !== sum) refuse('This MAT file is damaged: a checksum does not fit.');
    return readElement(bytes, 0, isLittle);
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    return refuse('This MAT file is damaged: a variable in it cannot be unpacked.', { cause });
  }
}

/** Flags, dimensions and name come first in every array; null where the bytes end before. */
function matrixName(data: Uint8Array, isLittle: boolean): string | null {
  try {
    const flags = readElement(data, 0, isLittle);
    const dimensions = readElement(data, flags.nextAt, isLittle);
    return new TextDecoder('latin1').decode(readElement(data, dimensions.nextAt, isLittle).data);
  } catch {
    return null;
  }
}

function readMatrix(data: Uint8Array, isLittle: boolean, name: string): MatMatrix {
  const flags = readElement(data, 0, isLittle);
  const dimensions = readElement(data, flags.nextAt, isLittle);
  const label = readElement(data, dimensions.nextAt, isLittle);
  if (
    flags.type !== miUint32 ||
    flags.data.length < 8 ||
    dimensions.type !== miInt32 ||
    label.type !== miInt8
  ) {
    refuse(`The variable "${name}" of this MAT file is damaged.`);
  }
  const flagView = viewOf(flags.data);
  const flagWord = flagView.getUint32(0, isLittle);
  const isComplex = (flagWord & 0x0800) !== 0;
  if (!isNumeric(flagWord & 0xff) || isComplex || dimensions.data.length !== 8) {
    refuse(`The variable "${name}" of this MAT file is not a matrix of real numbers in two dimensions.`);
  }
  const dimensionView = viewOf(dimensions.data);
  const rows = dimensionView.getInt32(0, isLittle);
  const columns = dimensionView.getInt32(4, isLittle);
  const real = readElement(data, label.nextAt, isLittle);
  const [size, get] =
    numbers[real.type] ?? refuse(`The variable "${name}" holds numbers of a kind that is not read.`);
  if (rows < 1 || columns < 1 || real.data.length !== rows * columns * size) {
    refuse(`The variable "${name}" of ${rows}×${columns} does not hold as many numbers as that.`);
  }
  const view = viewOf(real.data) as unknown as Record<string, (at: number, isLittle: boolean) => number>;
  const values = new Uint8Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const value = view[get](at * size, isLittle);
    if (!Number.isInteger(value) || value < 0 || value > 255) {
      refuse(`The variable "${name}" holds ${value}, which is no grey from 0 to 255.`);
    }
    values[at] = value;
  }
  return { rows, columns, values };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
