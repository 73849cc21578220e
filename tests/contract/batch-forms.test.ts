/** Two forms of one loss on a batch: each is what a golden file records of a program, and they part as is said. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchFormsWords } from '../../src/lib/i18n/figures/batch-forms';
import { languages } from '../../src/lib/i18n/languages';
import {
  batchDisagreements,
  planeBatch,
  pullDifference,
  readForm,
  type BatchForm,
} from '../../src/lib/loss/batch-forms';
import { evaluatePairwise, evaluateTerm } from '../../src/lib/loss/evaluate-batch';
import { lossById, termById } from '../../src/lib/loss/registry';
import { settingsOf, type LossSettings, type PairwiseLossSpec } from '../../src/lib/loss/spec';
import {
  publishedAccuracies,
  publishedEers,
  publishedFusions,
  publishedTars,
  ratePairs,
} from '../../src/lib/metric/published-rates';
import { parseTensor, problemOf } from '../../tools/conformance/golden';

interface Golden {
  readonly header: { references: Record<string, { repo: string; path: string; commit: string }> };
  readonly cases: readonly { results: readonly Record<string, unknown>[] }[];
}
const goldenOf = (file: string): Golden =>
  JSON.parse(readFileSync(`tests/golden/data/${file}.json`, 'utf8')) as Golden;
const forms = batchDisagreements.flatMap(({ id, forms: both }) =>
  both.map((form, i) => [`${id}, ${i === 0 ? 'first' : 'second'}`, form] as const),
);
const published = forms.filter(([, { source }]) => !('paper' in source));
const sourceOf = ({ source }: BatchForm) => source as Exclude<BatchForm['source'], { paper: string }>;

describe('the sources', () => {
  it.each(published)('%s: repository, file, commit and convention are the golden file’s', (_, form) => {
    const { repo, path, commit, golden } = sourceOf(form);
    const { header, cases } = goldenOf(golden.file);
    const reference = header.references[golden.ref];
    expect(reference.repo).toBe(repo);
    expect(reference.path.startsWith(path)).toBe(true);
    expect(reference.commit.startsWith(commit)).toBe(true);
    const conventions = cases.flatMap(({ results }) =>
      results.filter(({ ref }) => ref === golden.ref).map(({ convention }) => convention),
    );
    expect(conventions).toContain(golden.convention);
  });

  it('of rates are the golden file’s too', () => {
    const { references } = goldenOf('metrics').header;
    const pairs = ratePairs();
    for (const { repo, path, commit, ref } of [
      ...publishedTars(pairs, 0.04),
      ...publishedAccuracies(pairs),
    ]) {
      expect(references[ref].repo.split(' ')[0]).toBe(repo);
      expect(references[ref].path.startsWith(path)).toBe(true);
      expect(references[ref].commit.startsWith(commit)).toBe(true);
    }
  });

  it('have titles, sentences and names for both sides in both languages', () => {
    for (const language of languages) {
      const { disagreement, rateDisagreement } = batchFormsWords[language];
      expect(Object.keys(disagreement)).toEqual(batchDisagreements.map(({ id }) => id));
      for (const { title, sentence, sides } of Object.values(disagreement)) {
        expect(title).toMatch(/\S/);
        expect(sentence.length).toBeGreaterThan(20);
        expect(sides[0]).not.toBe(sides[1]);
      }
      expect(Object.keys(rateDisagreement)).toEqual(['tar', 'eer', 'folds', 'fusion']);
    }
  });
});

/** Settings that a result's params name; null where its numbers need more than a batch and its labels. */
function settingsFrom(params: Record<string, unknown>): LossSettings | null {
  const { margin, normalize, soft, pos_margin, neg_margin, distance, alpha, lr_cent, same } = params;
  if (same !== undefined) return null;
  const m = soft ? 0 : (margin ?? neg_margin);
  const unit = normalize ?? distance === 'angular';
  return {
    ...(m === undefined ? {} : { m: m as number }),
    ...(pos_margin === undefined ? {} : { slack: pos_margin as number }),
    features: unit ? 'unit' : 'raw',
    'center-rate': (alpha ?? lr_cent ?? 0.5) as number,
  };
}

