/** `metrics.json`: verification and cluster metrics, each under the convention of the program that computed it. */
import { areaUnderCurve, chanceOfOrder } from '../../src/lib/metric/auc';
import { bestAccuracy } from '../../src/lib/metric/best-accuracy';
import { crossingEqualErrorRate, nearestEqualErrorRate } from '../../src/lib/metric/equal-error-rate';
import { fuseFlip, type FlipFusion } from '../../src/lib/metric/flip-fusion';
import {
  accuracyProtocols,
  foldAccuracy,
  type AccuracyProtocolId,
  type EmbeddingPairs,
} from '../../src/lib/metric/fold-accuracy';
import { cumulativeMatch, ranksOf } from '../../src/lib/metric/identification';
import { centreAngles, pairAngles } from '../../src/lib/metric/pair-angles';
import { rocCurve } from '../../src/lib/metric/roc';
import { silhouettes } from '../../src/lib/metric/silhouette';
import { similarity } from '../../src/lib/metric/similarity';
import { tarAtFar } from '../../src/lib/metric/tar-at-far';
import { validationRate } from '../../src/lib/metric/validation-rate';
import type { Check } from './checks';
import { difference, plainChecks, type Compute, type Json } from './plain-checks';

export const metricChecks = (golden: unknown): Check[] =>
  plainChecks(
    golden,
    (golden_case, ref, convention) => table[String(golden_case.kind)]?.[ref]?.[convention] ?? null,
    ['farTarget'],
  );

const flat = (rows: unknown): Float64Array => Float64Array.from((rows as number[][]).flat());
const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const scored = (golden_case: Json) => ({
  scores: golden_case.scores as number[],
  same: golden_case.labels as number[],
});

const pairsOf = (golden_case: Json): EmbeddingPairs => ({
  a_pd: flat(golden_case.featuresA),
  b_pd: flat(golden_case.featuresB),
  same: golden_case.same as number[],
  dim: golden_case.d as number,
});

const sklearnScores: Compute = (golden_case, result) => {
  const { scores, same } = scored(golden_case);
  const curve = rocCurve(scores, same);
  const nearest = nearestEqualErrorRate(curve);
  return {
    ...curve,
    auc: areaUnderCurve(curve),
    aucMannWhitney: chanceOfOrder(scores, same),
    eerNearest: nearest.rate,
    eerNearestThreshold: nearest.threshold,
    eerBrentq: crossingEqualErrorRate(curve),
    tarAtFar: (result.tarAtFar as { far: number }[]).map(({ far }) => ({
      far,
      stepMaxTprWithFprLe: tarAtFar(curve, far, 'at-most'),
      npInterp: tarAtFar(curve, far, 'interpolated'),
    })),
    bestAccuracy: bestAccuracy(scores, same),
  };
};

const opensphereScores: Compute = (golden_case, result) => {
  const { scores, same } = scored(golden_case);
  const curve = rocCurve(scores, same, true);
  const rates = Object.keys(result.results as Json).map((key) => {
    const far = /^TPR@FPR=(.+)$/.exec(key)?.[1];
    return far ? [key, 100 * tarAtFar(curve, Number(far), 'interpolated')] : [];
  });
  return {
    results: {
      ...Object.fromEntries(rates.filter((entry) => entry.length > 0)),
      EER: 100 * crossingEqualErrorRate(curve),
      AUC: 100 * areaUnderCurve(curve),
      ACC: 100 * bestAccuracy(scores, same),
    },
  };
};

const insightfaceScores: Compute = (golden_case, result) => {
  const { scores, same } = scored(golden_case);
  const curve = rocCurve(scores, same, true);
  return {
    tarAtFar: (result.tarAtFar as { far: number }[]).map(({ far }) => ({
      far,
      tar: tarAtFar(curve, far, 'nearest'),
    })),
  };
};

const folded =
  (protocol: AccuracyProtocolId): Compute =>
  (golden_case) => {
    const { perFold, thresholds, mean, deviation } = foldAccuracy(
      pairsOf(golden_case),
      golden_case.folds as number,
      accuracyProtocols[protocol],
    );
    return { accuracyPerFold: perFold, thresholds, mean, std: deviation };
  };

const validated: Compute = (golden_case, result) => {
  const { val, valDeviation, far } = validationRate(
    pairsOf(golden_case),
    golden_case.folds as number,
    result.farTarget as number,
  );
  return { val, valStd: valDeviation, far };
};

const identified: Compute = (golden_case) => {
  const gallery = golden_case.gallery as number[][];
  const rank = ranksOf(
    { embeddings_nd: flat(golden_case.probes), labels_n: golden_case.probeLabels as number[] },
    { embeddings_nd: flat(gallery), labels_n: golden_case.galleryLabels as number[] },
    gallery[0].length,
  );
  const cmc = cumulativeMatch(rank, gallery.length);
  return { rank, cmc, rank1: cmc[0], topKCheck: cmc.slice(0, gallery.length - 1) };
};

