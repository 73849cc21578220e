/**
 * C[M×N] = op(A)·op(B), with bias and activation: blocked over K, so that a panel of B stays in the cache while rows
 * of A stream past it. A transposed matrix costs nothing more: it is turned while it is packed.
 */
import { copyBlock, least, packColumns, packPanel, packPanelTransposed, padTo8, roundUp8 } from './pack';
import { LINEAR, TILE_BYTES, TILE_COLUMNS, TILE_ROWS, TILE_STRIDE, tile } from './tile';

/** Terms of the inner sum that are packed at a time, and rows of A that go past one panel: a first-level cache full. */
const DEPTH: usize = 256;
const ROWS: usize = 24;

/** Bytes of scratch that `matMul` needs. */
export function matMulScratch(n: usize, k: usize): usize {
  const panels = least(k, DEPTH) * roundUp8(n);
  const padded = 2 * roundUp8(n);
  return TILE_BYTES + ((panels + padded + ROWS * DEPTH) << 2);
}

/**
 * @param transposeA A lies as [K×M], else [M×K]; likewise B as [N×K], else [K×N]
 * @param bias N numbers or 0; `slopes` likewise, for PReLU
 */
export function matMul(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  c: usize,
  bias: usize,
  activation: i32,
  slopes: usize,
  scratch: usize,
): void {
  const aStride = (transposeA ? m : k) << 2;
  const bStride = (transposeB ? k : n) << 2;
  const cStride = n << 2;
  const edge = scratch;
  let panels = edge + TILE_BYTES;
  if (n != roundUp8(n)) {
    if (bias) {
      padTo8(bias, n, panels);
      bias = panels;
      panels += roundUp8(n) << 2;
    }
    if (slopes) {
      padTo8(slopes, n, panels);
      slopes = panels;
      panels += roundUp8(n) << 2;
    }
  }
  const turned = panels + ((least(k, DEPTH) * roundUp8(n)) << 2);

  for (let k0: usize = 0; k0 < k; k0 += DEPTH) {
    const depth = least(k - k0, DEPTH);
    const isLast = k0 + depth == k;
    const panelBytes = depth * TILE_STRIDE;
    let panel = panels;
    for (let j: usize = 0; j < n; j += TILE_COLUMNS) {
      const columns = least(n - j, TILE_COLUMNS);
      if (transposeB) packPanelTransposed(b + j * bStride + (k0 << 2), bStride, depth, columns, panel);
      else packPanel(b + k0 * bStride + (j << 2), bStride, depth, columns, panel);
      panel += panelBytes;
    }
    for (let i0: usize = 0; i0 < m; i0 += ROWS) {
      const rows = least(m - i0, ROWS);
      let aRows = a + i0 * aStride + (k0 << 2);
      let rowStride = aStride;
      if (transposeA) {
        aRows = turned;
        rowStride = depth << 2;
        for (let i: usize = 0; i < rows; i += TILE_ROWS) {
          const from = a + k0 * aStride + ((i0 + i) << 2);
          packColumns(from, aStride, depth, least(rows - i, TILE_ROWS), turned + i * rowStride);
        }
      }
      panel = panels;
      for (let j: usize = 0; j < n; j += TILE_COLUMNS) {
        const columns = least(n - j, TILE_COLUMNS);
        const tileBias = isLast && bias ? bias + (j << 2) : 0;
        const tileSlopes = slopes + (j << 2);
        for (let i: usize = 0; i < rows; i += TILE_ROWS) {
          const tileRows = least(rows - i, TILE_ROWS);
          const isWhole = tileRows == TILE_ROWS && columns == TILE_COLUMNS;
          const target = c + (i0 + i) * cStride + (j << 2);
          if (!isWhole && k0) copyBlock(target, cStride, edge, TILE_STRIDE, tileRows, columns);
          // Rows past the last read the first one again; nobody takes their results.
          const a0 = aRows + i * rowStride;
          tile(
            1,
            depth,
            a0,
            tileRows > 1 ? a0 + rowStride : a0,
            tileRows > 2 ? a0 + 2 * rowStride : a0,
            tileRows > 3 ? a0 + 3 * rowStride : a0,
            4,
            0,
            panel,
            TILE_STRIDE,
            isWhole ? target : edge,
            isWhole ? cStride : TILE_STRIDE,
            k0 != 0,
            tileBias,
            isLast ? activation : LINEAR,
            tileSlopes,
          );
          if (!isWhole) copyBlock(edge, TILE_STRIDE, target, cStride, tileRows, columns);
        }
        panel += panelBytes;
      }
    }
  }
}
