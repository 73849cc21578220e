/** The experiments, what was measured of them, and what their page says of it. */
import { describe, expect, it } from 'vitest';
import { conclude } from '../../../../src/lib/demo/experiments/conclude';
import { experimentIds, seeds } from '../../../../src/lib/demo/experiments/experiment';
import { measured } from '../../../../src/lib/demo/experiments/figures';
import { axisFor, printed } from '../../../../src/lib/demo/experiments/measure-form';
import { settingsOfArm } from '../../../../src/lib/demo/experiments/measured';
import { demosOf, experiments } from '../../../../src/lib/demo/experiments/registry';
import { tellExperiment } from '../../../../src/lib/demo/experiments/tell';
import { loadExperimentsWords } from '../../../../src/lib/i18n/experiments';
import { languages } from '../../../../src/lib/i18n/languages';

it('are seven, each once', () => expect(experiments.map(({ id }) => id)).toEqual([...experimentIds]));

describe.each(experiments.map((experiment) => [experiment.id, experiment] as const))(
  'the experiment %s',
  (id, experiment) => {
    const own = measured.experiments[id];

    it('was measured at the settings of its demos, arm by arm, from every seed', () => {
      expect(own.seeds).toEqual([...seeds]);
      expect(Object.keys(own.arms)).toEqual(experiment.arms.map((arm) => arm.id));
      for (const arm of experiment.arms) {
        expect(own.arms[arm.id].settings, arm.id).toEqual(settingsOfArm(experiment, arm));
        for (const [measure, values] of Object.entries(own.arms[arm.id].values)) {
          expect(values, measure).toHaveLength(seeds.length);
          for (const value of values) expect(Number.isFinite(value), measure).toBe(true);
        }
      }
    });

    it('tells arms apart by what is set of them, and each is a run of its demo', () => {
      const settings = experiment.arms.map((arm) => settingsOfArm(experiment, arm));
      expect(new Set(settings.map((each) => JSON.stringify(each))).size).toBe(settings.length);
      for (const { runs, run } of settings) expect(runs[run]).toBeDefined();
      for (const demo of demosOf(experiment)) expect(demo.restStep).toBe(experiment.steps);
    });

    it('has verdicts that its own figures bear out', () => {
      for (const { verdict, comparison, difference } of conclude(experiment, own)) {
        const [first, second] = comparison.arms.map((arm) => own.arms[arm].values[comparison.measure]!);
        // Every seed of one against every seed of the other, told apart from the rule.
        const wins = first.flatMap((a) => second.map((b) => Math.sign(a - b)));
        const total = wins.reduce((sum, win) => sum + win, 0);
        if (verdict === 'none') {
          const middle = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
          const spread = (values: readonly number[]) =>
            Math.sqrt(middle(values.map((value) => (value - middle(values)) ** 2)));
          const isMixed = Math.abs(total) < first.length * second.length;
          const isSmall = Math.abs(middle(first) - middle(second)) <= Math.max(spread(first), spread(second));
          expect(isMixed || isSmall).toBe(true);
        } else {
          expect(total).toBe(verdict === 'above' ? 9 : -9);
          expect(Math.sign(difference)).toBe(verdict === 'above' ? 1 : -1);
        }
      }
    });

    it.each(languages)('is told whole in %s', async (language) => {
      const words = await loadExperimentsWords(language);
      const told = tellExperiment(experiment, measured, words);
      expect(JSON.stringify(told)).not.toMatch(/undefined|NaN/);
      expect(Object.keys(words.byId[id].arms).sort()).toEqual(experiment.arms.map((arm) => arm.id).sort());
      expect(told.findings).toHaveLength(experiment.comparisons.length);
      const [lead] = conclude(experiment, own);
      expect(told.lead).toBe(words.byId[id].leads[lead.verdict]);
      for (const value of told.chart.rows.flatMap(({ values }) => values)) {
        expect(value).toBeGreaterThanOrEqual(told.chart.axis.min);
        expect(value).toBeLessThanOrEqual(told.chart.axis.max);
      }
      for (const { cells } of told.table.rows) expect(cells).toHaveLength(told.table.head.length);
      // The sentence holds the mean that the table's figures have.
      const { measure, arms } = experiment.comparisons[0];
      const values = own.arms[arms[0]].values[measure]!;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(told.findings[0]).toContain(printed(measure, mean).replace(/[^\d.]/g, ''));
      if (demosOf(experiment).length > 1)
        expect(Object.keys(words.byId[id].demos!)).toEqual(demosOf(experiment).map((demo) => demo.id));
    });
  },
);

describe('the axis of seeds', () => {
  it('is round, holds all, and counts shares in per cent', () => {
    const { min, max, ticks } = axisFor('accuracy', [0.312, 0.951]);
    expect([min, max]).toEqual([0.2, 1]);
    expect(ticks.map(({ label }) => label)).toEqual(
      [20, 40, 60, 80, 100].map((percent) => `${percent}\u00a0%`),
    );
  });

  it('has decimals where its steps need them', () => {
    const { ticks } = axisFor('auc', [0.941, 0.988]);
    expect(ticks.map(({ label }) => label)).toEqual(['0.94', '0.96', '0.98', '1.00']);
    expect(axisFor('targetDeg', [2.7, 18.3]).ticks.map(({ label }) => label)).toEqual([
      '0°',
      '5°',
      '10°',
      '15°',
      '20°',
    ]);
  });

  it('stands where all seeds are one', () => {
    const { min, max } = axisFor('arcDeg', [90, 90]);
    expect(min).toBeLessThanOrEqual(90);
    expect(max).toBeGreaterThanOrEqual(90);
    expect(max).toBeGreaterThan(min);
  });
});
