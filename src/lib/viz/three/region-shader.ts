/**
 * Which class wins in a direction, and whether a training sample of it would be refused there, in the shaders'
 * language: the rule of `loss/regions.ts` on the sphere. Weights come in a texture, and ψ as the table of
 * `psi-table.ts`, so that a loss needs no shader of its own.
 */
import { psiSamples } from '../psi-table';

/** Side of the square in which the table of ψ lies. */
export const psiSide = Math.sqrt(psiSamples);

export const regionGlsl = /* glsl */ `
/** Row 0: a weight as the logits use it, and its norm. Row 1: the middle of a class's circle, and the cosine of its angle. */
uniform highp sampler2D heads;
/** All weights, and how many of them one class has. */
uniform int rows;
uniform int perClass;
/** ψ of the target column, and χ of every other. */
uniform highp sampler2D psiTable;
uniform bool hasMargin;
/** Whether χ is more than the cosine. */
uniform bool raisesOthers;
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
  /** The same of the rival's weight, for χ; only where others are raised. */
  float otherTheta;
  float otherSlope;
};

vec2 psiEntry(int i) {
  return texelFetch(psiTable, ivec2(i % ${psiSide}, i / ${psiSide}), 0).rg;
}

/** ψ, χ and their slopes between two entries. */
vec4 logitsAt(float theta) {
  float at = clamp(theta / pi, 0.0, 1.0) * ${(psiSamples - 1).toFixed(1)};
  int low = min(int(at), ${psiSamples - 2});
  vec2 a = psiEntry(low);
  vec2 b = psiEntry(low + 1);
  return vec4(mix(a, b, at - float(low)), (b - a) * ${((psiSamples - 1) / Math.PI).toFixed(6)});
}

/** Kahan's angle: acos loses half the digits near 0 and π. */
float angleBetween(vec3 a, vec3 b) {
  return atan(length(cross(a, b)), dot(a, b));
}

Region regionAt(vec3 x) {
  Region r;
  r.winner = 0;
  r.rival = -1;
  float best = -1e30;
  float second = -1e30;
  for (int c = 0; c * perClass < rows; c++) {
    // A class's logit is that of its nearest weight.
    vec4 weight;
    float logit = -1e30;
    for (int k = 0; k < perClass; k++) {
      vec4 one = texelFetch(heads, ivec2(c * perClass + k, 0), 0);
      float value = dot(one.xyz, x);
      if (value > logit) {
        logit = value;
        weight = one;
      }
    }
    if (logit > best) {
      second = best;
      r.other = r.own;
      r.rival = c == 0 ? -1 : r.winner;
      best = logit;
      r.own = weight;
      r.winner = c;
    } else if (logit > second) {
      second = logit;
      r.other = weight;
      r.rival = c;
    }
  }
  r.gap = r.rival < 0 ? 1e30 : best - second;
  r.over = -1.0;
  r.slope = 0.0;
  r.otherTheta = 0.0;
  r.otherSlope = 0.0;
  r.theta = angleBetween(r.own.xyz, x);
  if (hasMargin && r.rival >= 0) {
    vec4 charged = logitsAt(r.theta);
    r.slope = charged.z;
    float against = second;
    if (raisesOthers) {
      r.otherTheta = angleBetween(r.other.xyz, x);
      vec4 raised = logitsAt(r.otherTheta);
      against = raised.y;
      r.otherSlope = raised.w;
    }
    r.over = against - r.own.w * charged.x;
  }
  return r;
}
`;
