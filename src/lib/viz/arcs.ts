/** SVG path data for rings. Angles are mathematical (counter-clockwise from the x axis); the page's y points down. */

const num = (value: number): string => (Math.round(value * 100) / 100).toString();
const at = (r: number, rad: number): string => `${num(r * Math.cos(rad))},${num(-r * Math.sin(rad))}`;

/** An arc of radius r from one angle to a larger one, as path data that starts with M or, when continued, with L. */
function arc(r: number, fromRad: number, toRad: number, start = 'M'): string {
  const span = toRad - fromRad;
  const turns = Math.abs(span) >= Math.PI ? 1 : 0;
  const sweep = span > 0 ? 0 : 1;
  if (Math.abs(span) > 2 * Math.PI - 1e-6) {
    const middle = fromRad + span / 2;
    return arc(r, fromRad, middle, start) + arc(r, middle, toRad - Math.sign(span) * 1e-3, 'L');
  }
  return `${start}${at(r, fromRad)}A${num(r)},${num(r)} 0 ${turns} ${sweep} ${at(r, toRad)}`;
}

/** An open arc around the origin. */
export const arcPath = (r: number, fromRad: number, toRad: number): string => arc(r, fromRad, toRad);

/** A closed sector around the origin. */
export const sectorPath = (r: number, fromRad: number, toRad: number): string =>
  toRad - fromRad > 2 * Math.PI - 1e-6 ? `${arc(r, fromRad, toRad)}Z` : `${arc(r, fromRad, toRad)}L0,0Z`;

/** A radial line between two radii. */
export const spokePath = (inner: number, outer: number, rad: number): string =>
  `M${at(inner, rad)}L${at(outer, rad)}`;

/**
 * Short slanted strokes between two radii, like the milled edge of a coin. Strokes stand at fixed angles, `stepRad`
 * apart and leaning `slantRad`, and are cut where the stretch ends: they hold still while a band grows.
 */
export function hatchPath(
  inner: number,
  outer: number,
  fromRad: number,
  toRad: number,
  stepRad: number,
  slantRad: number,
): string {
  let path = '';
  const first = Math.ceil((fromRad - slantRad) / stepRad);
  const last = Math.floor(toRad / stepRad);
  for (let k = first; k <= last; k++) {
    const foot = k * stepRad;
    const start = Math.max(0, (fromRad - foot) / slantRad);
    const end = Math.min(1, (toRad - foot) / slantRad);
    if (end - start < 0.04) continue;
    const span = outer - inner;
    path += `M${at(inner + span * start, foot + slantRad * start)}L${at(inner + span * end, foot + slantRad * end)}`;
  }
  return path;
}
