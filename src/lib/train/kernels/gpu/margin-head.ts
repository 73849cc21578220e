import type { TensorInfo } from '@tensorflow/tfjs-core';
import { subcentersOf, type ClassLossSpec, type LogitShape, type LossSettings } from '../../../loss/spec';
import type { MarginHeadAttributes } from '../wasm/margin-head';
import { columnSums } from './column-sums';
import { shaped, type Gpu, type GpuKernel } from './gpu';
import { traceShader } from './shader-field';

/**
 * `MarginaliaMarginHead` in five programs: the logits, a table of what each sample and class add to the gradients, and
 * three sums over it. The formulas are those of `loss/reference.ts`, taken apart as in `wasm/margin-head.ts`; the
 * shapes of the logits are the loss's own, written into the program.
 */
export const marginHead: GpuKernel = (gpu, inputs, attrs) => {
  const { spec, settings, epsilon, gradient } = attrs as unknown as MarginHeadAttributes;
  const [samples, dim] = inputs.embeddings.shape;
  const rows = inputs.weights.shape[0];
  const perClass = subcentersOf(spec, settings);
  const classes = rows / perClass;
  const isBinary = spec.kind === 'binary';
  const x = gpu.matrix(inputs.embeddings, samples, dim);
  const w = gpu.matrix(inputs.weights, rows, dim);
  const oneHot = gpu.matrix(inputs.oneHot, samples, classes);
  const bias = inputs.bias ? [gpu.matrix(inputs.bias, 1, isBinary ? 1 : classes)] : [];
  const ownScale = inputs.scale ? [gpu.matrix(inputs.scale, 1, 1)] : [];
  const extra = [...bias, ...ownScale];
  const extraNames = [...bias.map(() => 'bias'), ...ownScale.map(() => 'scale')];
  const biasOf = bias.length ? `getBias(0, ${isBinary ? '0' : 'j'})` : '0.0';
  const ofOthers = spec.other?.(settings) ?? null;
  const scaleOfX = (uniforms: number[]): string => {
    if (spec.scale !== 's') return 'divisorX';
    return ownScale.length ? 'getScale(0, 0)' : `u${uniforms.push(settings.s as number) - 1}`;
  };

  // Columns: z of each class, then cos θ of each class.
  const forward: number[] = [epsilon];
  const logits = gpu.cells(
    {
      name: 'HeadLogits',
      inputs: ['x', 'w', 'oneHot', ...extraNames],
      rows: samples,
      columns: 2 * classes,
      text: `
        int j = col % ${classes};
        ${geometry(dim, perClass)}
        float shape = cosine;
        if (getOneHot(row, j) > 0.5) {
          ${shapeAt(spec.target, settings, dim, forward, 'psi')}
          shape = h;
        }
        ${
          ofOthers
            ? `else {
          ${shapeAt(ofOthers, settings, dim, forward, 'psi')}
          shape = h;
        }`
            : ''
        }
        float logit = ${times(scaleOfX(forward), scaleOfW(spec), 'shape')} + ${biasOf};
        float value = select(cosine, logit, col < ${classes});`,
    },
    [x, w, oneHot, ...extra],
    forward,
  );

  // Columns, of each class: what multiplies w in dx and x in dW, x in dx, w in dW, and ∂L/∂z; the sample's loss; and of
  // each class the weight row that speaks, where there are several.
  const backward: number[] = [epsilon, 1 / samples];
  const [ofX, ofW] = [scaleOfX(backward), scaleOfW(spec)];
  const slopeOf = (shape: LogitShape | null | undefined): string => {
    const isWanted = shape && (gradient === 'exact' || isMask(shape, settings));
    return isWanted ? `${shapeAt(shape, settings, dim, backward, 'slope')} slope = h;` : '';
  };
  const table = gpu.cells(
    {
      name: 'HeadTable',
      inputs: ['x', 'w', 'oneHot', 'logits', ...extraNames],
      rows: samples,
      columns: 4 * classes + 1 + (perClass > 1 ? classes : 0),
      text: `
        int slot = col;
        if (col > ${4 * classes}) { slot = col - 1; }
        int part = slot / ${classes};
        int j = slot % ${classes};
        ${isBinary ? logistics(classes, spec.ownShare(settings), ofX, backward) : softmax(classes)}
        ${geometry(dim, perClass)}
        float isOwn = getOneHot(row, j);
        float slope = 1.0;
        if (isOwn > 0.5) { ${slopeOf(spec.target)} } else { ${slopeOf(ofOthers)} }
        float gradLogit = ${isBinary ? 'ofLogit' : '(exp(getLogits(row, j) - top) / sum - isOwn)'} * u1;
        float scaled = getLogits(row, j) - ${biasOf};
        float byCos = ${times(ofX, ofW, 'gradLogit * slope')};
        float value = byCos / (divisorX * divisorW);
        if (part == 1) {
          value = -byCos * cosine / (divisorX * divisorX)${spec.scale === 's' ? '' : ' + gradLogit * scaled / (divisorX * divisorX)'};
        }
        if (part == 2) {
          value = -byCos * cosine / (divisorW * divisorW)${spec.scale === 'norms' ? ' + gradLogit * scaled / (divisorW * divisorW)' : ''};
        }
        if (part == 3) { value = gradLogit; }
        if (col > ${4 * classes}) { value = float(speaks); }
        if (col == ${4 * classes}) { value = ${isBinary ? 'ofSample' : '(log(sum) - own)'} * u1; }`,
    },
    [x, w, oneHot, logits, ...extra],
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
          value += getTable(row, j) * getW(${perClass > 1 ? `int(getTable(row, ${4 * classes + 1} + j))` : 'j'}, col);
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
      rows,
      columns: dim,
      text: `
        float value = 0.0;
        float along = 0.0;
        int j = row / ${perClass};
        for (int n = 0; n < ${samples}; n++) {
          float isOwn = ${perClass > 1 ? `select(0.0, 1.0, int(getTable(n, ${4 * classes + 1} + j)) == row)` : '1.0'};
          value += isOwn * getTable(n, j) * getX(n, col);
          along += isOwn * getTable(n, ${2 * classes} + j);
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
  const gradBias = bias.map(() =>
    isBinary ? oneBiasGrad(gpu, table, samples, classes) : sums('HeadBiasGrad', 3 * classes, classes),
  );
  gpu.release(x, w, oneHot, ...extra, logits, table);
  return [shaped(loss, []), gradX, gradW, ...gradBias.map((row) => shaped(row, [isBinary ? 1 : classes]))];
};

/** Σ over all samples and classes of ∂L/∂z, where one bias serves them all. */
function oneBiasGrad(gpu: Gpu, table: TensorInfo, samples: number, classes: number): TensorInfo {
  const ofSample = `for (int j = 0; j < ${classes}; j++) { term += getTable(row, ${3 * classes} + j); }`;
  const term = { name: 'HeadOneBiasGrad', inputs: ['table'], text: `float term = 0.0; ${ofSample}` };
  return columnSums(gpu, term, [table], samples, 1);
}

/** What a softmax over the row's logits needs: their largest, the sum of exponentials, the own logit. */
const softmax = (classes: number): string => `
  float top = getLogits(row, 0);
  for (int k = 1; k < ${classes}; k++) { top = max(top, getLogits(row, k)); }
  float sum = 0.0;
  float own = 0.0;
  for (int k = 0; k < ${classes}; k++) {
    sum += exp(getLogits(row, k) - top);
    own += getOneHot(row, k) * (getLogits(row, k) - top);
  }`;

/** A logistic for each class: the sample's sum of them, and the slope of the one in column `j`. */
function logistics(classes: number, ownShare: number, scale: string, uniforms: number[]): string {
  const share = `u${uniforms.push(ownShare) - 1}`;
  return `
  float ofSample = 0.0;
  float ofLogit = 0.0;
  for (int k = 0; k < ${classes}; k++) {
    float isIts = getOneHot(row, k);
    float side = 1.0 - 2.0 * isIts;
    float weight = (1.0 - ${share} + isIts * (2.0 * ${share} - 1.0)) / ${scale};
    float z = side * getLogits(row, k);
    float small = exp(-abs(z));
    ofSample += weight * (max(z, 0.0) + log(1.0 + small));
    ofLogit += select(0.0, side * weight * select(small, 1.0, z > 0.0) / (1.0 + small), k == j);
  }`;
}

/**
 * Divisors √(‖·‖² + ε), with ε the first uniform, and the cosine between sample `row` and the weight row of class `j`
 * that `speaks`: the one with the largest cosine.
 */
const geometry = (dim: number, perClass: number): string => `
  float squareX = u0;
  for (int k = 0; k < ${dim}; k++) {
    float xk = getX(row, k);
    squareX += xk * xk;
  }
  float divisorX = sqrt(squareX);
  int speaks = j * ${perClass};
  float squareW = 1.0;
  float cosine = 0.0;
  for (int g = 0; g < ${perClass}; g++) {
    float square = u0;
    float dotXW = 0.0;
    for (int k = 0; k < ${dim}; k++) {
      float wk = getW(j * ${perClass} + g, k);
      square += wk * wk;
      dotXW += getX(row, k) * wk;
    }
    float candidate = dotXW / (divisorX * sqrt(square));
    if (g == 0 || candidate > cosine) {
      cosine = candidate;
      squareW = square;
      speaks = j * ${perClass} + g;
    }
  }
  float divisorW = sqrt(squareW);`;

/** Whether a shape takes classes out rather than give them a margin. */
function isMask(shape: LogitShape, settings: LossSettings): boolean {
  const { field, angle } = traceShader([], 'cosine', 'sine');
  return shape(field, angle, settings).isMask === true;
}

/** `float h`: a shape, or its slope by cos θ, which is 0 where sin θ is, for there it has no limit. */
function shapeAt(
  shape: LogitShape | undefined,
  settings: LossSettings,
  dim: number,
  uniforms: number[],
  what: 'psi' | 'slope',
): string {
  if (!shape) return 'float h = cosine;';
  const trace = traceShader(uniforms, 'cosine', 'sine');
  const logit = shape(trace.field, trace.angle, settings);
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
  // 1 − cos² without its cancellation, see `loss/reference-column.ts`.
  return `
    float residual = 0.0;
    for (int k = 0; k < ${dim}; k++) {
      float away = getW(speaks, k) / divisorW - cosine * getX(row, k) / divisorX;
      residual += away * away;
    }
    float sine = sqrt(residual + u0 / squareW + cosine * cosine * u0 / squareX);
    ${trace.statements()}
    float h = ${value};`;
}

const scaleOfW = (spec: ClassLossSpec): string => (spec.scale === 'norms' ? 'divisorW' : '1.0');

const times = (...factors: readonly string[]): string => factors.join(' * ');
