/**
 * Floating-point operations of a training step, counted from the layers' shapes: a multiplication and an addition
 * for each weight and each place it is used at, once forward and once for the weight's gradient, and once more for
 * the input's gradient everywhere but in the first layer. Only products count: pooling, normalisation, PReLU, the
 * softmax and the optimiser are work too, and here they count as overhead.
 */

export type BenchNet = 'mlp' | 'lenet';

/** Weights and the number of places that one image uses each of them at. */
interface ProductLayer {
  readonly weights: number;
  readonly places: number;
}

const classes = 10;
const dim = 2;
const head: ProductLayer = { weights: dim * classes, places: 1 };

/** The layers with a product, first to last. */
const layersOf: Readonly<Record<BenchNet, readonly ProductLayer[]>> = {
  mlp: [
    { weights: 784 * 128, places: 1 },
    { weights: 128 * 64, places: 1 },
    { weights: 64 * dim, places: 1 },
    head,
  ],
  lenet: [
    { weights: 5 * 5 * 8, places: 28 * 28 },
    { weights: 5 * 5 * 8 * 16, places: 14 * 14 },
    { weights: 7 * 7 * 16 * 128, places: 1 },
    { weights: 128 * dim, places: 1 },
    head,
  ],
};

/** Operations of one training step on `batchSize` images. */
export function flopPerStep(net: BenchNet, batchSize: number): number {
  const products = layersOf[net].map(
    ({ weights, places }, layer) => weights * places * (layer === 0 ? 2 : 3),
  );
  return 2 * batchSize * products.reduce((sum, count) => sum + count, 0);
}
