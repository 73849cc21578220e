/** Still pictures: every sample is in them, at the angle that its embedding has. */
import { describe, expect, it } from 'vitest';
import { openFrame, type Frame } from '../../../../src/lib/frame/layout';
import { arcface } from '../../../../src/lib/loss/arcface';
import { softmax } from '../../../../src/lib/loss/softmax';
import { settingsOf, type MarginLossSpec } from '../../../../src/lib/loss/spec';
import { createRng } from '../../../../src/lib/math/rng';
import { chartPoster } from '../../../../src/lib/viz/poster/chart-poster';
import { circlePoster } from '../../../../src/lib/viz/poster/circle-poster';
import { mapPoster } from '../../../../src/lib/viz/poster/map-poster';
import { rocPoster } from '../../../../src/lib/viz/poster/roc-poster';
import { pairsPoster } from '../../../../src/lib/viz/poster/pairs-poster';
import { planePoster } from '../../../../src/lib/viz/poster/plane-poster';
import { spherePoster } from '../../../../src/lib/viz/poster/sphere-poster';
import { rotationOf, SharedCamera } from '../../../../src/lib/viz/shared-camera';
import { lensOf, outlineDepth, project } from '../../../../src/lib/viz/sphere-lens';
import { directionOnMap, mapLayout } from '../../../../src/lib/viz/sphere-map';

const classes = 4;
const probes = 80;
const labels_n = Uint8Array.from({ length: probes }, (_, n) => n % classes);
const classNames = ['0', '1', '<', '3'];

/** Weights on the axes; sample n of class c at c·90° + offset(n). */
function frameOf(offsetRad: (n: number) => number, norm = 1): Frame {
  const frame = openFrame({ probes, dim: 2, classes });
  for (let c = 0; c < classes; c++) {
    frame.weights_cd[2 * c] = Math.cos((c * Math.PI) / 2);
    frame.weights_cd[2 * c + 1] = Math.sin((c * Math.PI) / 2);
  }
  for (let n = 0; n < probes; n++) {
    const rad = (labels_n[n] * Math.PI) / 2 + offsetRad(n);
    frame.embeddings_nd[2 * n] = norm * Math.cos(rad);
    frame.embeddings_nd[2 * n + 1] = norm * Math.sin(rad);
  }
  return frame;
}

const input = (spec: MarginLossSpec, frame: Frame) => ({
  frame,
  spec,
  settings: settingsOf(spec),
  labels_n,
  classNames,
  ariaLabel: 'a "picture"',
});

/** Where the dots are, class by class: the paths of the only group with round ends. */
function dotsOf(svg: string): [number, number][][] {
  const group = /<g fill="none" stroke-linecap="round"[^>]*>(.*?)<\/g>/.exec(svg)![1];
  return [...group.matchAll(/d="([^"]*)"/g)].map(([, d]) =>
    [...d.matchAll(/M(-?[\d.]+),(-?[\d.]+)h0/g)].map(([, x, y]): [number, number] => [Number(x), Number(y)]),
  );
}

describe('circle poster', () => {
  const rng = createRng(3);
  const offsets = Array.from({ length: probes }, () => 0.3 * (rng.next() - 0.5));
  const svg = circlePoster(
    input(
      arcface,
      frameOf((n) => offsets[n]),
    ),
  );

  it('holds every sample, each outside the ring at its own angle', () => {
    const dots = dotsOf(svg);
    expect(dots.map((list) => list.length)).toEqual([20, 20, 20, 20]);
    const ring = 600 * 0.35;
    dots.forEach((list, c) =>
      list.forEach(([x, y], k) => {
        expect(Math.hypot(x, y)).toBeGreaterThan(ring);
        const rad = (c * Math.PI) / 2 + offsets[c + classes * k];
        // Whole units at a radius of 210 and more: a quarter of a degree.
        expect(Math.cos(Math.atan2(-y, x) - rad)).toBeGreaterThan(Math.cos(0.005));
      }),
    );
  });

  it('spells out what strayed, in the place of its dot', () => {
    const strayed = circlePoster(
      input(
        arcface,
        frameOf((n) => (n === 5 ? Math.PI : offsets[n])),
      ),
    );
    expect(dotsOf(strayed).map((list) => list.length)).toEqual([20, 19, 20, 20]);
    expect(strayed.match(/>1<\/text>/g)).toHaveLength(2);
  });

  it('escapes names', () => {
    expect(svg).toContain('&#60;</text>');
    expect(svg).toContain('aria-label="a &#34;picture&#34;"');
  });
});

describe('plane poster', () => {
  it('holds every sample at its angle, and inside the disc', () => {
    const svg = planePoster(
      input(
        softmax,
        frameOf(() => 0.1, 7),
      ),
    );
    const dots = dotsOf(svg);
    expect(dots.map((list) => list.length)).toEqual([20, 20, 20, 20]);
    dots.forEach((list, c) =>
      list.forEach(([x, y]) => {
        expect(Math.hypot(x, y)).toBeLessThan(600 * 0.44);
        expect(Math.cos(Math.atan2(-y, x) - (c * Math.PI) / 2 - 0.1)).toBeGreaterThan(Math.cos(0.01));
      }),
    );
  });
});

