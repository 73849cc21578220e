import type { Field } from './spec';

/** Rounding of a cosine or an arc function, by which an angle "at" a branch point may miss it on either side. */
const TIE_SLACK = 4 * Number.EPSILON;

/**
 * The field of plain float64 numbers.
 *
 * @param tie what `greater` says of two numbers that are equal up to rounding: no (`strict`), or yes (`inclusive`)
 */
export function createNumberField(tie: 'strict' | 'inclusive' = 'strict'): Field<number> {
  const slack = tie === 'strict' ? TIE_SLACK : -TIE_SLACK;
  return {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    cos: Math.cos,
    sin: Math.sin,
    greater: (a, b) => (a - b > slack ? 1 : 0),
    select: (mask, whenTrue, whenFalse) => (mask === 1 ? whenTrue : whenFalse),
  };
}

export const numberField = createNumberField();
