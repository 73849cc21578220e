/** Moves of small blocks into the order in which the tile reads them. Strides are in bytes. */
import { TILE_COLUMNS, TILE_STRIDE } from './tile';

/** Writes the 4×4 block at `from` (rows `stride` apart) transposed to `to` (rows `toStride` apart). */
export function transpose4(from: usize, stride: usize, to: usize, toStride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stride);
  const c = v128.load(from + 2 * stride);
  const d = v128.load(from + 3 * stride);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/** A panel of B: `rows` rows of its `columns` (at most 8) columns from `from` on, each row filled up to 8 with zeros. */
export function packPanel(from: usize, stride: usize, rows: usize, columns: usize, to: usize): void {
  if (columns == TILE_COLUMNS) {
    for (let k: usize = 0; k < rows; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += stride;
      to += TILE_STRIDE;
    }
    return;
  }
  for (let k: usize = 0; k < rows; k++) {
    for (let j: usize = 0; j < TILE_COLUMNS; j++) {
      store<f32>(to + (j << 2), j < columns ? load<f32>(from + (j << 2)) : 0);
    }
    from += stride;
    to += TILE_STRIDE;
  }
}

/** The same panel of a matrix that lies transposed: its columns are the rows at `from`. */
export function packPanelTransposed(
  from: usize,
  stride: usize,
  rows: usize,
  columns: usize,
  to: usize,
): void {
  let k: usize = 0;
  if (columns == TILE_COLUMNS) {
    for (; k + 4 <= rows; k += 4) {
      transpose4(from, stride, to, TILE_STRIDE);
      transpose4(from + 4 * stride, stride, to + 16, TILE_STRIDE);
      from += 16;
      to += 4 * TILE_STRIDE;
    }
  }
  for (; k < rows; k++) {
    for (let j: usize = 0; j < TILE_COLUMNS; j++) {
      store<f32>(to + (j << 2), j < columns ? load<f32>(from + j * stride) : 0);
    }
    from += 4;
    to += TILE_STRIDE;
  }
}

/** `columns` (at most 4) columns of a matrix as rows of `rows` numbers, one after the other. */
export function packColumns(from: usize, stride: usize, rows: usize, columns: usize, to: usize): void {
  const toStride = rows << 2;
  let k: usize = 0;
  if (columns == 4) {
    for (; k + 4 <= rows; k += 4) {
      transpose4(from, stride, to, toStride);
      from += 4 * stride;
      to += 16;
    }
  }
  for (; k < rows; k++) {
    for (let i: usize = 0; i < columns; i++) {
      store<f32>(to + i * toStride, load<f32>(from + (i << 2)));
    }
    from += stride;
    to += 4;
  }
}

/** A block of `rows` × `columns` numbers. */
export function copyBlock(
  from: usize,
  stride: usize,
  to: usize,
  toStride: usize,
  rows: usize,
  columns: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    copyFloats(from, to, columns);
    from += stride;
    to += toStride;
  }
}

/** `count` numbers. A call of memory.copy costs more than this loop for the short runs here. */
export function copyFloats(from: usize, to: usize, count: usize): void {
  const end = from + (count << 2);
  while (from + 16 <= end) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  while (from < end) {
    store<f32>(to, load<f32>(from));
    from += 4;
    to += 4;
  }
}

/** Adds `count` numbers at `from` to those at `to`. */
export function addFloats(from: usize, to: usize, count: usize): void {
  const end = from + (count << 2);
  while (from + 16 <= end) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
    to += 16;
  }
  while (from < end) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
    to += 4;
  }
}

/** `count` numbers, filled up with zeros to a multiple of 8: tiles at the edge read that far. */
export function padTo8(from: usize, count: usize, to: usize): void {
  memory.fill(to, 0, roundUp8(count) << 2);
  copyFloats(from, to, count);
}

export function roundUp8(count: usize): usize {
  return (count + 7) & ~7;
}

export function least(a: usize, b: usize): usize {
  return a < b ? a : b;
}
