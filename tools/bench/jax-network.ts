/**
 * The networks and the ArcFace head in jax-js, in the forms that ran fastest on its wasm backend: dense weights as
 * [out, in], all small parameters in one vector (a launch costs more than the work on them), channels first in
 * memory so that products are wide, and the target's cos(θ + m) by the sum formula. Every array that a function is
 * given is used up by it, as jax-js asks.
 */
import { lax, nn, numpy as np } from '@jax-js/jax';
import type { BenchNet } from './flop';

export type JaxParameters = { [name: string]: np.Array };
/** How LeNet's convolutions are written; the other network has none. */
export type ConvForm = 'conv' | 'im2col' | 'im2col by rows';
export const convForms: readonly ConvForm[] = ['conv', 'im2col', 'im2col by rows'];

export type JaxLoss = (parameters: JaxParameters, images: np.Array, oneHot: np.Array) => np.Array;

const [scale, marginRad] = [16, 0.5];
const epsilon = 1e-5;

/** A parameter: its name in our trainer, its shape here, and the axes of ours in the order of this one. */
interface Place {
  readonly ours: string;
  readonly shape: readonly number[];
  readonly oursShape?: readonly number[];
  readonly axes?: readonly number[];
}

const dense = (ours: string, inputs: number, outputs: number): Place => ({
  ours,
  shape: [outputs, inputs],
  oursShape: [inputs, outputs],
  axes: [1, 0],
});
const filter = (ours: string, inputs: number, outputs: number): Place => ({
  ours,
  shape: [outputs, 25 * inputs],
  oursShape: [25 * inputs, outputs],
  axes: [1, 0],
});
const vector = (ours: string, length: number): Place => ({ ours, shape: [length] });

/** Arrays of their own. */
const large: Readonly<Record<BenchNet, Readonly<Record<string, Place>>>> = {
  mlp: { w1: dense('dense1/weights', 784, 128), w2: dense('dense2/weights', 128, 64) },
  lenet: { f2: filter('conv2/filter', 8, 16), w3: dense('dense/weights', 784, 128) },
};
/** Parts of the one vector `small`, in this order. */
const small: Readonly<Record<BenchNet, Readonly<Record<string, Place>>>> = {
  mlp: {
    b1: vector('dense1/bias', 128),
    a1: vector('dense1/alpha', 128),
    b2: vector('dense2/bias', 64),
    gain: vector('dense2/scale', 64),
    shift: vector('dense2/shift', 64),
    a2: vector('dense2/alpha', 64),
    we: dense('embedding/weights', 64, 2),
    wc: { ours: 'head/weights', shape: [10, 2] },
  },
  lenet: {
    f1: filter('conv1/filter', 1, 8),
    b1: vector('conv1/bias', 8),
    a1: vector('conv1/alpha', 8),
    b2: vector('conv2/bias', 16),
    a2: vector('conv2/alpha', 16),
    b3: vector('dense/bias', 128),
    gain: vector('dense/scale', 128),
    shift: vector('dense/shift', 128),
    a3: vector('dense/alpha', 128),
    we: dense('embedding/weights', 128, 2),
    wc: { ours: 'head/weights', shape: [10, 2] },
  },
};

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** The parameters at the values of our own trainer, by its names. */
export function startAt(net: BenchNet, values: ReadonlyMap<string, Float32Array>): JaxParameters {
  const read = ({ ours, shape, oursShape, axes }: Place): np.Array => {
    const array = np.array(values.get(ours)!.slice()).reshape([...(oursShape ?? shape)]);
    return axes ? np.transpose(array, [...axes]) : array;
  };
  const parameters: JaxParameters = {};
  for (const [name, place] of Object.entries(large[net])) parameters[name] = read(place);
  parameters.small = np.concatenate(Object.values(small[net]).map((place) => read(place).reshape([-1])));
  return parameters;
}

