/** The painted sphere of one view: its scenes, and what the shaders know of class weights and ψ. */
import {
  CustomBlending,
  DataTexture,
  FloatType,
  GLSL3,
  Mesh,
  NoBlending,
  OneFactor,
  OneMinusSrcAlphaFactor,
  PlaneGeometry,
  RawShaderMaterial,
  RGBAFormat,
  RGFormat,
  Vector3,
} from 'three';
import { raisesOthers } from '../../loss/other-logit';
import { targetOf, type LossSettings, type LossSpec } from '../../loss/spec';
import { logitTable, psiSamples } from '../psi-table';
import type { Theme } from '../theme';
import { isDark, paletteOf, rgbOf } from './colours';
import type { LensUniforms } from './lens-shader';
import { psiSide } from './region-shader';
import { idFragment, maxCaps, surfaceFragment, surfaceVertex } from './surface-shader';

export interface Surface {
  readonly painted: Mesh;
  /** Ids in place of colours. */
  readonly ids: Mesh;
  setTheme(theme: Theme): void;
  /** The margin of a loss under settings. */
  setMargin(spec: LossSpec, settings: LossSettings): void;
  /**
   * Class weights as the logits use them [C·K, 3], K of them a class, and a circle for each class [C, 4] (`spreadOf`),
   * or none at all.
   */
  setHeads(weights_cd: Float32Array, perClass: number, spread_c4: ArrayLike<number>): void;
  /** `strokesRad`: wished distance of the hatching's strokes. */
  set(state: {
    readonly flatness: number;
    readonly marked: number | null;
    readonly pixel: number;
    readonly strokesRad: number;
    readonly capsRad: readonly number[];
    readonly hasSpread: boolean;
  }): void;
  dispose(): void;
}

export function createSurface(lens: LensUniforms): Surface {
  const psi = new DataTexture(new Float32Array(2 * psiSamples), psiSide, psiSide, RGFormat, FloatType);
  let heads = headsTexture(1);
  const shared = {
    ...lens,
    heads: { value: heads },
    rows: { value: 0 },
    perClass: { value: 1 },
    psiTable: { value: psi },
    hasMargin: { value: false },
    raisesOthers: { value: false },
  };
  const look = {
    palette: { value: new Array<number>(30).fill(0) },
    glyphs: { value: new Array<number>(30).fill(0) },
    paper: { value: new Vector3() },
    ink: { value: new Vector3() },
    margin: { value: new Vector3() },
    theta: { value: new Vector3() },
    dusk: { value: new Vector3() },
    duskShare: { value: 0 },
    hatchShare: { value: 1 },
    tint: { value: 0.2 },
    flatness: { value: 1 },
    strokeCount: { value: 100 },
    strokeBlend: { value: 0 },
    marked: { value: -1 },
    pixel: { value: 1 },
    capCount: { value: 0 },
    capCos: { value: new Array<number>(maxCaps).fill(0) },
    hasSpread: { value: false },
  };
  const quad = new PlaneGeometry(2, 2);
  const painted = new Mesh(
    quad,
    new RawShaderMaterial({
      glslVersion: GLSL3,
      uniforms: { ...shared, ...look },
      vertexShader: surfaceVertex,
      fragmentShader: surfaceFragment,
      depthTest: false,
      depthWrite: false,
      blending: CustomBlending,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
      transparent: true,
    }),
  );
  const ids = new Mesh(
    quad,
    new RawShaderMaterial({
      glslVersion: GLSL3,
      uniforms: shared,
      vertexShader: surfaceVertex,
      fragmentShader: idFragment,
      depthTest: false,
      depthWrite: false,
      blending: NoBlending,
    }),
  );
  for (const mesh of [painted, ids]) mesh.frustumCulled = false;
  painted.renderOrder = 0;
  let marginKey = '';

  return {
    painted,
    ids,
    setTheme(theme) {
      const dark = isDark(theme);
      look.palette.value = paletteOf(theme.classMarks);
      look.glyphs.value = paletteOf(theme.classGlyphs);
      look.paper.value.set(...rgbOf(theme.paper));
      look.ink.value.set(...rgbOf(theme.ink));
      look.margin.value.set(...rgbOf(theme.margin));
      look.theta.value.set(...rgbOf(theme.theta));
      look.dusk.value.set(...rgbOf(dark ? '#07080b' : theme.ink));
      look.duskShare.value = dark ? 0.66 : 0.26;
      // Light strokes on a dark ground look wider than they are.
      look.hatchShare.value = dark ? 0.68 : 0.88;
      look.tint.value = theme.tint * (dark ? 1.55 : 1.35);
    },
    setMargin(spec, settings) {
      const key = JSON.stringify([spec.id, settings]);
      if (key === marginKey) return;
      marginKey = key;
      shared.hasMargin.value = targetOf(spec) !== undefined;
      if (!shared.hasMargin.value) return;
      shared.raisesOthers.value = raisesOthers(spec, settings);
      logitTable(spec, settings, psi.image.data as Float32Array);
      psi.needsUpdate = true;
    },
    setHeads(weights_cd, perClass, spread_c4) {
      const rows = weights_cd.length / 3;
      if (heads.image.width !== Math.max(1, rows)) {
        heads.dispose();
        heads = headsTexture(Math.max(1, rows));
        shared.heads.value = heads;
      }
      shared.rows.value = rows;
      shared.perClass.value = perClass;
      const data = heads.image.data as Float32Array;
      for (let r = 0; r < rows; r++) {
        const [x, y, z] = weights_cd.subarray(3 * r, 3 * r + 3);
        data.set([x, y, z, Math.hypot(x, y, z)], 4 * r);
      }
      for (let c = 0; c * perClass < rows; c++) {
        const [a, b, d, rad] = [0, 1, 2, 3].map((k) => spread_c4[4 * c + k]);
        data.set(Number.isFinite(a + rad) ? [a, b, d, Math.cos(rad)] : [0, 0, 0, 2], 4 * (rows + c));
      }
      heads.needsUpdate = true;
    },
    set({ flatness, marked, pixel, strokesRad, capsRad, hasSpread }) {
      look.flatness.value = flatness;
      look.marked.value = marked ?? -1;
      look.pixel.value = pixel;
      // Strokes stand still while one zooms: only twice as many come between them, gradually.
      const wished = (2 * Math.PI) / strokesRad;
      const octave = Math.floor(Math.log2(wished / coarsest));
      look.strokeCount.value = coarsest * 2 ** octave;
      const beyond = wished / look.strokeCount.value - 1;
      look.strokeBlend.value = Math.min(1, Math.max(0, (beyond - 0.45) / 0.5));
      look.capCount.value = Math.min(maxCaps, capsRad.length);
      capsRad.slice(0, maxCaps).forEach((rad, i) => (look.capCos.value[i] = Math.cos(rad)));
      look.hasSpread.value = hasSpread;
    },
    dispose() {
      quad.dispose();
      psi.dispose();
      heads.dispose();
      for (const mesh of [painted, ids]) (mesh.material as RawShaderMaterial).dispose();
    },
  };
}

/** Strokes on a great circle are this times a power of two: a whole number, so that they meet where it closes. */
const coarsest = 60;

const headsTexture = (rows: number): DataTexture =>
  new DataTexture(new Float32Array(8 * rows), rows, 2, RGBAFormat, FloatType);