describe('the numbers', () => {
  const conforming = published.filter(([, { loss }]) => loss !== 'adacos' && loss !== 'inter');
  // AdaCos and inter-loss stand beside a head there: `npm run conformance` has them.
  it.each(conforming)('%s: its options give the loss and the gradient that the program gave', (_, form) => {
    const { golden } = sourceOf(form);
    let compared = 0;
    for (const golden_case of goldenOf(golden.file).cases) {
      const { features_nd, labels_n, dim, classes, weights_cd } = problemOf(golden_case as never);
      for (const result of golden_case.results) {
        if (result.ref !== golden.ref || result.convention !== golden.convention) continue;
        const own = settingsFrom(result.params as Record<string, unknown>);
        if (!own || 'error' in result) continue;
        const problem = { embeddings_nd: features_nd, labels_n, dim, classes };
        const term = termById(form.loss);
        const { loss, gradEmbeddings_nd } = term
          ? evaluateTerm(term, settingsOf(term, { ...form.settings, ...own }), {
              ...problem,
              weights_cd: null,
              state: weights_cd,
            })
          : evaluatePairwise(
              lossById(form.loss) as PairwiseLossSpec,
              settingsOf(lossById(form.loss)!, { ...form.settings, ...own }),
              problem,
            );
        expect(Math.abs(loss - (result.loss as number))).toBeLessThan(1e-9);
        const theirs = parseTensor(result.gradFeatures) as Float64Array;
        for (let i = 0; i < theirs.length; i++) {
          expect(Math.abs(gradEmbeddings_nd[i] - theirs[i])).toBeLessThan(1e-8);
        }
        compared++;
      }
    }
    // TensorFlow Addons' contrastive loss was recorded on named pairs only: `npm run conformance` has it.
    expect(compared > 0).toBe(!golden.convention.startsWith('y d^2'));
  });

  const read = (id: string, seed?: number) =>
    batchDisagreements.find((one) => one.id === id)!.forms.map((form) => readForm(form, planeBatch(seed)));
  const between = (id: string) => {
    const [a, b] = read(id);
    return pullDifference(a.gradEmbeddings_nd, b.gradEmbeddings_nd);
  };

  it('part as their formulas say', () => {
    // Twice the loss and twice every pull, for the ½; center loss likewise.
    for (const id of ['half', 'centers']) {
      const [a, b] = read(id);
      expect(b.loss / a.loss).toBeCloseTo(2, 10);
      expect(between(id).lengths[1] / between(id).lengths[0]).toBeCloseTo(2, 10);
    }
    // Four samples a class of sixteen: Σ/(1 + 4) by the authors, 2Σ/16 by descent.
    const [authors, descent] = read('centers').map(({ gradWeights_cd }) => gradWeights_cd!);
    Array.from(authors).forEach((step, i) => expect(descent[i] / step).toBeCloseTo((2 / 16) * 5, 10));
    // The same triplets under another count.
    expect(between('mean').widestRad).toBeLessThan(1e-6);
    const [active, chosen] = read('mean');
    expect(active.loss).toBeGreaterThan(2 * chosen.loss);
  });

  it('of AdaCos: s = √2 ln 3 for four classes, and another from the batch', () => {
    const [fixed, dynamic] = read('adacos');
    expect(fixed.scale).toBeCloseTo(Math.SQRT2 * Math.log(3), 12);
    expect(Math.abs(dynamic.scale! - fixed.scale!)).toBeGreaterThan(0.05);
  });

  it('of inter-loss: mean angle over π against mean cosine, worked out from the weights alone', () => {
    const angles = [0.4, 1.5, 3.3, 4.6];
    let [paper, code] = [0, 0];
    for (const [i, a] of angles.entries()) {
      for (const [j, b] of angles.entries()) {
        code += Math.cos(a - b) / 16;
        if (i !== j) paper -= Math.acos(Math.cos(a - b)) / (Math.PI * 4 * 3);
      }
    }
    expect(read('inter').map(({ loss }) => loss)).toEqual([
      expect.closeTo(paper, 10) as number,
      expect.closeTo(code, 10) as number,
    ]);
  });
});

describe('the difference of two pulls', () => {
  it('counts what one side alone pulls, and measures the widest angle of the rest', () => {
    const { lengths, onlyOne, widestRad } = pullDifference(
      [1, 0, 0, 2, 0, 0, 3, 0],
      [0, 1, 0, 2, 5, 0, 0, 0],
    );
    expect(lengths).toEqual([6 / 4, 8 / 4]);
    expect(onlyOne).toBe(2);
    expect(widestRad).toBeCloseTo(Math.PI / 2, 12);
    expect(pullDifference([0, 0], [0, 0])).toEqual({ lengths: [0, 0], onlyOne: 0, widestRad: NaN });
  });
});

describe('rates', () => {
  it('over the same pairs are several numbers, in the order that their definitions ask for', () => {
    const tars = publishedTars(ratePairs(), 0.04);
    const [atMost, line, nearest] = tars.map(({ value }) => value);
    // 4 % of 40 impostors lie between one and two: below is 2.5 %, nearest is 5 %.
    expect(line).toBeGreaterThanOrEqual(atMost);
    expect(nearest).toBeGreaterThanOrEqual(line);
    expect(new Set(tars.map(({ value }) => value)).size).toBeGreaterThan(1);
    const [nearestError, crossing] = publishedEers(ratePairs()).map(({ value }) => value);
    // Steps of one pair in forty.
    expect(Math.abs(nearestError - crossing)).toBeLessThanOrEqual(1 / 40);
    const accuracies = publishedAccuracies(ratePairs()).map(({ value }) => value);
    expect(new Set(accuracies).size).toBeGreaterThan(1);
    for (const value of accuracies) expect(value > 0.5 && value <= 1).toBe(true);
  });

  it('of an image with its mirror image: four numbers; a second look helps unless one drowns the other', () => {
    // Over forty sets of pairs, since one is coarse.
    const mean = [0, 0, 0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      publishedFusions(ratePairs(seed)).forEach(({ value }, i) => (mean[i] += value / 40));
    }
    const [single, concat, sum, units] = mean;
    expect(new Set(mean).size).toBe(4);
    // End to end the longer of the two decides nearly alone, whichever it is; summed or at length 1 both help.
    expect(Math.min(sum, units)).toBeGreaterThan(single + 0.01);
    expect(concat).toBeLessThan(single);
  });
});
