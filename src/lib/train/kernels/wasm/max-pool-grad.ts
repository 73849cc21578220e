import { backend_util } from '@tensorflow/tfjs-core';
import { floatsOf, wasmKernel } from './heap';

/**
 * Gradient of max-pooling. tfjs 4.22's own loses or misplaces it where a window's maximum is at most 0.
 * Each window sends its gradient to its first maximum in row order.
 */
export const maxPoolGrad = wasmKernel(({ inputs: { dy, input }, attrs, backend }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const info = backend_util.computePool2DInfo(
    input.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const dx = backend.makeOutput(input.shape, 'float32');
  const x = floatsOf(backend, input);
  const upstream = floatsOf(backend, dy);
  const out = floatsOf(backend, dx).fill(0);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth } = info;
  const { effectiveFilterHeight: height, effectiveFilterWidth: width } = info;
  const { top, left } = info.padInfo;
  let cursor = 0;
  for (let n = 0; n < batchSize; n++) {
    const image = n * inHeight * inWidth * inChannels;
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * strideHeight - top;
      const yFrom = y0 < 0 ? 0 : y0;
      const yTo = y0 + height < inHeight ? y0 + height : inHeight;
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * strideWidth - left;
        const xFrom = x0 < 0 ? 0 : x0;
        const xTo = x0 + width < inWidth ? x0 + width : inWidth;
        for (let c = 0; c < inChannels; c++) {
          let best = image + (yFrom * inWidth + xFrom) * inChannels + c;
          for (let yy = yFrom; yy < yTo; yy++) {
            for (let xx = xFrom; xx < xTo; xx++) {
              const place = image + (yy * inWidth + xx) * inChannels + c;
              if (x[place] > x[best]) best = place;
            }
          }
          out[best] += upstream[cursor++];
        }
      }
    }
  }
  return dx;
});
