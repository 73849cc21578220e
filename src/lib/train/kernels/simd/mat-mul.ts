import type { TensorInfo } from '@tensorflow/tfjs-core';
import { areFloats, fusedTail, simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Of the fused kernel only. */
  readonly activation?: string;
}

/** `BatchMatMul` and `_FusedMatMul`: every transpose, one operand shared over the batch or not. */
export const matMul: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs, attrs }) => {
    const { a, b } = inputs;
    const bias = inputs.bias as TensorInfo | undefined;
    const slopes = inputs.preluActivationWeights as TensorInfo | undefined;
    const { transposeA, transposeB, activation = 'linear' } = attrs as unknown as MatMulAttributes;
    if (!areFloats(a, b, bias, slopes) || a.shape.length < 2 || b.shape.length < 2) return null;
    const [aRows, aColumns] = a.shape.slice(-2);
    const [bRows, bColumns] = b.shape.slice(-2);
    const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const n = transposeB ? bRows : bColumns;
    if (k !== (transposeB ? bColumns : bRows)) return null;
    const aBatch = sizeOf(a.shape) / (m * k);
    const bBatch = sizeOf(b.shape) / (k * n);
    const batch = Math.max(aBatch, bBatch);
    const tail = fusedTail(n, bias, activation, slopes);
    // Not for products of nothing (their sizes make 0 / 0), nor where batches broadcast axis by axis.
    if (!tail || !isShared(aBatch, batch) || !isShared(bBatch, batch)) return null;
    const lead = (aBatch === batch && a.shape.length >= b.shape.length ? a : b).shape.slice(0, -2);
    if (sizeOf(lead) !== batch) return null;

    const out = simd.output([...lead, m, n]);
    const scratch = simd.scratch(simd.run.matMulScratch(n, k));
    const aStep = aBatch === 1 ? 0 : 4 * m * k;
    const bStep = bBatch === 1 ? 0 : 4 * k * n;
    for (let i = 0; i < batch; i++) {
      simd.run.matMul(
        m,
        n,
        k,
        simd.at(a) + i * aStep,
        Number(transposeA),
        simd.at(b) + i * bStep,
        Number(transposeB),
        simd.at(out) + i * 4 * m * n,
        simd.at(bias),
        tail.activation,
        simd.at(slopes),
        scratch,
      );
    }
    return out;
  });

const isShared = (own: number, batch: number): boolean => own === batch || own === 1;
