import { util } from '@tensorflow/tfjs-core';
import { simdKernel, sizeOf, type MakeSimdKernel } from './kernel';

/** `GatherV2` along the first axis: a batch's samples by their indices. Throws where one is out of range. */
export const gatherRows: MakeSimdKernel = (simd, next) =>
  simdKernel(next, ({ inputs: { x, indices }, attrs }) => {
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0];
    if (axis !== 0 || attrs.batchDims || indices.dtype !== 'int32' || x.dtype === 'string') return null;
    if (x.dtype === 'complex64') return null;
    const rowShape = x.shape.slice(1);
    const out = simd.backend.makeOutput([...indices.shape, ...rowShape], x.dtype);
    const rowBytes = sizeOf(rowShape) * util.bytesPerElement(x.dtype);
    const count = sizeOf(indices.shape);
    const bad = simd.run.gatherRows(simd.at(x), x.shape[0], rowBytes, simd.at(indices), count, simd.at(out));
    if (bad > 0) {
      simd.backend.disposeData(out.dataId);
      throw new RangeError(`GatherV2: index ${bad - 1} of ${count} is not in [0, ${x.shape[0] - 1}].`);
    }
    return out;
  });
