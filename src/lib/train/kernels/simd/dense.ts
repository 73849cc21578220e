import type { TensorInfo } from '@tensorflow/tfjs-core';
import { simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `MarginaliaDense`: [y], or with slopes [PReLU of linear, linear]. */
export const dense: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs }) => {
    const { x, weights } = inputs;
    const bias = inputs.bias as TensorInfo | undefined;
    const slopes = inputs.slopes as TensorInfo | undefined;
    const [depth, columns] = weights.shape;
    const rows = x.shape[0];
    const { run } = simd;
    const linear = simd.output([rows, columns]);
    const y = slopes ? simd.output([rows, columns]) : linear;
    const scratch = simd.scratch(run.matMulScratch(columns, depth));
    const atLinear = simd.at(linear);
    run.matMul(
      rows,
      columns,
      depth,
      simd.at(x),
      0,
      simd.at(weights),
      0,
      atLinear,
      simd.at(bias),
      0,
      0,
      scratch,
    );
    if (!slopes) return [linear];
    run.prelu(atLinear, simd.at(slopes), rows, columns, simd.at(y));
    return [y, linear];
  });

/** `MarginaliaDenseGrad`: [dx?, dWeights, dBias?, dSlopes?], in the shapes of their operands. */
export const denseGrad: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { x, weights, dy } = inputs;
    const linear = inputs.linear as TensorInfo | undefined;
    const slopes = inputs.slopes as TensorInfo | undefined;
    const { needsInputGradient, hasBias } = attrs as Record<string, boolean>;
    const [depth, columns] = weights.shape;
    const rows = x.shape[0];
    const { run } = simd;
    const dx = needsInputGradient ? simd.output(x.shape) : null;
    const dWeights = simd.output(weights.shape);
    const dBias = hasBias ? simd.output([columns]) : null;
    const dSlopes = slopes ? simd.output(slopes.shape) : null;

    const dLinearBytes = slopes ? 4 * sizeOf(dy.shape) : 0;
    const ofProducts = Math.max(run.matMulScratch(columns, rows), run.matMulScratch(depth, columns));
    const scratch = simd.scratch(dLinearBytes + ofProducts);
    const products = scratch + dLinearBytes;
    let atDLinear = simd.at(dy);
    if (dSlopes) {
      run.preluGrad(simd.at(linear), simd.at(slopes), atDLinear, rows, columns, scratch, simd.at(dSlopes));
      atDLinear = scratch;
    }
    run.matMul(depth, columns, rows, simd.at(x), 1, atDLinear, 0, simd.at(dWeights), 0, 0, 0, products);
    if (dBias) run.sumLeading(atDLinear, rows, columns, simd.at(dBias));
    if (dx) {
      run.matMul(rows, depth, columns, atDLinear, 0, simd.at(weights), 1, simd.at(dx), 0, 0, 0, products);
    }
    return [dx, dWeights, dBias, dSlopes].filter((tensor) => tensor !== null);
  });
