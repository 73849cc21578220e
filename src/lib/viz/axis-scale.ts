/** A straight axis: numbers to pixels. */
export type Scale = (value: number) => number;

/** The line through (from, fromPx) and (to, toPx). */
export const linearScale =
  (from: number, to: number, fromPx: number, toPx: number): Scale =>
  (value) =>
    fromPx + ((value - from) / (to - from)) * (toPx - fromPx);

const degree = Math.PI / 180;

/** Angles in radians to be marked on an axis that reaches `toRad` over `lengthPx`: every 15°, 30°, 45°, 60° or 90°. */
export function angleTicks(toRad: number, lengthPx: number, roomPx = 46): number[] {
  const most = Math.max(1, Math.floor(lengthPx / roomPx));
  const toDeg = Math.round(toRad / degree);
  const stepDeg = [15, 30, 45, 60, 90].find((step) => toDeg / step <= most && toDeg % step === 0) ?? toDeg;
  return Array.from({ length: Math.floor(toDeg / stepDeg) + 1 }, (_, i) => i * stepDeg * degree);
}

/** An angle as a label: whole degrees, with a tenth below ten. */
export function degreesText(rad: number): string {
  const deg = rad / degree;
  return `${deg.toFixed(deg < 9.95 ? 1 : 0)}°`;
}

/** The sign of a negative number as printers set it. */
export const signed = (value: number, digits: number): string =>
  `${value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
