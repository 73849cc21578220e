/**
 * A last layer small enough to read. A feature says how much there is of each of five strokes; three class templates
 * say what each digit should have of them. All of it is made by hand. Logits, loss and gradient come from the loss's
 * reference evaluation.
 */
import { defaultConvention } from '../../loss/convention';
import { evaluateLoss } from '../../loss/reference';
import { softmax } from '../../loss/softmax';

/** The numbers of a feature, in their order. */
export const strokes = ['bar', 'stem', 'leftBow', 'rightBow', 'hole'] as const;
export type Stroke = (typeof strokes)[number];

/** The digits that the layer knows, and what each template has of every stroke. */
export const layerDigits = [1, 7, 0] as const;
export const templates_cd: readonly (readonly number[])[] = [
  [-1, 2, -0.5, -0.5, -1],
  [2, 0.5, -1, 0, -1],
  [0, -1, 1, 1, 1.5],
];
/** A one that might be a seven. */
export const openingFeature_d: readonly number[] = [0.2, 0.9, 0.1, 0.1, 0];

export interface LayerReading {
  /** What each stroke adds to each logit, [C][d]. */
  readonly products_cd: readonly (readonly number[])[];
  readonly logits_c: readonly number[];
  readonly probabilities_c: readonly number[];
  readonly loss: number;
  /** ∂L/∂z = p − y. */
  readonly gradLogits_c: readonly number[];
  /** Index of the largest logit. */
  readonly winner: number;
}

/**
 * What the layer makes of a feature.
 *
 * @param label index of the true class
 * @param stretch all numbers of the feature are multiplied by it
 */
export function readLayer(feature_d: readonly number[], label: number, stretch = 1): LayerReading {
  const classes = templates_cd.length;
  const embeddings_nd = feature_d.map((value) => stretch * value);
  const lossOf = (own: number) =>
    evaluateLoss(softmax, {}, defaultConvention, {
      embeddings_nd,
      weights_cd: templates_cd.flat(),
      bias_c: null,
      labels_n: [own],
      dim: strokes.length,
      classes,
    });
  const { logits_nc, loss } = lossOf(label);
  const logits_c = Array.from(logits_nc);
  const probabilities_c = logits_c.map((_, j) => Math.exp(-lossOf(j).loss));
  return {
    products_cd: templates_cd.map((template) => template.map((weight, k) => weight * embeddings_nd[k])),
    logits_c,
    probabilities_c,
    loss,
    gradLogits_c: probabilities_c.map((p, j) => p - (j === label ? 1 : 0)),
    winner: logits_c.indexOf(Math.max(...logits_c)),
  };
}