const clusterOf = (golden_case: Json) => {
  const rows = golden_case.features as number[][];
  const labels = golden_case.labels as number[];
  return [flat(rows), labels, rows[0].length] as const;
};

const clustered: Compute = (golden_case) => {
  const cosine = silhouettes(...clusterOf(golden_case), 'cosine');
  return {
    silhouetteCosine: mean(cosine),
    silhouetteEuclidean: mean(silhouettes(...clusterOf(golden_case), 'euclidean')),
    silhouetteSamplesCosine: cosine,
  };
};

const spread: Compute = (golden_case) => {
  const cluster = clusterOf(golden_case);
  const pairs = pairAngles(...cluster);
  const centres = centreAngles(...cluster, 1 + Math.max(...cluster[1]));
  return {
    pairIntraMean: pairs.intraMeanRad,
    pairIntraMax: pairs.intraMaxRad,
    pairInterMean: pairs.interMeanRad,
    pairInterMin: pairs.interMinRad,
    ratioMeanIntraOverInter: pairs.intraMeanRad / pairs.interMeanRad,
    openSetCriterionMaxIntraLtMinInter: pairs.isOpenSet,
    sampleToCentreMean: centres.sampleToCentreMeanRad,
    centreToCentreMean: centres.centreToCentreMeanRad,
    centreToCentreMin: centres.centreToCentreMinRad,
  };
};

/** These two cases state their numbers beside the inputs and leave the result empty: they are compared here. */
const asRows =
  (compare: (golden_case: Json) => string | null): Compute =>
  (golden_case) => {
    const found = compare(golden_case);
    if (found) throw new Error(found);
    return {};
  };

const angles = asRows((golden_case) => {
  const rows = golden_case.rows as Record<string, number[]>[];
  const found = rows.map(({ a, b, cos, oneMinusCos, angle }, i) => {
    const ours = similarity(a, b);
    return difference(
      `row ${i}`,
      { cos: ours.cos, oneMinusCos: ours.oneMinusCos, angle: ours.angleRad },
      { cos, oneMinusCos, angle },
    );
  });
  return found.find((text) => text !== null) ?? null;
});

const fusionNames: Readonly<Record<string, FlipFusion>> = {
  single: 'single',
  concat: 'concat',
  concatOfNormalised: 'concat-of-units',
  sum: 'sum',
};

const fused = asRows((golden_case) => {
  const [of, mirrored, of2, mirrored2] = ['features', 'featuresFlip', 'features2', 'features2Flip'].map(
    (key) => golden_case[key] as number[][],
  );
  const ours = of.map((_, n) =>
    Object.fromEntries(
      Object.entries(fusionNames).map(([name, fusion]) => {
        const templates = [fuseFlip(of[n], mirrored[n], fusion), fuseFlip(of2[n], mirrored2[n], fusion)];
        return [name, similarity(templates[0], templates[1]).cos];
      }),
    ),
  );
  return difference('cosine', ours, golden_case.cosine);
});

const table: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Compute>>>>>> = {
  'verification-scores': {
    sklearn: {
      'roc_curve(drop_intermediate=False); predict same if score >= threshold; first point (0,0) has threshold max+1 (sklearn 1.2.1; newer sklearn uses inf)':
        sklearnScores,
    },
    opensphere: {
      'dataset/utils.py get_results (percent; roc_curve default drop_intermediate=True; interp1d; brentq EER; best ACC)':
        opensphereScores,
    },
    insightface_eval: {
      'eval_ijbc.py: TAR at the ROC point with fpr NEAREST to target (after flipud)': insightfaceScores,
    },
  },
  'verification-kfold': {
    insightface_eval: {
      'squared L2 of L2-normalised features; thresholds arange(0,4,0.01); same if dist < t; FIRST argmax on train folds; contiguous KFold':
        folded('insightface'),
      calculate_val: validated,
      "calculate_val with interp1d kind 'linear' substituted for 'slinear' (scipy>=1.10 slinear rejects duplicate x); same if dist < t; threshold 0 if max FAR < target":
        validated,
    },
    clcarwin_eval: {
      'cosine; thresholds arange(-1,1,0.005); same if cos > t; LAST best threshold (>=); contiguous folds':
        folded('clcarwin'),
    },
    sphereface_eval_m: {
      'mean of the 9 train folds SUBTRACTED, then cosine; thresholds (-10000:10000)/10000; MEAN of all best thresholds; score == threshold counts as wrong for both classes':
        folded('sphereface'),
    },
  },
  identification: {
    sklearn: {
      'cosine nearest neighbour, rank of the correct gallery identity; CMC[k-1]=P(rank<=k); top_k cross-checked with sklearn.metrics.top_k_accuracy_score':
        identified,
    },
  },
  cluster: {
    sklearn: { silhouette_score: clustered },
    numpy: {
      'FORMULA (no reference): unordered pairs of distinct samples; centres = L2-normalised mean of L2-normalised features; radians':
        spread,
    },
  },
  angle: { scipy: { '': angles } },
  'flip-fusion': { scipy: { '': fused } },
};
