import type { Field, Operand, TargetAngle } from '../../../loss/spec';

/** A target logit being written down as statements of a program; its plain numbers become uniforms. */
export interface ShaderTrace {
  readonly field: Field<string>;
  /** cos θ and sin θ by their names in the program. */
  readonly angle: TargetAngle<string>;
  /** A plain number's uniform. */
  number(value: number): string;
  /** The statements so far. */
  statements(): string;
}

/**
 * The field whose numbers are names in a program: each operation adds a statement. The text depends on the course that
 * the loss takes, not on the sliders' values, so that a margin that grows does not compile a program a step.
 *
 * @param uniforms takes the values; their places are the uniforms' numbers
 */
export function traceShader(uniforms: number[], cos: string, sin: string): ShaderTrace {
  const statements: string[] = [];
  const number = (value: number): string => `u${uniforms.push(value) - 1}`;
  const name = (operand: Operand<string>): string =>
    typeof operand === 'number' ? number(operand) : operand;
  const define = (expression: string): string => {
    const own = `t${statements.length}`;
    statements.push(`float ${own} = ${expression};`);
    return own;
  };
  return {
    number,
    statements: () => statements.join('\n'),
    angle: { cos, sin, thetaRad: () => define(`atan2(${sin}, ${cos})`) },
    field: {
      add: (a, b) => define(`${name(a)} + ${name(b)}`),
      sub: (a, b) => define(`${name(a)} - ${name(b)}`),
      mul: (a, b) => define(`${name(a)} * ${name(b)}`),
      cos: (a) => define(`cos(${a})`),
      sin: (a) => define(`sin(${a})`),
      greater: (a, b) => define(`select(0.0, 1.0, ${name(a)} > ${name(b)})`),
      select: (mask, whenTrue, whenFalse) =>
        define(`select(${name(whenFalse)}, ${name(whenTrue)}, ${mask} > 0.5)`),
    },
  };
}
