import type { LossSettings, ClassLossSpec } from '../../../loss/spec';
import type { MarginHeadAttributes } from '../wasm/margin-head';
import { columnSums } from './column-sums';
import { shaped, type GpuKernel } from './gpu';
import { traceShader } from './shader-field';

/**
 * `MarginaliaMarginHead` in five programs: the logits, a table of what each sample and class add to the gradients, and
 * three sums over it. The formulas are those of `loss/reference.ts`, taken apart as in `wasm/margin-head.ts`; the
 * target logit is the loss's own, written into the program.
 */
export const marginHead: GpuKernel = (gpu, inputs, attrs) => {
  const { spec, settings, epsilon, gradient } = attrs as unknown as MarginHeadAttributes;
  const [samples, dim] = inputs.embeddings.shape;
  const classes = inputs.weights.shape[0];
  const x = gpu.matrix(inputs.embeddings, samples, dim);
  const w = gpu.matrix(inputs.weights, classes, dim);
  const oneHot = gpu.matrix(inputs.oneHot, samples, classes);
  const bias = inputs.bias ? [gpu.matrix(inputs.bias, 1, classes)] : [];

  // Columns: z of each class, then cos θ of each class.
  const forward: number[] = [epsilon];
  const logits = gpu.cells(
    {
      name: 'HeadLogits',
      inputs: ['x', 'w', 'oneHot', ...(bias.length ? ['bias'] : [])],
      rows: samples,
      columns: 2 * classes,
      text: `
        int j = col % ${classes};
        ${geometry(dim)}
        float shape = cosine;
        if (getOneHot(row, j) > 0.5) {
          ${target(spec, settings, dim, forward, 'psi')}
          shape = h;
        }
        float logit = ${times(scaleOfX(spec, settings, forward), scaleOfW(spec), 'shape')}${bias.length ? ' + getBias(0, j)' : ''};
        float value = select(cosine, logit, col < ${classes});`,
    },
    [x, w, oneHot, ...bias],
    forward,
  );

  // Columns, of each class: what multiplies w in dx and x in dW, x in dx, w in dW, and ∂L/∂z; last the sample's loss.
  const backward: number[] = [epsilon, 1 / samples];
  const isExact = gradient === 'exact' && spec.target;
  const [ofX, ofW] = [scaleOfX(spec, settings, backward), scaleOfW(spec)];
  const table = gpu.cells(
    {
      name: 'HeadTable',
      inputs: ['x', 'w', 'oneHot', 'logits', ...(bias.length ? ['bias'] : [])],
      rows: samples,
      columns: 4 * classes + 1,
      text: `
        int part = col / ${classes};
        int j = col % ${classes};
        float top = getLogits(row, 0);
        for (int k = 1; k < ${classes}; k++) { top = max(top, getLogits(row, k)); }
        float sum = 0.0;
        float own = 0.0;
        for (int k = 0; k < ${classes}; k++) {
          sum += exp(getLogits(row, k) - top);
          own += getOneHot(row, k) * (getLogits(row, k) - top);
        }
        ${geometry(dim)}
        float isOwn = getOneHot(row, j);
        float slope = 1.0;
        ${isExact ? `if (isOwn > 0.5) { ${target(spec, settings, dim, backward, 'slope')} slope = h; }` : ''}
        float gradLogit = (exp(getLogits(row, j) - top) / sum - isOwn) * u1;
        float scaled = getLogits(row, j)${bias.length ? ' - getBias(0, j)' : ''};
        float byCos = ${times(ofX, ofW, 'gradLogit * slope')};
        float value = byCos / (divisorX * divisorW);
        if (part == 1) {
          value = -byCos * cosine / (divisorX * divisorX)${spec.scale === 's' ? '' : ' + gradLogit * scaled / (divisorX * divisorX)'};
        }
        if (part == 2) {
          value = -byCos * cosine / (divisorW * divisorW)${spec.scale === 'norms' ? ' + gradLogit * scaled / (divisorW * divisorW)' : ''};
        }
        if (part == 3) { value = gradLogit; }
        if (part == 4) { value = (log(sum) - own) * u1; }`,
    },
    [x, w, oneHot, logits, ...bias],
    backward,
  );

  const gradX = gpu.cells(
    {
      name: 'HeadFeatureGrad',
      inputs: ['x', 'w', 'table'],
      rows: samples,
      columns: dim,
      text: `
        float value = 0.0;
        float along = 0.0;
        for (int j = 0; j < ${classes}; j++) {
          value += getTable(row, j) * getW(j, col);
          along += getTable(row, ${classes} + j);
        }
        value += along * getX(row, col);`,
    },
    [x, w, table],
  );
  const gradW = gpu.cells(
    {
      name: 'HeadWeightGrad',
      inputs: ['x', 'w', 'table'],
      rows: classes,
      columns: dim,
      text: `
        float value = 0.0;
        float along = 0.0;
        for (int n = 0; n < ${samples}; n++) {
          value += getTable(n, row) * getX(n, col);
          along += getTable(n, ${2 * classes} + row);
        }
        value += along * getW(row, col);`,
    },
    [x, w, table],
  );
  const sums = (name: string, from: number, count: number) => {
    const term = { name, inputs: ['table'], text: `float term = getTable(row, ${from} + col);` };
    return columnSums(gpu, term, [table], samples, count);
  };
  const loss = sums('HeadLoss', 4 * classes, 1);
  const gradBias = bias.map(() => sums('HeadBiasGrad', 3 * classes, classes));
  gpu.release(x, w, oneHot, ...bias, logits, table);
  return [shaped(loss, []), gradX, gradW, ...gradBias.map((row) => shaped(row, [classes]))];
};

