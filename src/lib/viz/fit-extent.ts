/** How far a plane must reach to show its points, kept still while it is still good enough. */

/** The norm that `share` of the points [N, 2] do not exceed; 0 where no point is finite. */
export function normPercentile(xy_n2: ArrayLike<number>, share: number): number {
  const norms = new Float64Array(xy_n2.length >> 1);
  let finite = 0;
  for (let i = 0; i < norms.length; i++) {
    const norm = Math.hypot(xy_n2[2 * i], xy_n2[2 * i + 1]);
    if (Number.isFinite(norm)) norms[finite++] = norm;
  }
  if (!finite) return 0;
  const sorted = norms.subarray(0, finite).sort();
  return sorted[Math.min(finite - 1, Math.floor(share * finite))];
}

/**
 * The extent to use when `wanted` would fit exactly and `current` is in use: unchanged while the points fill
 * between 62 % and 100 % of it, else with an eighth to spare.
 */
export function keepExtent(current: number, wanted: number): number {
  if (!(wanted > 0)) return current > 0 ? current : 1;
  const holds = wanted <= current && wanted >= 0.62 * current;
  return holds ? current : wanted * 1.125;
}
