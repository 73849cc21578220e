/** Rows of a table by index. */

/** Copies `count` rows of `rowBytes`; returns 0, or 1 + the place of the first index that is out of range. */
export function gatherRows(
  table: usize,
  rows: u32,
  rowBytes: usize,
  indices: usize,
  count: usize,
  out: usize,
): usize {
  for (let i: usize = 0; i < count; i++) {
    // A negative index is a huge unsigned one.
    const row = load<u32>(indices + (i << 2));
    if (row >= rows) return i + 1;
    let from = table + (row as usize) * rowBytes;
    const end = out + rowBytes;
    while (out + 16 <= end) {
      v128.store(out, v128.load(from));
      from += 16;
      out += 16;
    }
    while (out < end) {
      store<u8>(out, load<u8>(from));
      from++;
      out++;
    }
  }
  return 0;
}
