import { describe, expect, it } from 'vitest';
import { advisorWords } from '../../../../src/lib/i18n/figures/advisor';
import { arcface } from '../../../../src/lib/loss/arcface';
import { cosface } from '../../../../src/lib/loss/cosface';
import { settingsOf, type ClassLossSpec } from '../../../../src/lib/loss/spec';
import { adviceFor } from '../../../../src/lib/loss/theory/advice';
import { advisorPlot } from '../../../../src/lib/viz/explain/advisor';

const box = { left: 0, right: 100, top: 0, floor: 70 };
const plotOf = (spec: ClassLossSpec, classes: number, dim: number) =>
  advisorPlot(
    spec,
    settingsOf(spec),
    spec.parameters.find(({ role }) => role === 'margin')!,
    { classes, dim, probability: 0.9 },
    box,
  );

describe("the advisor's drawing", () => {
  it('has a logarithmic scale that points and values share', () => {
    const { x, y, scaleAt, marginAt } = plotOf(arcface, 10, 2);
    expect([1, 2, 128].map(y)).toEqual([70, 60, 0]);
    expect(y(1000)).toBe(0);
    for (const scale of [1, 16, 100]) expect(scaleAt(y(scale))).toBeCloseTo(scale, 9);
    for (const m of [0, 0.3, 1]) expect(marginAt(x(m))).toBeCloseTo(m, 12);
  });

  it('ends the room at the bound, and has none where no s will do', () => {
    const plot = plotOf(cosface, 10, 2);
    expect(plot.isBounded).toBe(true);
    const right = Math.max(...[...plot.roomPath.matchAll(/[ML](-?[\d.]+),/g)].map(([, at]) => Number(at)));
    expect(right).toBeCloseTo(plot.x(1 - Math.cos(Math.PI / 5)), 1);
    expect(plotOf(cosface, 100, 2).roomPath).toBe('');
    expect(plotOf(cosface, 10, 512).isBounded).toBe(false);
  });
});

describe("the advisor's words", () => {
  it.each(['en', 'zh'] as const)('say why, with the numbers, whatever the verdict: %s', (language) => {
    const verdicts = new Set<string>();
    for (const [spec, m, s, classes, dim] of [
      [cosface, 0.35, 64, 10, 2],
      [arcface, 0.5, 16, 10, 2],
      [arcface, 0.5, 64, 10, 2],
      [arcface, 0.2, 64, 10, 2],
      [cosface, 0.35, 8, 85_742, 512],
    ] as const) {
      const situation = { classes, dim, probability: 0.9 };
      const advice = adviceFor(spec, settingsOf(spec, { m }), s, situation);
      verdicts.add(advice.verdict);
      const text = advisorWords[language]
        .now({
          ...advice,
          loss: spec.id,
          classes: String(classes),
          dim: String(dim),
          probability: 0.9,
          separationRad: advice.separation.angleRad,
          exact: advice.separation.exact,
          margin: m,
          marginLetter: 'm',
          scaleLetter: 's',
          mostMargin: 0.19,
          scale: s,
          perBatch: 128 / classes,
        })
        .join(' ');
      expect(text).toContain(String(classes));
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
      if (advice.verdict === 'margin-too-large') expect(text).toMatch(/0\.65.*0\.81.*0\.19/);
    }
    expect([...verdicts].sort()).toEqual(['loose', 'margin-too-large', 'scale-too-small', 'tight']);
  });
});
