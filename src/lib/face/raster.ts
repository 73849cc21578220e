/** Which triangle each pixel sees, by a depth buffer. Shading comes afterwards, once a pixel. */
import { eachTriangle, type Mesh } from './mesh';

/** For each pixel the nearest triangle's vertices and the weights of the second and the third. */
export interface Visible {
  readonly sizePixels: number;
  readonly depth_hw: Float32Array;
  /** Index of the mesh, or −1 where the background shows. */
  readonly mesh_hw: Int8Array;
  readonly a_hw: Int32Array;
  readonly b_hw: Int32Array;
  readonly c_hw: Int32Array;
  readonly weightB_hw: Float32Array;
  readonly weightC_hw: Float32Array;
}

export function emptyVisible(sizePixels: number): Visible {
  const pixels = sizePixels * sizePixels;
  return {
    sizePixels,
    depth_hw: new Float32Array(pixels).fill(-1e9),
    mesh_hw: new Int8Array(pixels).fill(-1),
    a_hw: new Int32Array(pixels),
    b_hw: new Int32Array(pixels),
    c_hw: new Int32Array(pixels),
    weightB_hw: new Float32Array(pixels),
    weightC_hw: new Float32Array(pixels),
  };
}

/** Says whether a point of a triangle is there at all; for hair, whose edge is finer than its mesh. */
export type IsThere = (a: number, b: number, c: number, weightB: number, weightC: number) => boolean;

/** Draws one mesh, `screen_v3` in pixels and depth (larger is nearer), over what is there. */
export function rasterize(
  mesh: Mesh,
  screen_v3: Float32Array,
  meshIndex: number,
  into: Visible,
  isThere?: IsThere,
): void {
  const { sizePixels, depth_hw } = into;
  eachTriangle(mesh, (a, b, c) => {
    const x0 = screen_v3[3 * a];
    const y0 = screen_v3[3 * a + 1];
    const x1 = screen_v3[3 * b];
    const y1 = screen_v3[3 * b + 1];
    const x2 = screen_v3[3 * c];
    const y2 = screen_v3[3 * c + 1];
    const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (mesh.twoSided ? area > -1e-9 && area < 1e-9 : area < 1e-9) return;
    // Pixels are looked at in their centres, at halves.
    const left = Math.max(0, Math.ceil(Math.min(x0, x1, x2) - 0.5));
    const right = Math.min(sizePixels - 1, Math.floor(Math.max(x0, x1, x2) - 0.5));
    const top = Math.max(0, Math.ceil(Math.min(y0, y1, y2) - 0.5));
    const bottom = Math.min(sizePixels - 1, Math.floor(Math.max(y0, y1, y2) - 0.5));
    for (let y = top; y <= bottom; y++) {
      const dy = y + 0.5 - y0;
      for (let x = left; x <= right; x++) {
        const dx = x + 0.5 - x0;
        const weightB = (dx * (y2 - y0) - (x2 - x0) * dy) / area;
        const weightC = ((x1 - x0) * dy - dx * (y1 - y0)) / area;
        // A hair's breadth over the edge, so that rounding leaves no gap between neighbours.
        if (weightB < -1e-4 || weightC < -1e-4 || weightB + weightC > 1.0001) continue;
        const depth =
          (1 - weightB - weightC) * screen_v3[3 * a + 2] +
          weightB * screen_v3[3 * b + 2] +
          weightC * screen_v3[3 * c + 2];
        const pixel = y * sizePixels + x;
        if (depth <= depth_hw[pixel]) continue;
        if (isThere && !isThere(a, b, c, weightB, weightC)) continue;
        depth_hw[pixel] = depth;
        into.mesh_hw[pixel] = meshIndex;
        into.a_hw[pixel] = a;
        into.b_hw[pixel] = b;
        into.c_hw[pixel] = c;
        into.weightB_hw[pixel] = weightB;
        into.weightC_hw[pixel] = weightC;
      }
    }
  });
}
