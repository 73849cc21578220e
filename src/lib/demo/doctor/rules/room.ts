/** How far neighbouring class weights can stand from each other at best, all equally far. */

/**
 * The largest smallest angle between `classes` directions in `dim` dimensions, or a bound on it, radians: exact on the
 * circle and for simplices (C ≤ d + 1), Fejes Tóth's bound on the sphere, a right angle beyond.
 */
export function roomRad(classes: number, dim: number): number {
  if (classes < 2) return Math.PI;
  if (dim === 1) return classes === 2 ? Math.PI : 0;
  if (dim === 2) return (2 * Math.PI) / classes;
  if (classes <= dim + 1) return Math.acos(-1 / (classes - 1));
  if (dim > 3) return Math.PI / 2;
  const omega = (classes / (classes - 2)) * (Math.PI / 6);
  return Math.acos((1 / Math.tan(omega) ** 2 - 1) / 2);
}
