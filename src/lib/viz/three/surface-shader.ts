/**
 * The painted sphere: one quad whose fragments are followed to the sphere and ask which region they hit. Lines are as
 * wide as the true screen gradient says, so that they neither smear at the outline nor crawl when the sphere turns.
 */
import { lensGlsl } from './lens-shader';
import { regionGlsl } from './region-shader';

/** Chosen angles at which circles may be drawn around every class weight. */
export const maxCaps = 4;

export const surfaceVertex = /* glsl */ `
in vec3 position;
void main() {
  gl_Position = vec4(position.xy, 0.999, 1.0);
}
`;

const sightGlsl = /* glsl */ `
precision highp float;
precision highp int;
${lensGlsl}
${regionGlsl}
/** Where the sight line meets the sphere, in the view; \`side\` −1 on the near wall, 1 on the far one. */
vec3 onSphere(vec2 s, float side) {
  float d = cameraDistance;
  float square = dot(s, s);
  float root = sqrt(max(0.0, d * d - square * (d * d - 1.0)));
  float t = (d * d + side * root) / (square + d * d);
  // Beside the sphere: the nearest direction, so that derivatives go on smoothly past the outline.
  return normalize(vec3(t * s, d - t * d));
}
const float outline = cameraDistance / sqrt(cameraDistance * cameraDistance - 1.0);
`;

/** Region ids and band flags in place of colours: winner + 1, band, rival + 1, and 255 where there is sphere. */
export const idFragment = /* glsl */ `
${sightGlsl}
out vec4 id;
void main() {
  vec2 s = (gl_FragCoord.xy - centre) / scalePx;
  if (length(s) > outline) {
    id = vec4(0.0);
    return;
  }
  Region r = regionAt(normalize(onSphere(s, -1.0) * rotation));
  id = vec4(float(r.winner + 1) / 255.0, r.over > 0.0 ? 1.0 : 0.0, float(r.rival + 1) / 255.0, 1.0);
}
`;

