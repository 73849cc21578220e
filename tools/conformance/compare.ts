/**
 * When two numbers agree. A number of a tensor is compared on the tensor's own scale: |ours − theirs| may be
 * tolerance · absMax(theirs), plus a floor of what rounding alone makes of it where the whole tensor is tiny (the
 * gradient of a well-classified sample is the difference of two numbers near s/‖x‖). A number that the reference
 * itself could not state (NaN, ∞) asks of ours to be finite.
 */
import { isSummary, type GoldenTensor, type TensorSummary } from './golden';

export interface Tolerance {
  /** Of the tensor's largest number. */
  readonly relative: number;
  /** Absolute. */
  readonly floor: number;
}

/** What differs, in words; null when the numbers agree. */
export function differenceOfNumber(
  name: string,
  ours: number,
  theirs: number,
  tolerance: Tolerance,
): string | null {
  return difference(name, ours, theirs, tolerance.relative * Math.abs(theirs) + tolerance.floor);
}

/** What differs first, in words; null when the tensors agree. */
export function differenceOfTensor(
  name: string,
  ours: ArrayLike<number>,
  theirs: GoldenTensor,
  tolerance: Tolerance,
): string | null {
  if (isSummary(theirs)) return differenceOfSummary(name, ours, theirs, tolerance);
  if (ours.length !== theirs.length) return `${name} has ${ours.length} numbers, theirs ${theirs.length}`;
  const allowed = tolerance.relative * absMax(theirs) + tolerance.floor;
  for (let i = 0; i < theirs.length; i++) {
    const found = difference(`${name}[${i}]`, ours[i], theirs[i], allowed);
    if (found) return found;
  }
  return null;
}

function differenceOfSummary(
  name: string,
  ours: ArrayLike<number>,
  theirs: TensorSummary,
  tolerance: Tolerance,
): string | null {
  const count = theirs.shape.reduce((product, extent) => product * extent, 1);
  if (ours.length !== count) return `${name} has ${ours.length} numbers, theirs ${count}`;
  const numbers = Array.from(ours);
  const perNumber = tolerance.relative * theirs.absMax + tolerance.floor;
  const l2 = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  const sum = numbers.reduce((total, value) => total + value, 0);
  return (
    difference(`absMax of ${name}`, absMax(ours), theirs.absMax, perNumber) ??
    difference(
      `l2 of ${name}`,
      l2,
      theirs.l2,
      tolerance.relative * theirs.l2 + tolerance.floor * Math.sqrt(count),
    ) ??
    // Errors that are independent add up as their squares do; √n of the largest bounds what they make of a sum.
    difference(`sum of ${name}`, sum, theirs.sum, perNumber * Math.sqrt(count)) ??
    theirs.sampleFlatIndex
      .map((index, k) => difference(`${name}[${index}]`, ours[index], theirs.sampleValue[k], perNumber))
      .find((found) => found !== null) ??
    null
  );
}

/** The first number that is not finite, in words; null when all are. */
export function notFinite(name: string, ours: ArrayLike<number>): string | null {
  const index = Array.from(ours).findIndex((value) => !Number.isFinite(value));
  return index < 0 ? null : `${name}[${index}] is ${ours[index]}`;
}

function difference(name: string, ours: number, theirs: number, allowed: number): string | null {
  if (!Number.isFinite(ours)) return `${name} is ${ours}, theirs ${theirs}`;
  if (!Number.isFinite(theirs) || Math.abs(ours - theirs) <= allowed) return null;
  return `${name} is ${ours}, theirs ${theirs}, allowed ±${allowed.toExponential(1)}`;
}

/** The largest finite number of a tensor by absolute value. */
export function absMax(tensor: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < tensor.length; i++) {
    if (Number.isFinite(tensor[i])) largest = Math.max(largest, Math.abs(tensor[i]));
  }
  return largest;
}
