/**
 * The idx format of MNIST and its kin (Fashion-MNIST, EMNIST): two zero bytes, a type byte, the number of
 * dimensions, each dimension as a big-endian 32-bit number, then the values. Only unsigned bytes are read.
 */

export interface IdxArray {
  readonly dimensions: readonly number[];
  /** Row-major; a window on the bytes that were given. */
  readonly values: Uint8Array;
}

const unsignedByte = 0x08;

/** Throws an Error with one sentence where the bytes are no idx file of unsigned bytes. */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0)
    throw new Error('This is not an idx file: its first bytes are not 0 0.');
  if (bytes[2] !== unsignedByte) {
    throw new Error(
      `This idx file holds values of type 0x${bytes[2].toString(16)}; only unsigned bytes (0x8) are read.`,
    );
  }
  const rank = bytes[3];
  const headerBytes = 4 + 4 * rank;
  if (rank === 0 || bytes.length < headerBytes) throw new Error('This idx file ends within its header.');
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(headerBytes);
  const expected = dimensions.reduce((product, size) => product * size, 1);
  if (values.length !== expected) {
    throw new Error(
      `This idx file of ${dimensions.join('×')} should hold ${expected} values; it holds ${values.length}.`,
    );
  }
  return { dimensions, values };
}
