/** Golden files as typed data: one problem for each result, with its inputs unpacked. */
import { createRng } from '../../src/lib/math/rng';

/** A large tensor, stated by its norms and a sample. */
export interface TensorSummary {
  readonly shape: readonly number[];
  readonly l2: number;
  readonly sum: number;
  readonly absMax: number;
  readonly sampleFlatIndex: readonly number[];
  readonly sampleValue: readonly number[];
}

/** A tensor of a result: row-major numbers, or a summary. */
export type GoldenTensor = Float64Array | TensorSummary;

export const isSummary = (tensor: GoldenTensor): tensor is TensorSummary => !(tensor instanceof Float64Array);

export interface GoldenResult {
  /** The loss file it belongs to, e.g. `arcface`. */
  readonly file: string;
  /** Where it stands, for messages: case, row, reference, convention. */
  readonly where: string;
  readonly ref: string;
  readonly convention: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly singlePrecision: boolean;
  /** What the reference itself said instead of numbers. */
  readonly error?: string;
  readonly problem: GoldenProblem;
  readonly loss?: number;
  readonly lossKerasClipped?: number;
  readonly lambda?: number;
  readonly logits?: GoldenTensor;
  readonly gradFeatures?: GoldenTensor;
  readonly gradWeights?: GoldenTensor;
  readonly gBias?: GoldenTensor;
  readonly gradLogits?: GoldenTensor;
  /** AdaCos: s before the first batch, and after each. */
  readonly s0?: number;
  readonly sTrace?: GoldenTensor;
  /** SphereFace2: b before training. */
  readonly bias0?: number;
}

export interface GoldenProblem {
  readonly labels_n: readonly number[];
  readonly dim: number;
  readonly classes: number;
  /** Embeddings [N, d]; for a case of bare logits, those logits [N, C]. */
  readonly features_nd: Float64Array;
  /** Class weights [C·K, d]; for a case of bare logits the unit matrix. */
  readonly weights_cd: Float64Array;
}

type Json = Record<string, unknown>;

const SCALARS = ['loss', 'lossKerasClipped', 'lambda', 's0', 'bias0'];
const TENSORS = ['logits', 'gradFeatures', 'gradWeights', 'gBias', 'gradLogits', 'sTrace'];
const LABELS = ['ref', 'convention', 'params', 'dtype', 'error', 'note'];
const KNOWN = new Set([...SCALARS, ...TENSORS, ...LABELS]);

/** Every result of a parsed golden file; `name` stands in where its header names no loss. */
export function parseGolden(golden: unknown, name: string): GoldenResult[] {
  const { header, cases } = (golden ?? {}) as { header?: Json; cases?: Json[] };
  if (!Array.isArray(cases)) throw new Error('is not a golden file: it has no list of cases');
  const file = typeof header?.loss === 'string' ? header.loss : name;
  const results = cases.flatMap((golden_case) => resultsOfCase(golden_case, file));
  if (results.length === 0) throw new Error('is not a golden file: it holds no results');
  return results;
}

function resultsOfCase(golden_case: Json, file: string): GoldenResult[] {
  const { id, rows, results } = golden_case as { id: string; rows?: Json[]; results?: Json[] };
  const ofBatch = (results ?? []).map((result) => parseResult(result, golden_case, undefined, file, id));
  const ofRows = (rows ?? []).flatMap((row, index) =>
    (row.results as Json[]).map((result) =>
      parseResult(result, golden_case, row, file, `${id} row ${index}`),
    ),
  );
  return [...ofBatch, ...ofRows];
}

function parseResult(
  result: Json,
  golden_case: Json,
  row: Json | undefined,
  file: string,
  place: string,
): GoldenResult {
  const ref = String(result.ref);
  const convention = String(result.convention ?? '');
  const params = (result.params ?? {}) as Json;
  const where = `${file} ${place} ${ref} "${convention}" ${JSON.stringify(params)}`;
  const unknown = Object.keys(result).find((key) => !KNOWN.has(key));
  if (unknown) throw new Error(`has a field this program does not compare: ${unknown} of ${where}`);
  const numbers: Record<string, unknown> = {};
  for (const key of SCALARS) if (key in result) numbers[key] = parseNumber(result[key]);
  for (const key of TENSORS) if (key in result) numbers[key] = parseTensor(result[key]);
  return {
    file,
    where,
    ref,
    convention,
    params,
    singlePrecision: result.dtype === 'float32' || result.dtype === 'f32',
    error: result.error as string | undefined,
    problem: problemOf(golden_case, row),
    ...numbers,
  } as GoldenResult;
}

/** The inputs of a case, or of one of its rows. A case without class weights has as many classes as labels. */
export function problemOf(golden_case: Json, row?: Json): GoldenProblem {
  const labels_n = golden_case.labels as number[];
  if (golden_case.logits) {
    const logits = golden_case.logits as number[][];
    const classes = logits[0].length;
    const identity = Float64Array.from({ length: classes ** 2 }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0));
    return { labels_n, dim: classes, classes, features_nd: flatten(logits), weights_cd: identity };
  }
  const [samples, dim] = [golden_case.N, golden_case.d] as number[];
  const classes = (golden_case.C as number | undefined) ?? 1 + Math.max(...labels_n);
  const inputs = golden_case.inputs as Json;
  if (inputs.kind === 'mulberry32') {
    const rng = createRng(inputs.seed as number);
    const draw = (count: number) => Float64Array.from({ length: count }, () => 2 * rng.next() - 1);
    const features_nd = draw(samples * dim).map((value) => value * ((inputs.featureScale as number) ?? 1));
    return {
      labels_n,
      dim,
      classes,
      features_nd,
      weights_cd: draw(((inputs.weightRows as number) ?? classes) * dim),
    };
  }
  const features_nd = flatten(row ? [row.features] : inputs.features);
  return { labels_n, dim, classes, features_nd, weights_cd: flatten(inputs.weights ?? []) };
}

export function parseTensor(value: unknown): GoldenTensor {
  if (Array.isArray(value)) return flatten(value);
  const summary = value as TensorSummary;
  return {
    shape: summary.shape,
    l2: parseNumber(summary.l2),
    sum: parseNumber(summary.sum),
    absMax: parseNumber(summary.absMax),
    sampleFlatIndex: summary.sampleFlatIndex,
    sampleValue: summary.sampleValue.map(parseNumber),
  };
}

function flatten(value: unknown): Float64Array {
  return Float64Array.from((value as unknown[]).flat(Infinity), parseNumber);
}

/** Non-finite numbers are stated as strings. */
function parseNumber(value: unknown): number {
  const number = Number(value);
  if (typeof value !== 'number' && !['NaN', 'Infinity', '-Infinity'].includes(String(value))) {
    throw new Error(`has ${JSON.stringify(value)} where a number should stand`);
  }
  return number;
}
