/** A measurement over training steps; `values` may hold NaN where there was none. */
export interface Series {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Sample {
  readonly step: number;
  readonly value: number;
}

/** The last finite value, or null. */
export function lastSample({ steps, values }: Series): Sample | null {
  for (let i = Math.min(steps.length, values.length) - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) return { step: steps[i], value: values[i] };
  }
  return null;
}

/** At most `columns` samples over [0, toStep]: the mean of the finite values in each column, in order. */
export function decimate({ steps, values }: Series, toStep: number, columns: number): Sample[] {
  const samples: Sample[] = [];
  if (!(toStep >= 0)) return samples;
  const width = toStep / columns || 1;
  let column = -1;
  let stepSum = 0;
  let valueSum = 0;
  let count = 0;
  const close = (): void => {
    if (count) samples.push({ step: stepSum / count, value: valueSum / count });
    stepSum = valueSum = count = 0;
  };
  for (let i = 0; i < Math.min(steps.length, values.length); i++) {
    if (!Number.isFinite(values[i]) || !Number.isFinite(steps[i])) continue;
    const at = Math.min(columns - 1, Math.floor(steps[i] / width));
    if (at !== column) close();
    column = at;
    stepSum += steps[i];
    valueSum += values[i];
    count++;
  }
  close();
  return samples;
}

/** Shifts label positions so that neighbours stand at least `gap` apart and all stay in [low, high], in order. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(placed[i], floor);
    floor = placed[i] + gap;
  }
  let ceiling = high;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i], ceiling);
    ceiling = placed[i] - gap;
  }
  return placed;
}
