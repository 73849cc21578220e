import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classLosses, classLossById } from '../../../../src/lib/loss/registry';
import { settingsOf } from '../../../../src/lib/loss/spec';
import { formulaFormOf, formulaForms, lossReading } from '../../../../src/lib/viz/explain/loss-formula';
import { texToMathMl } from '../../../../tools/markdown/tex.mjs';

const RAD = Math.PI / 180;
const formula = (file: string): string => readFileSync(`src/lib/${file}.tex`, 'utf8').trim();

describe.each(classLosses.map((spec) => [spec.id, spec] as const))('the formula of %s', (id, spec) => {
  it('has a form that KaTeX sets, and its own ψ where it has a margin', () => {
    const form = texToMathMl(formula(`ui/figures/loss-formula/${formulaFormOf(spec)}`), { display: true });
    expect(form).toContain('data-term="theta"');
    const own = `i18n/formulas/${id}`;
    expect(existsSync(`src/lib/${own}.tex`)).toBe(spec.target !== undefined);
    if (spec.target) expect(texToMathMl(formula(own), { display: true })).toContain('ψ');
  });

  it('has a finite reading at every angle', () => {
    for (let deg = 0; deg <= 180; deg += 15) {
      const { verdict, ...numbers } = lossReading(spec, settingsOf(spec), deg * RAD, 16);
      expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
      expect(verdict === 'wrong').toBe(deg > 18);
    }
  });
});

it('each form is used', () => {
  const used = classLosses.map((spec) => formulaFormOf(spec));
  const raised = formulaFormOf(
    classLossById('sphereface-r')!,
    settingsOf(classLossById('sphereface-r')!, { version: 'v2' }),
  );
  expect(new Set([...used, raised])).toEqual(new Set(formulaForms));
});

it('reads ψ, logits and probability as they are computed by hand', () => {
  const spec = classLossById('cosface')!;
  const { psi, ownLogit, otherLogit, probability, loss, verdict } = lossReading(
    spec,
    settingsOf(spec, { s: 16, m: 0.2 }),
    12 * RAD,
    1,
  );
  const own = 16 * (Math.cos(12 * RAD) - 0.2);
  const others = Array.from({ length: 9 }, (_, i) => 16 * Math.cos(12 * RAD - 36 * (i + 1) * RAD));
  const share = Math.exp(own) / others.reduce((sum, z) => sum + Math.exp(z), Math.exp(own));
  expect(psi).toBeCloseTo(Math.cos(12 * RAD) - 0.2, 12);
  expect(ownLogit).toBeCloseTo(own, 8);
  expect(otherLogit).toBeCloseTo(Math.max(...others), 8);
  expect(probability).toBeCloseTo(share, 8);
  expect(loss).toBeCloseTo(-Math.log(share), 8);
  expect(verdict).toBe('refused');
});

it('the length of a feature counts where the loss keeps it', () => {
  const at = (id: string, norm: number) =>
    lossReading(classLossById(id)!, settingsOf(classLossById(id)!), 12 * RAD, norm).ownLogit;
  expect(at('softmax', 32)).toBeCloseTo(2 * at('softmax', 16), 8);
  expect(at('arcface', 32)).toBe(at('arcface', 16));
});
