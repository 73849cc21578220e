/**
 * Pairs rows with columns, one to one, so that the sum of what stands in the table is the largest there is: the Hungarian
 * method, with potentials and shortest augmenting paths (Kuhn 1955, Munkres 1957).
 */
export function bestAssignment(gain_ij: readonly (readonly number[])[]): number[] {
  const n = gain_ij.length;
  // Row and column 0 stand for "not yet paired".
  const rowPotential = new Array<number>(n + 1).fill(0);
  const columnPotential = new Array<number>(n + 1).fill(0);
  const rowOf = new Array<number>(n + 1).fill(0);
  for (let row = 1; row <= n; row++) {
    const before = new Array<number>(n + 1).fill(0);
    const slack = new Array<number>(n + 1).fill(Infinity);
    const isReached = new Array<boolean>(n + 1).fill(false);
    let column = 0;
    rowOf[0] = row;
    do {
      isReached[column] = true;
      const from = rowOf[column];
      let least = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (isReached[j]) continue;
        const cost = -gain_ij[from - 1][j - 1] - rowPotential[from] - columnPotential[j];
        if (cost < slack[j]) [slack[j], before[j]] = [cost, column];
        if (slack[j] < least) [least, next] = [slack[j], j];
      }
      for (let j = 0; j <= n; j++) {
        if (isReached[j]) {
          rowPotential[rowOf[j]] += least;
          columnPotential[j] -= least;
        } else slack[j] -= least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const columnOf = new Array<number>(n);
  for (let j = 1; j <= n; j++) columnOf[rowOf[j] - 1] = j - 1;
  return columnOf;
}
