/**
 * Which class wins in a direction, and whether a training sample of it would be refused there, in the shaders'
 * language: the rule of `loss/regions.ts` on the sphere. Weights come in a texture, and ψ as the table of
 * `psi-table.ts`, so that a loss needs no shader of its own.
 */
import { psiSamples } from '../psi-table';

/** Side of the square in which the table of ψ lies. */
export const psiSide = Math.sqrt(psiSamples);

export const regionGlsl = /* glsl */ `
/** Row 0: a weight as the logits use it, and its norm. Row 1: the middle of the class's circle, and the cosine of its angle. */
uniform highp sampler2D heads;
uniform int classes;
uniform highp sampler2D psiTable;
uniform bool hasMargin;
const float pi = 3.14159265358979;

struct Region {
  int winner;
  /** The class with the next largest logit; −1 where there is but one. */
  int rival;
  /** The winner's logit minus the rival's, for a unit feature. */
  float gap;
  /** By how much the rival's logit exceeds the winner's with the margin: refused where it is above 0. */
  float over;
  vec4 own;
  vec4 other;
  /** θ to the winner's weight, and dψ/dθ there. */
  float theta;
  float slope;
};

float psiEntry(int i) {
  return texelFetch(psiTable, ivec2(i % ${psiSide}, i / ${psiSide}), 0).r;
}

/** ψ and its slope between two entries. */
vec2 psiAt(float theta) {
  float at = clamp(theta / pi, 0.0, 1.0) * ${(psiSamples - 1).toFixed(1)};
  int low = min(int(at), ${psiSamples - 2});
  float a = psiEntry(low);
  float b = psiEntry(low + 1);
  return vec2(mix(a, b, at - float(low)), (b - a) * ${((psiSamples - 1) / Math.PI).toFixed(6)});
}

Region regionAt(vec3 x) {
  Region r;
  r.winner = 0;
  r.rival = -1;
  float best = -1e30;
  float second = -1e30;
  for (int j = 0; j < classes; j++) {
    vec4 weight = texelFetch(heads, ivec2(j, 0), 0);
    float logit = dot(weight.xyz, x);
    if (logit > best) {
      second = best;
      r.other = r.own;
      r.rival = j == 0 ? -1 : r.winner;
      best = logit;
      r.own = weight;
      r.winner = j;
    } else if (logit > second) {
      second = logit;
      r.other = weight;
      r.rival = j;
    }
  }
  r.gap = r.rival < 0 ? 1e30 : best - second;
  r.over = -1.0;
  r.slope = 0.0;
  // Kahan's angle: acos loses half the digits near 0 and π.
  r.theta = atan(length(cross(r.own.xyz, x)), dot(r.own.xyz, x));
  if (hasMargin && r.rival >= 0) {
    vec2 charged = psiAt(r.theta);
    r.over = second - r.own.w * charged.x;
    r.slope = charged.y;
  }
  return r;
}
`;
