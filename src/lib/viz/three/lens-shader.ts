/** The lens of `sphere-lens.ts` in the shaders' language. Places on the screen are in device pixels from the bottom left. */
import { Matrix3, Vector2 } from 'three';
import { cameraDistance, type Lens } from '../sphere-lens';

/** What every shader of a sphere view knows of where things are seen. */
export function createLensUniforms() {
  return {
    rotation: { value: new Matrix3() },
    centre: { value: new Vector2() },
    scalePx: { value: 1 },
    viewport: { value: new Vector2(1, 1) },
  };
}
export type LensUniforms = ReturnType<typeof createLensUniforms>;

/** `ratio`: device pixels per CSS pixel. */
export function setLens(
  uniforms: LensUniforms,
  { rotation: r, centreX, centreY, scalePx }: Lens,
  widthPx: number,
  heightPx: number,
  ratio: number,
): void {
  uniforms.rotation.value.set(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]);
  uniforms.viewport.value.set(Math.round(widthPx * ratio), Math.round(heightPx * ratio));
  uniforms.centre.value.set(centreX * ratio, uniforms.viewport.value.y - centreY * ratio);
  uniforms.scalePx.value = scalePx * ratio;
}

export const lensGlsl = /* glsl */ `
uniform mat3 rotation;
uniform vec2 centre;
uniform float scalePx;
uniform vec2 viewport;
const float cameraDistance = ${cameraDistance.toFixed(4)};
`;
