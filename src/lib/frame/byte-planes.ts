/**
 * Whole numbers as bytes that gzip packs well: each number as its difference from the one before in time, small
 * differences of either sign as small numbers, and all lowest bytes first, then all next ones.
 */

/** Writes runs of numbers one after the other; `bytes` gives what was written. */
export class PlaneWriter {
  #parts: Uint8Array[] = [];

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  /** Numbers below 256^`width`, in planes. */
  planes(values: ArrayLike<number>, width: number): void {
    const part = new Uint8Array(values.length * width);
    for (let plane = 0, at = 0; plane < width; plane++) {
      for (let i = 0; i < values.length; i++) part[at++] = values[i] >>> (8 * plane);
    }
    this.#parts.push(part);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** Reads what `PlaneWriter` wrote. Who calls has made sure that there are bytes enough. */
export class PlaneReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  raw(length: number): Uint8Array<ArrayBuffer> {
    const part = this.bytes.slice(this.#at, this.#at + length);
    this.#at += length;
    return part as Uint8Array<ArrayBuffer>;
  }

  planes(length: number, width: number): Uint32Array {
    const values = new Uint32Array(length);
    for (let plane = 0; plane < width; plane++) {
      for (let i = 0; i < length; i++) values[i] |= this.bytes[this.#at++] << (8 * plane);
    }
    return values;
  }
}

/** `value` − `before` modulo `modulus` (at most 2³²): 0, −1, 1, −2, … as 0, 1, 2, 3, … */
export function foldedDifference(value: number, before: number, modulus: number): number {
  const ahead = value >= before ? value - before : value - before + modulus;
  return ahead < modulus / 2 ? 2 * ahead : 2 * (modulus - ahead) - 1;
}

/** The value below `modulus` that lies by a folded difference from `before`; any whole number will do as `folded`. */
export function unfoldedValue(folded: number, before: number, modulus: number): number {
  const value = before + (folded % 2 ? -(folded + 1) / 2 : folded / 2);
  if (value >= 0 && value < modulus) return value;
  return ((value % modulus) + modulus) % modulus;
}
