/** The samples of one view on the graphics card; its buffers are those of `SpherePoints`, never copied. */
import {
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DynamicDrawUsage,
  GLSL3,
  OneFactor,
  OneMinusSrcAlphaFactor,
  Points,
  RawShaderMaterial,
  Vector3,
} from 'three';
import type { SpherePoints } from '../sphere-points';
import type { Theme } from '../theme';
import { paletteOf, rgbOf } from './colours';
import type { LensUniforms } from './lens-shader';
import { pointsFragment, pointsVertex } from './points-shader';

export interface Dots {
  readonly mesh: Points;
  setTheme(theme: Theme): void;
  /** Takes over other samples, or the same ones with other places. */
  take(points: SpherePoints): void;
  set(state: {
    readonly share: number;
    readonly flatness: number;
    readonly dotPx: number;
    readonly marked: number | null;
    readonly pixel: number;
  }): void;
  dispose(): void;
}

export function createDots(lens: LensUniforms): Dots {
  const uniforms = {
    ...lens,
    share: { value: 1 },
    flatness: { value: 1 },
    dotPx: { value: 3 },
    marked: { value: -1 },
    pixel: { value: 1 },
    palette: { value: new Array<number>(30).fill(0) },
    glyphs: { value: new Array<number>(30).fill(0) },
    paper: { value: new Vector3() },
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader: pointsVertex,
    fragmentShader: pointsFragment,
    depthTest: true,
    depthWrite: true,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    transparent: true,
  });
  const mesh = new Points(new BufferGeometry(), material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 1;
  let held: SpherePoints | null = null;
  let version = -1;

  return {
    mesh,
    setTheme(theme) {
      uniforms.palette.value = paletteOf(theme.classMarks);
      uniforms.glyphs.value = paletteOf(theme.classGlyphs);
      uniforms.paper.value.set(...rgbOf(theme.paper));
    },
    take(points) {
      if (points !== held) {
        held = points;
        version = points.version;
        mesh.geometry.dispose();
        mesh.geometry = geometryOf(points);
        return;
      }
      if (points.version === version) return;
      version = points.version;
      const { whence, whither, label } = mesh.geometry.attributes;
      (label.array as Float32Array).set(points.labels_n);
      for (const attribute of [whence, whither, label]) attribute.needsUpdate = true;
    },
    set({ share, flatness, dotPx, marked, pixel }) {
      uniforms.share.value = share;
      uniforms.flatness.value = flatness;
      uniforms.dotPx.value = dotPx;
      uniforms.marked.value = marked ?? -1;
      uniforms.pixel.value = pixel;
    },
    dispose() {
      mesh.geometry.dispose();
      material.dispose();
    },
  };
}

function geometryOf({ count, from_n4, to_n4, labels_n }: SpherePoints): BufferGeometry {
  const geometry = new BufferGeometry();
  const inPlace = (array: Float32Array, size: number): BufferAttribute =>
    new BufferAttribute(array, size).setUsage(DynamicDrawUsage);
  geometry.setAttribute('whence', inPlace(from_n4, 4));
  geometry.setAttribute('whither', inPlace(to_n4, 4));
  geometry.setAttribute('label', inPlace(Float32Array.from(labels_n), 1));
  geometry.setDrawRange(0, count);
  return geometry;
}
