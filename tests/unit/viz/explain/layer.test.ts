import { describe, expect, it } from 'vitest';
import { openingFeature_d, readLayer, strokes, templates_cd } from '../../../../src/lib/viz/explain/layer';

describe('readLayer', () => {
  it('adds up what fits each template, and makes shares of it', () => {
    const { products_cd, logits_c, probabilities_c, loss, gradLogits_c, winner } = readLayer(
      openingFeature_d,
      1,
    );
    templates_cd.forEach((template, j) => {
      const sum = template.reduce((all, weight, k) => all + weight * openingFeature_d[k], 0);
      expect(logits_c[j]).toBeCloseTo(sum, 12);
      expect(products_cd[j].reduce((a, b) => a + b)).toBeCloseTo(sum, 12);
    });
    const powers = logits_c.map(Math.exp);
    const all = powers.reduce((a, b) => a + b);
    probabilities_c.forEach((p, j) => expect(p).toBeCloseTo(powers[j] / all, 12));
    expect(loss).toBeCloseTo(-Math.log(powers[1] / all), 12);
    expect(gradLogits_c.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    expect(gradLogits_c[1]).toBeCloseTo(probabilities_c[1] - 1, 12);
    expect(winner).toBe(0);
  });

  it('stretches logits and leads alike', () => {
    const [one, three] = [readLayer(openingFeature_d, 0), readLayer(openingFeature_d, 0, 3)];
    one.logits_c.forEach((logit, j) => expect(three.logits_c[j]).toBeCloseTo(3 * logit, 12));
    expect(three.loss).toBeLessThan(one.loss);
  });

  it('has a number of each stroke in every template', () => {
    for (const template of templates_cd) expect(template).toHaveLength(strokes.length);
    expect(openingFeature_d).toHaveLength(strokes.length);
  });
});
