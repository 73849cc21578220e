/** The table of losses as documents print it: one row a loss, one value a seed, as printed. */
export interface MeasuredRow {
  /** Without its settings. */
  readonly name: string;
  /** Per cent, by the loss's own rule. */
  readonly accuracy: readonly string[];
  /** Per cent, by the nearest weight in angle; where the document has no such column, as by the own rule. */
  readonly byAngle: readonly string[];
  /** Median angle to the own weight. */
  readonly targetDeg: readonly string[];
  /** Mean angle to the class's mean direction, and the smallest between two of these; where the document has them. */
  readonly intraDeg?: readonly string[];
  readonly interDeg?: readonly string[];
}

/** Rows of the form `| name, … | a / b / c | … | x° / y° / z° |`. */
export function measuredTable(markdown: string): MeasuredRow[] {
  return markdown
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => /^[\d.]+° \/ /.test(cell)))
    .map(([, name, ...cells]) => {
      const lists = cells.map((cell) => [...cell.matchAll(/\d+\.\d/g)].map(([number]) => number));
      const angles = cells.findIndex((cell) => cell.includes('°'));
      const byAngle = angles > 1 && lists[1].length ? lists[1] : lists[0];
      const degrees = cells.flatMap((cell, i) => (cell.includes('°') ? [lists[i]] : []));
      return {
        name: name.split(',')[0],
        accuracy: lists[0],
        byAngle,
        targetDeg: degrees[0],
        intraDeg: degrees[1],
        interDeg: degrees[2],
      };
    });
}
