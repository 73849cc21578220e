/** The batch field of float64 arrays: what the reference computes with. Small and plain; nothing is fast. */
import { createNumberField } from './number-field';
import type { BatchField, Operand } from './spec';

/** Row-major numbers under a shape. */
export interface FloatArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export const floatArray = (data: ArrayLike<number>, shape: readonly number[]): FloatArray => ({
  shape,
  data: Float64Array.from(data),
});

const numbers = createNumberField();

export const arrayField: BatchField<FloatArray> = {
  add: both(numbers.add),
  sub: both(numbers.sub),
  mul: both(numbers.mul),
  div: both((a, b) => a / b),
  max: both(Math.max),
  min: both(Math.min),
  // No slack for rounding here: distances at a tie are what a loss says they are.
  greater: both((a, b) => (a > b ? 1 : 0)),
  atan2: both(Math.atan2),
  cos: each(Math.cos),
  sin: each(Math.sin),
  exp: each(Math.exp),
  log: each(Math.log),
  sqrt: each(Math.sqrt),
  select(mask, whenTrue, whenFalse) {
    const chosen = broadcast([mask, whenTrue, whenFalse]);
    return chosen.map(([m, yes, no]) => (m === 1 ? yes : no));
  },
  sum: along((values) => values.reduce((total, value) => total + value, 0)),
  largest: along((values) => values.reduce((a, b) => Math.max(a, b), -Infinity)),
  smallest: along((values) => values.reduce((a, b) => Math.min(a, b), Infinity)),
  lowerMedian: along((values) => values.slice().sort()[(values.length - 1) >> 1]),
  matMul(a, b, transposeA = false, transposeB = false) {
    const left = transposeA ? arrayField.transpose(a) : a;
    const right = transposeB ? arrayField.transpose(b) : b;
    const [rows, inner] = left.shape;
    const columns = right.shape[1];
    const data = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++)
      for (let k = 0; k < inner; k++)
        for (let j = 0; j < columns; j++)
          data[i * columns + j] += left.data[i * inner + k] * right.data[k * columns + j];
    return { shape: [rows, columns], data };
  },
  transpose({ shape: [rows, columns], data }) {
    const turned = Float64Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]);
    return { shape: [columns, rows], data: turned };
  },
  reshape: ({ data }, shape) => ({ shape, data }),
  shape: ({ shape }) => shape,
  identity: (n) =>
    floatArray(
      Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
      [n, n],
    ),
};

function each(compute: (value: number) => number) {
  return ({ shape, data }: FloatArray): FloatArray => ({ shape, data: data.map(compute) });
}

function both(compute: (a: number, b: number) => number) {
  return (a: Operand<FloatArray>, b: Operand<FloatArray>): FloatArray =>
    broadcast([a, b]).map(([x, y]) => compute(x, y));
}

/** Several arrays read side by side under their common shape. */
function broadcast(operands: readonly Operand<FloatArray>[]) {
  const arrays = operands.map((operand) =>
    typeof operand === 'number' ? floatArray([operand], []) : operand,
  );
  const rank = Math.max(...arrays.map(({ shape }) => shape.length));
  const padded = arrays.map(({ shape }) => [...new Array<number>(rank - shape.length).fill(1), ...shape]);
  const shape = Array.from({ length: rank }, (_, axis) => {
    const extent = Math.max(...padded.map((own) => own[axis]));
    if (padded.some((own) => own[axis] !== extent && own[axis] !== 1)) {
      throw new RangeError(`Shapes ${JSON.stringify(arrays.map((own) => own.shape))} do not go together.`);
    }
    return padded.some((own) => own[axis] === 0) ? 0 : extent;
  });
  const strides = padded.map((own) => {
    let stride = 1;
    const ofAxis = own.map(() => 0);
    for (let axis = rank - 1; axis >= 0; axis--) {
      if (own[axis] > 1) ofAxis[axis] = stride;
      stride *= own[axis];
    }
    return ofAxis;
  });
  const count = shape.reduce((product, extent) => product * extent, 1);
  return {
    map(compute: (values: number[]) => number): FloatArray {
      const data = new Float64Array(count);
      const values = arrays.map(() => 0);
      for (let i = 0; i < count; i++) {
        const places = arrays.map(() => 0);
        for (let axis = rank - 1, rest = i; axis >= 0; axis--) {
          const at = rest % shape[axis];
          rest = (rest - at) / shape[axis];
          for (let k = 0; k < places.length; k++) places[k] += at * strides[k][axis];
        }
        for (let k = 0; k < places.length; k++) values[k] = arrays[k].data[places[k]];
        data[i] = compute(values);
      }
      return { shape, data };
    },
  };
}

function along(reduce: (values: Float64Array) => number) {
  return ({ shape, data }: FloatArray, axis: number): FloatArray => {
    const extent = shape[axis];
    const inner = shape.slice(axis + 1).reduce((product, own) => product * own, 1);
    const reduced = shape.map((own, i) => (i === axis ? 1 : own));
    const count = reduced.reduce((product, own) => product * own, 1);
    const result = Float64Array.from({ length: count }, (_, i) => {
      const start = Math.floor(i / inner) * inner * extent + (i % inner);
      return reduce(Float64Array.from({ length: extent }, (_, k) => data[start + k * inner]));
    });
    return { shape: reduced, data: result };
  };
}