function unpack(net: BenchNet, parameters: JaxParameters): JaxParameters {
  const { small: packed, ...all } = parameters;
  let from = 0;
  for (const [name, { shape }] of Object.entries(small[net])) {
    all[name] = packed.ref.slice([from, from + size(shape)]).reshape([...shape]);
    from += size(shape);
  }
  packed.dispose();
  return all;
}

/** Mean ArcFace loss of images [N, 784] and their one-hot classes [N, 10]. */
export function jaxLoss(net: BenchNet, form: ConvForm): JaxLoss {
  return (packed, images, oneHot) => {
    const p = unpack(net, packed);
    const embeddings = net === 'mlp' ? mlp(p, images) : lenet(p, images, form);
    return arcFace(embeddings, p.wc, oneHot);
  };
}

function mlp(p: JaxParameters, images: np.Array): np.Array {
  const first = prelu(product(images, p.w1).add(p.b1), p.a1);
  return rest(first, p.w2, p.b2, p.gain, p.shift, p.a2, p.we);
}

function lenet(p: JaxParameters, images: np.Array, form: ConvForm): np.Array {
  const count = images.shape[0];
  if (form === 'conv') {
    const wide = (array: np.Array, channels: number) => array.reshape([channels, 1, 1]);
    const first = maxPool(convolve(images.reshape([count, 1, 28, 28]), p.f1, 1, 8));
    const second = prelu(first.add(wide(p.b1, 8)), wide(p.a1, 8));
    const third = maxPool(convolve(second, p.f2, 8, 16)).add(wide(p.b2, 16));
    const maps = prelu(third, wide(p.a2, 16));
    const flat = np.transpose(maps, [0, 2, 3, 1]).reshape([count, 784]);
    return rest(flat, p.w3, p.b3, p.gain, p.shift, p.a3, p.we);
  }
  const wide = (array: np.Array, channels: number) => array.reshape([channels, 1, 1, 1]);
  const conv = form === 'im2col' ? byColumns : byRows;
  const first = maxPool(conv(images.reshape([1, count, 28, 28]), p.f1)).add(wide(p.b1, 8));
  const second = maxPool(conv(prelu(first, wide(p.a1, 8)), p.f2)).add(wide(p.b2, 16));
  const maps = prelu(second, wide(p.a2, 16));
  const flat = np.transpose(maps, [1, 2, 3, 0]).reshape([count, 784]);
  return rest(flat, p.w3, p.b3, p.gain, p.shift, p.a3, p.we);
}

/** Dense layer, normalisation with gain and shift, PReLU, embedding, normalisation without. */
function rest(
  x: np.Array,
  weights: np.Array,
  bias: np.Array,
  gain: np.Array,
  shift: np.Array,
  alpha: np.Array,
  embedding: np.Array,
): np.Array {
  const hidden = prelu(normalize(product(x, weights).add(bias)).mul(gain).add(shift), alpha);
  return normalize(product(hidden, embedding));
}

const product = (x: np.Array, weights: np.Array): np.Array => np.dot(x, np.transpose(weights));

const prelu = (x: np.Array, alpha: np.Array): np.Array =>
  np.maximum(x.ref, 0).add(np.minimum(x, 0).mul(alpha));

function normalize(x: np.Array): np.Array {
  const centred = x.ref.sub(np.mean(x, 0));
  const variance = np.mean(np.square(centred.ref), 0);
  return centred.div(np.sqrt(variance.add(epsilon)));
}

function arcFace(embeddings: np.Array, weights: np.Array, oneHot: np.Array): np.Array {
  const count = oneHot.shape[0];
  const cosine = product(unitRows(embeddings), unitRows(weights));
  // A hair more than 1, so that the root has a gradient everywhere without a clip.
  const sine = np.sqrt(
    np
      .square(cosine.ref)
      .mul(-1)
      .add(1 + 1e-6),
  );
  const shifted = cosine.ref.mul(Math.cos(marginRad)).sub(sine.mul(Math.sin(marginRad)));
  // Past π − m the straight line that our ArcFace goes on with by default.
  const isBefore = np.greater(cosine.ref, Math.cos(Math.PI - marginRad));
  const target = np.where(isBefore, shifted, cosine.ref.sub(marginRad * Math.sin(marginRad)));
  const logits = cosine.ref.add(oneHot.ref.mul(target.sub(cosine))).mul(scale);
  return np.sum(nn.logSoftmax(logits, 1).mul(oneHot)).mul(-1 / count);
}