export const surfaceFragment = /* glsl */ `
${sightGlsl}
uniform vec3 palette[10];
uniform vec3 glyphs[10];
uniform vec3 paper;
uniform vec3 ink;
uniform vec3 margin;
uniform vec3 theta;
/** What the sphere darkens to away from the light, and how far. */
uniform vec3 dusk;
uniform float duskShare;
/** How much ink the hatching takes. */
uniform float hatchShare;
uniform float tint;
/** 1 the near wall is painted, 0 the far one, seen from within. */
uniform float flatness;
/** Strokes of the hatching on a whole great circle, and how far the strokes between them have come, 0 to 1. */
uniform float strokeCount;
uniform float strokeBlend;
uniform int marked;
uniform float pixel;
uniform int capCount;
uniform float capCos[${maxCaps}];
uniform bool hasSpread;
out vec4 colour;

/** Ink of a line whose middle is \`distance\` px away. */
float line(float distancePx, float widthPx) {
  return clamp(0.5 * widthPx + 0.5 - distancePx, 0.0, 1.0);
}

/** Ink of parallel strokes \`spacing\` apart at a place; where they are too close to be told apart, their average. */
float strokes(float at, float spacing, float perPx, float widthPx) {
  float off = abs(fract(at / spacing) - 0.5) * spacing / perPx;
  float spacingPx = spacing / perPx;
  float average = min(1.0, widthPx / spacingPx);
  return mix(average, line(off, widthPx), smoothstep(2.0, 4.0, spacingPx / pixel));
}

/** How the angle to a weight changes with the direction x. */
vec3 angleGradient(vec4 weight, float theta, vec3 x) {
  return -(weight.xyz / weight.w - cos(theta) * x) / max(sin(theta), 1e-4);
}

/** The colour of the wall in a direction; \`view\` is the same as seen, with the light. */
vec3 wall(vec3 view, float side) {
  vec3 x = normalize(view * rotation);
  vec3 perX = dFdx(x);
  vec3 perY = dFdy(x);
  Region r = regionAt(x);
  // Seen from within, the wall is the background of a cloud.
  float share = tint * (r.winner == marked ? 1.6 : 1.0) * (side > 0.0 ? 0.72 : 1.0);
  vec3 base = mix(paper, palette[r.winner % 10], min(1.0, share));

  // Light from the upper left; the far wall is a bowl, lit on the other side.
  float lit = max(0.0, dot(view * (side > 0.0 ? vec3(-1.0, -1.0, -1.0) : vec3(1.0)), normalize(vec3(-0.42, 0.56, 0.71))));
  vec3 ground = mix(base, dusk, duskShare * pow(1.0 - lit, 1.8) * (side > 0.0 ? 0.55 : 1.0));
  // Towards the outline strokes crowd and would close to a solid red: they grow paler as they do.
  float facing = abs(dot(view, normalize(vec3(0.0, 0.0, cameraDistance) - view)));
  float fade = mix(0.12, 1.0, smoothstep(0.0, 0.55, facing));

  if (r.rival >= 0) {
    vec3 across = r.own.xyz - r.other.xyz;
    float gapPerPx = length(vec2(dot(across, perX), dot(across, perY)));
    float gapPx = r.gap / max(gapPerPx, 1e-9);
    if (r.over > 0.0) {
      // Along the boundary: the angle about the pair's normal, leaning with the distance from it. The lower class
      // comes first on both sides, so that a stroke runs through the boundary.
      bool isFirst = r.winner < r.rival;
      vec3 first = isFirst ? r.own.xyz : r.other.xyz;
      vec3 second = isFirst ? r.other.xyz : r.own.xyz;
      vec3 normal = normalize(first - second);
      vec3 sum = first / length(first) + second / length(second);
      vec3 e1 = normalize(sum - normal * dot(sum, normal) + 1e-6 * normal.yzx);
      vec3 e2 = cross(normal, e1);
      float a = dot(x, e1);
      float b = dot(x, e2);
      float h = clamp(dot(x, normal), -0.9999, 0.9999);
      float at = atan(b, a) + 0.62 * asin(h);
      vec3 perDirection = (e2 * a - e1 * b) / max(a * a + b * b, 1e-6) + 0.62 * normal / sqrt(1.0 - h * h);
      float perPx = max(1e-9, length(vec2(dot(perDirection, perX), dot(perDirection, perY))));
      // Strokes swell towards the boundary, as a burin does.
      float depth = clamp(r.over / (r.over + r.gap), 0.0, 1.0);
      float widthPx = pixel * mix(0.5, 1.15, depth);
      float spacing = 2.0 * pi / strokeCount;
      float hatch = strokes(at, spacing, perPx, widthPx);
      hatch = max(hatch, strokeBlend * strokes(at + 0.5 * spacing, spacing, perPx, widthPx));
      vec3 ofOther = raisesOthers ? r.otherSlope * angleGradient(r.other, r.otherTheta, x) : r.other.xyz;
      vec3 ofOver = ofOther - r.own.w * r.slope * angleGradient(r.own, r.theta, x);
      float overPx = r.over / max(1e-9, length(vec2(dot(ofOver, perX), dot(ofOver, perY))));
      float edge = line(overPx, 1.1 * pixel) * 0.85;
      ground = mix(ground, margin, fade * hatchShare * (side > 0.0 ? 0.5 : 1.0) * max(hatch * mix(0.42, 0.9, depth), edge));
    }
    ground = mix(ground, ink, line(gapPx, 1.25 * pixel) * 0.62);
  }
  if (hasSpread || capCount > 0) {
    for (int j = 0; j < rows; j++) {
      vec4 weight = texelFetch(heads, ivec2(j, 0), 0);
      if (!(weight.w > 0.0)) continue;
      vec3 own = weight.xyz / weight.w;
      float cosine = dot(own, x);
      float perPx = max(1e-9, length(vec2(dot(own, perX), dot(own, perY))));
      if (hasSpread && j % perClass == 0) {
        vec4 circle = texelFetch(heads, ivec2(j / perClass, 1), 0);
        float toMiddle = dot(circle.xyz, x);
        float circlePx = max(1e-9, length(vec2(dot(circle.xyz, perX), dot(circle.xyz, perY))));
        ground = mix(ground, glyphs[(j / perClass) % 10], line(abs(toMiddle - circle.w) / circlePx, 1.4 * pixel));
      }
      for (int i = 0; i < capCount; i++) {
        ground = mix(ground, theta, line(abs(cosine - capCos[i]) / perPx, 1.2 * pixel) * 0.8);
      }
    }
  }
  return ground;
}

void main() {
  vec2 s = (gl_FragCoord.xy - centre) / scalePx;
  float reach = (outline - length(s)) * scalePx;
  if (reach < -1.0) discard;
  vec3 ground;
  if (flatness >= 1.0) ground = wall(onSphere(s, -1.0), -1.0);
  else if (flatness <= 0.0) ground = wall(onSphere(s, 1.0), 1.0);
  else ground = mix(wall(onSphere(s, 1.0), 1.0), wall(onSphere(s, -1.0), -1.0), flatness);
  // The outline itself, drawn over the last pixel.
  ground = mix(ground, ink, line(abs(reach - 0.6 * pixel), 1.15 * pixel) * 0.55);
  float cover = clamp(reach + 0.5, 0.0, 1.0);
  colour = vec4(ground * cover, cover);
}
`;
