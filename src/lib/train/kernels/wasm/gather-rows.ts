import { util, type KernelFunc } from '@tensorflow/tfjs-core';
import { bytesOf, wasmKernel } from './heap';

/** Rows of a tensor by index: one memory move a row. Other axes and batched gathers go to the stock kernel. */
export const gatherRows = (stock: KernelFunc): KernelFunc =>
  wasmKernel((args) => {
    const { inputs, attrs, backend } = args;
    const { x, indices } = inputs;
    const axis = util.parseAxisParam(attrs.axis, x.shape)[0];
    if (axis !== 0 || attrs.batchDims || indices.dtype !== 'int32' || x.dtype === 'string') {
      return stock(args as never);
    }
    const rows = x.shape[0];
    const rowBytes = (util.sizeFromShape(x.shape) / rows) * util.bytesPerElement(x.dtype);
    const out = backend.makeOutput([...indices.shape, ...x.shape.slice(1)], x.dtype);
    const heap = bytesOf(backend);
    const from = backend.getMemoryOffset(x.dataId);
    const to = backend.getMemoryOffset(out.dataId);
    const wanted = backend.typedArrayFromHeap(indices);
    for (let i = 0; i < wanted.length; i++) {
      const row = wanted[i];
      if (row < 0 || row >= rows) throw new RangeError(`GatherV2: index ${row} is not in [0, ${rows - 1}].`);
      heap.copyWithin(to + i * rowBytes, from + row * rowBytes, from + (row + 1) * rowBytes);
    }
    return out;
  });
