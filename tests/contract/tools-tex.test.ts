/** Formulas made at build time: terms keep their marks, and mistakes fail. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { texModules, texToMathMl } from '../../tools/markdown/tex.mjs';

const terms = (mathMl: string): string[] =>
  [...mathMl.matchAll(/data-term="(\w+)"/g)].map(([, term]) => term);

describe('texToMathMl', () => {
  it('marks terms, and leaves no colour behind', () => {
    const mathMl = texToMathMl('\\scaleterm{s}\\cos(\\angleterm{\\theta_y} + \\marginterm{m})', {
      display: false,
    });
    expect(terms(mathMl)).toEqual(['s', 'theta', 'm']);
    expect(mathMl).toContain('<mrow data-term="theta"><msub><mi>θ</mi><mi>y</mi></msub></mrow>');
    expect(mathMl).not.toMatch(/mathcolor|annotation/);
  });

  it('is plain MathML for a formula without marks', () => {
    expect(texToMathMl('a^2', { display: true })).toBe(
      '<span class="katex"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mrow><msup><mi>a</mi><mn>2</mn></msup></mrow></semantics></math></span>',
    );
  });

  it('sets a prime as large as its letter', () => {
    expect(texToMathMl("m'", { display: false })).toContain('<mrow><mi>m</mi><mtext>′</mtext></mrow>');
  });

  it('refuses what does not parse', () => {
    expect(() => texToMathMl('\\nosuch', { display: false })).toThrow(/nosuch/);
  });
});

describe('texModules', () => {
  it('turns the live formula into a module with every term marked', () => {
    const source = readFileSync('src/lib/ui/figures/arcface.tex', 'utf8');
    const { transform } = texModules() as { transform(source: string, id: string): { code: string } | null };
    expect(transform(source, '/figures/other.ts')).toBeNull();
    const { code } = transform(source, '/figures/arcface.tex')!;
    expect(terms(code.replaceAll('\\"', '"'))).toEqual(['s', 'theta', 'm', 's', 'theta', 'm', 's']);
  });
});
