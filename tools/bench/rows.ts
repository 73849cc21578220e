/** What a measurement reports: one flat JSON object, and beside it what the project promises of it. */

export type Row = Readonly<Record<string, string | number | boolean | null>>;
export type Report = (row: Row) => void;

/** Reports a measured number against its bound. NaN, for what could not be measured, never holds. */
export function reportTarget(
  report: Report,
  what: string,
  measured: number,
  bound: { atLeast: number } | { atMost: number },
): void {
  const isFloor = 'atLeast' in bound;
  const limit = isFloor ? bound.atLeast : bound.atMost;
  report({
    bench: 'targets',
    what,
    measured: Number.isFinite(measured) ? rounded(measured) : null,
    target: `${isFloor ? '≥' : '≤'} ${limit}`,
    ok: isFloor ? measured >= limit : measured <= limit,
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Three digits that count. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