/** Divisors √(‖·‖² + ε), with ε the first uniform, and the cosine between sample `row` and class `j`. */
const geometry = (dim: number): string => `
  float squareX = u0;
  float squareW = u0;
  float dotXW = 0.0;
  for (int k = 0; k < ${dim}; k++) {
    float xk = getX(row, k);
    float wk = getW(j, k);
    squareX += xk * xk;
    squareW += wk * wk;
    dotXW += xk * wk;
  }
  float divisorX = sqrt(squareX);
  float divisorW = sqrt(squareW);
  float cosine = dotXW / (divisorX * divisorW);`;

/** `float h`: ψ, or its slope by cos θ, which is 0 where sin θ is, for there it has no limit. */
function target(
  spec: ClassLossSpec,
  settings: LossSettings,
  dim: number,
  uniforms: number[],
  what: 'psi' | 'slope',
): string {
  if (!spec.target) return 'float h = cosine;';
  const trace = traceShader(uniforms, 'cosine', 'sine');
  const logit = spec.target(trace.field, trace.angle, settings);
  let value = logit.psi;
  if (what === 'slope') {
    const slope = logit.dPsiDCos;
    if (slope === undefined) {
      // Where sin θ is 0 the divisor must not be.
      value = `select(-${logit.dPsiDTheta} / max(sine, 1e-18), 0.0, sine == 0.0)`;
    } else {
      value = typeof slope === 'number' ? trace.number(slope) : slope;
    }
  }
  // 1 − cos² without its cancellation, see `loss/reference.ts`.
  return `
    float residual = 0.0;
    for (int k = 0; k < ${dim}; k++) {
      float away = getW(j, k) / divisorW - cosine * getX(row, k) / divisorX;
      residual += away * away;
    }
    float sine = sqrt(residual + u0 / squareW + cosine * cosine * u0 / squareX);
    ${trace.statements()}
    float h = ${value};`;
}

function scaleOfX(spec: ClassLossSpec, settings: LossSettings, uniforms: number[]): string {
  return spec.scale === 's' ? `u${uniforms.push(settings.s as number) - 1}` : 'divisorX';
}

const scaleOfW = (spec: ClassLossSpec): string => (spec.scale === 'norms' ? 'divisorW' : '1.0');

const times = (...factors: readonly string[]): string => factors.join(' * ');