describe('chart poster', () => {
  it('ends each line at its last value, and says it', () => {
    const svg = chartPoster(
      [
        { label: 'A', loss: series([4, 2, 1.25]), accuracy: series([0.1, 0.5, 0.955]) },
        { label: 'B', loss: series([4, 3, 2]), accuracy: series([0.1, 0.2, 0.3]) },
      ],
      { accuracy: 'accuracy', loss: 'loss' },
      'a chart',
    );
    for (const text of ['A 95.5 %', 'B 30.0 %', 'A 1.25', 'B 2.00']) expect(svg).toContain(`>${text}</text>`);
    expect(svg.match(/<path d="M[^"]*L[^"]*"/g)).toHaveLength(4);
  });

  const series = (values: number[]) => ({ steps: values.map((_, i) => 100 * i), values });
});

/** Four weights at the corners of a tetrahedron, samples around them. */
function spatialFrame(): Frame {
  const rng = createRng(8);
  const frame = openFrame({ probes, dim: 3, classes });
  const corners = [
    [1, 1, 1],
    [1, -1, -1],
    [-1, 1, -1],
    [-1, -1, 1],
  ];
  corners.forEach((corner, c) => corner.forEach((value, k) => (frame.weights_cd[3 * c + k] = value)));
  for (let n = 0; n < probes; n++) {
    for (let k = 0; k < 3; k++)
      frame.embeddings_nd[3 * n + k] = 4 * (corners[labels_n[n]][k] + 0.2 * rng.gaussian());
  }
  return frame;
}

describe('map poster', () => {
  const rotation = rotationOf(new SharedCamera().pose.orientation);

  it('holds every sample on the paper of its direction, and hatches the margin', () => {
    const frame = spatialFrame();
    const svg = mapPoster(input(arcface, frame));
    const dots = dotsOf(svg);
    expect(dots.map((list) => list.length)).toEqual([20, 20, 20, 20]);
    dots.forEach((list, c) =>
      list.forEach(([x, y], k) => {
        const n = c + classes * k;
        const seen = directionOnMap(mapLayout(600, 300), x + 300, y + 150)!;
        const world = [0, 1, 2].map((i) =>
          seen.reduce((sum, value, j) => sum + rotation[3 * j + i] * value, 0),
        );
        const embedding = [...frame.embeddings_nd.subarray(3 * n, 3 * n + 3)];
        const cosine =
          world.reduce((sum, value, i) => sum + value * embedding[i], 0) / Math.hypot(...embedding);
        expect(cosine).toBeGreaterThan(Math.cos(0.02));
      }),
    );
    expect(svg).toContain('stroke:var(--margin)');
    expect(
      /d="(M[^"]*)" style="fill:none;stroke:var\(--margin\)/.exec(svg)![1].split('M').length,
    ).toBeGreaterThan(100);
    expect(svg.length).toBeLessThan(30_000);
  });
});

describe('sphere poster', () => {
  it('holds every sample that faces the reader, inside the outline, and no other', () => {
    const frame = spatialFrame();
    const svg = spherePoster(input(arcface, frame));
    const lens = lensOf(new SharedCamera().pose, 600, 600);
    const seen = { x: 0, y: 0, depth: 0 };
    const wanted = labels_n.reduce((sum, _, n) => {
      const at = [...frame.embeddings_nd.subarray(3 * n, 3 * n + 3)];
      const norm = Math.hypot(...at);
      project(lens, at[0] / norm, at[1] / norm, at[2] / norm, seen);
      return sum + (seen.depth >= outlineDepth ? 1 : 0);
    }, 0);
    const drawn = dotsOf(svg).flat();
    expect(drawn).toHaveLength(wanted);
    expect(wanted).toBeLessThan(probes);
    for (const [x, y] of drawn) expect(Math.hypot(x, y)).toBeLessThanOrEqual(lens.radiusPx + 1);
    expect(svg).toContain('stroke:var(--margin)');
    expect(spherePoster(input(softmax, frame))).not.toMatch(
      /d="M[^"]*" style="fill:none;stroke:var\(--margin\)/,
    );
  });

  it('takes few bytes, least of all where it stands small beside others', () => {
    const frame = spatialFrame();
    expect(spherePoster(input(arcface, frame)).length).toBeLessThan(30_000);
    expect(spherePoster(input(arcface, frame), 240).length).toBeLessThan(12_000);
  });
});

describe('pairs poster', () => {
  it('says the means and what one threshold gets wrong, in the words that it is given', () => {
    const svg = pairsPoster(input(arcface, spatialFrame()), {
      positiveShort: (rad) => `one ${(rad / Math.PI).toFixed(2)}`,
      negativeShort: (rad) => `two ${(rad / Math.PI).toFixed(2)}`,
      wrong: (share) => `wrong ${share.toFixed(2)}`,
    });
    // Tetrahedral weights are acos(−1/3) apart, which is 0.61 π.
    expect(svg).toMatch(/two 0\.6\d</);
    expect(svg).toMatch(/one 0\.[01]\d</);
    expect(svg).toContain('wrong 0.00');
    expect(svg).toContain('a &#34;picture&#34;');
  });
});

describe('ROC poster', () => {
  it('says what is let in at one per cent and the equal error, in the words that it is given', () => {
    const svg = rocPoster(input(arcface, spatialFrame()), {
      far: 'far',
      tar: 'tar',
      chance: 'by lot',
      tarAt: (tar) => `told ${tar.toFixed(2)}`,
      equal: (share) => `equal ${share.toFixed(2)}`,
    });
    // Samples near tetrahedral weights: every pair of one class is nearer than any of two.
    expect(svg).toContain('told 1.00');
    expect(svg).toContain('equal 0.00');
    expect(svg).toContain('a &#34;picture&#34;');
    expect(svg.length).toBeLessThan(6000);
  });
});
