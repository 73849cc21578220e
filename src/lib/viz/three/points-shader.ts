/** The samples: dots that glide between two places, in the shaders' language. The same as `sphere-points.ts` computes. */
import { voices } from '../sphere-points';
import { lensGlsl } from './lens-shader';

export const pointsVertex = /* glsl */ `
precision highp float;
precision highp int;
in vec4 whence;
in vec4 whither;
in float label;
${lensGlsl}
uniform float share;
uniform float flatness;
/** Diameter of a dot in the middle of the sphere, device pixels. */
uniform float dotPx;
uniform int marked;
uniform vec3 palette[10];
uniform vec3 glyphs[10];
flat out vec3 ink;
flat out float alpha;
flat out float hollow;
out float diameter;

void main() {
  float lengthA = length(whence.xyz);
  float lengthB = length(whither.xyz);
  vec3 mixed = (lengthA > 0.0 ? (1.0 - share) * whence.xyz / lengthA : vec3(0.0))
    + (lengthB > 0.0 ? share * whither.xyz / lengthB : vec3(0.0));
  float size = length(mixed);
  float reach = mix(mix(lengthA, lengthB, share), 1.0, flatness);
  float voice = mix(whence.w, whither.w, share);
  vec3 view = size > 1e-9 ? rotation * (mixed * (reach / size)) : vec3(0.0);
  float perspective = cameraDistance / (cameraDistance - view.z);
  vec2 at = centre + scalePx * view.xy * perspective;
  gl_Position = vec4(2.0 * at / viewport - 1.0, -0.5 * view.z / (1.0 + abs(view.z)), 1.0);
  int c = int(label + 0.5) % 10;
  // A hollow dot is the glyph's colour, a full one the mark's.
  hollow = clamp(min(voice, 2.0 - voice), 0.0, 1.0);
  ink = mix(palette[c], glyphs[c], hollow);
  // On the sphere what is behind it is a trace; in space what is further off is smaller and paler.
  float front = smoothstep(-0.02, 0.1, view.z - 1.0 / cameraDistance);
  float onSphere = mix(0.1, 1.0, front);
  float inSpace = mix(0.62, 1.0, smoothstep(-0.9, 0.4, view.z));
  alpha = mix(inSpace, onSphere, flatness) * clamp(${voices.silent.toFixed(1)} - voice, 0.0, 1.0);
  if (marked >= 0 && int(label + 0.5) != marked) alpha *= 0.2;
  float dot_ = dotPx * perspective * mix(1.22, mix(0.72, 1.0, front), flatness);
  diameter = dot_;
  gl_PointSize = dot_ + 3.0;
  if (size <= 1e-9 || alpha < 0.004) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

export const pointsFragment = /* glsl */ `
precision highp float;
flat in vec3 ink;
flat in float alpha;
flat in float hollow;
in float diameter;
uniform vec3 paper;
uniform float pixel;
out vec4 colour;

void main() {
  float distancePx = length(gl_PointCoord - 0.5) * (diameter + 3.0);
  float radius = 0.5 * diameter;
  float disc = clamp(radius + 0.5 - distancePx, 0.0, 1.0);
  float halo = clamp(radius + 0.6 * pixel + 0.5 - distancePx, 0.0, 1.0) * 0.55;
  float hole = clamp(radius - 0.9 * pixel + 0.5 - distancePx, 0.0, 1.0);
  // A thin rim of paper keeps dots apart that lie on each other.
  vec3 filled = mix(paper, ink, disc);
  filled = mix(filled, paper, hole * hollow);
  float cover = max(disc, halo) * alpha;
  if (cover < 0.01) discard;
  colour = vec4(filled * cover, cover);
}
`;