const unitRows = (x: np.Array): np.Array =>
  x.ref.div(np.sqrt(np.sum(np.square(x), 1, { keepdims: true }).add(1e-12)));

/** 2×2 maximum over the last two axes, by three maxima of slices: quicker than `lax.reduceWindow`. */
function maxPool(x: np.Array): np.Array {
  const [a, b, height, width] = x.shape;
  const windows = x.reshape([a, b, height / 2, 2, width / 2, 2]);
  const corner = (row: number, column: number) => windows.ref.slice([], [], [], row, [], column);
  const maximum = np.maximum(np.maximum(corner(0, 0), corner(0, 1)), np.maximum(corner(1, 0), corner(1, 1)));
  windows.dispose();
  return maximum;
}

/** The library's own convolution: x [N, in, H, W], weights [out, 25·in]. */
function convolve(x: np.Array, weights: np.Array, inputs: number, outputs: number): np.Array {
  const filters = np.transpose(weights.reshape([outputs, 5, 5, inputs]), [0, 3, 1, 2]);
  return lax.convGeneralDilated(x, filters, [1, 1], 'SAME');
}

const padded = (x: np.Array): np.Array =>
  np.pad(x, [
    [0, 0],
    [0, 0],
    [2, 2],
    [2, 2],
  ]);

/** Slices of padded x [in, N, H + 4, W + 4] at the five columns of the filter, each [in, N, H + 4, W]. */
function columnsOf(x: np.Array, width: number): np.Array[] {
  const wide = padded(x);
  const slices = [0, 1, 2, 3, 4].map((column) => wide.ref.slice([], [], [], [column, column + width]));
  wide.dispose();
  return slices;
}

/** im2col: x [in, N, H, W] unrolled to [25·in, N·H·W], and one product. */
function byColumns(x: np.Array, weights: np.Array): np.Array {
  const [inputs, count, height, width] = x.shape;
  const columns = columnsOf(x, width);
  const rows = [0, 1, 2, 3, 4].map((row) =>
    np.concatenate(columns.map((slice) => slice.ref.slice([], [], [row, row + height], []))),
  );
  for (const slice of columns) slice.dispose();
  const unrolled = np.concatenate(rows).reshape([25 * inputs, count * height * width]);
  return np.dot(weights, unrolled).reshape([-1, count, height, width]);
}

/** The same unrolled along rows alone, and five products, one for each row of the filter: a fifth of the copies. */
function byRows(x: np.Array, weights: np.Array): np.Array {
  const [inputs, count, height, width] = x.shape;
  const columns = columnsOf(x, width);
  // Eight rows instead of five for the one channel of the images: a multiple of the four lanes.
  const spare = inputs === 1 ? 3 : 0;
  for (let row = 0; row < spare; row++) columns.push(np.zeros([1, count, height + 4, width]));
  const depth = 5 * inputs + spare;
  const unrolled = np.concatenate(columns);
  let filters = weights.reshape([-1, 5, 5 * inputs]);
  if (spare) {
    filters = np.pad(filters, [
      [0, 0],
      [0, 0],
      [0, spare],
    ]);
  }
  const parts = [0, 1, 2, 3, 4].map((row) =>
    np.dot(
      filters.ref.slice([], row, []),
      unrolled.ref.slice([], [], [row, row + height], []).reshape([depth, count * height * width]),
    ),
  );
  unrolled.dispose();
  filters.dispose();
  return parts.reduce((sum, part) => sum.add(part)).reshape([-1, count, height, width]);
}
