import { describe, expect, it } from 'vitest';
import { describeChart, describeEmbedding } from '../../../src/lib/demo/describe';
import { describeSphere } from '../../../src/lib/demo/describe-views';
import { RunHistory } from '../../../src/lib/demo/history';
import { initialWeights } from '../../../src/lib/demo/initial-weights';
import type { Moment } from '../../../src/lib/demo/session';
import { openFrame } from '../../../src/lib/frame/layout';
import { measureFrame } from '../../../src/lib/frame/measure';
import { viewWords } from '../../../src/lib/i18n/figures/views';
import { languages, loadMessages } from '../../../src/lib/i18n/languages';
import { arcface } from '../../../src/lib/loss/arcface';
import { settingsOf } from '../../../src/lib/loss/spec';
import { loadInNode } from '../../../tools/node-training';
import { tinyTrainer } from '../../support/tiny-training';

const labels_n = Uint8Array.of(0, 0, 1, 1);
const classNames = ['three', 'eight'];

/** Two of class 0 at 0° and 10°; of class 1, whose weight is at 90°, one at 90° and one astray at 20°. */
function frame() {
  const frame = openFrame({ probes: 4, dim: 2, classes: 2 });
  const at = (deg: number) => [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  frame.embeddings_nd.set([0, 10, 90, 20].flatMap(at));
  frame.weights_cd.set([1, 0, 0, 1]);
  measureFrame(frame, arcface, labels_n);
  return frame;
}

const input = {
  spec: arcface,
  settings: settingsOf(arcface),
  weights: initialWeights(2, 2, 1),
  labels_n,
  classNames,
};

describe.each(languages)('in %s', (language) => {
  it('an embedding is told by how many stray, how wide it is and what is confused', async () => {
    const sentence = describeEmbedding({ ...input, frame: frame() }, 120, await loadMessages(language));
    // Angles 0, 0, 10 and 70: their median is 5.
    for (const part of ['ArcFace', '120', '4', '1', '5.0°', 'eight', 'three'])
      expect(sentence).toContain(part);
    expect(sentence.indexOf('eight')).toBeLessThan(sentence.indexOf('three'));
  });

  it('a sphere is told with the share of it that the margin bars', async () => {
    const sphere = openFrame({ probes: 4, dim: 3, classes: 2 });
    sphere.embeddings_nd.set([0, 0, 1, 0, 0, 1, 0, 0, -1, 0, 0, -1]);
    sphere.weights_cd.set([0, 0, 1, 0, 0, -1]);
    measureFrame(sphere, arcface, labels_n);
    const messages = await loadMessages(language);
    const tell = (m: number): string =>
      describeSphere(
        { ...input, settings: settingsOf(arcface, { m }), frame: sphere },
        1,
        messages,
        viewWords[language],
      );
    // Between opposite weights the band reaches m/2 to either side of the equator: a zone of sin(m/2) of the sphere.
    const share = Number(/([\d.]+)\u00a0%/.exec(tell(0.5))?.[1]);
    expect(Math.abs(share - 100 * Math.sin(0.25))).toBeLessThan(0.3);
    expect(tell(0)).not.toContain('%');
  });

  it('an embedding before the first frame is told by its classes', async () => {
    const sentence = describeEmbedding({ ...input, frame: undefined }, 0, await loadMessages(language));
    expect(sentence).toContain('ArcFace');
    expect(sentence).toContain('2');
  });

  it('a chart is told by the runs that have numbers', async () => {
    const messages = await loadMessages(language);
    const run = (stats: object) => ({ spec: arcface, settings: {}, effective: {}, stats });
    const moment = (...runs: ReturnType<typeof run>[]): Moment => ({
      step: 40,
      frames: null,
      runs,
      guest: null,
      trained: null,
      leftHistories: [],
      histories: runs.map(() => new RunHistory()),
      labels_n,
      classNames,
    });
    const sentence = describeChart(
      moment(run({ loss: 0.256, accuracy: 0.9712 }), run({ accuracy: 0.5 })),
      messages,
    );
    for (const part of ['40', 'ArcFace', '0.26', '97.1']) expect(sentence).toContain(part);
    expect(sentence).not.toContain('50');
    expect(describeChart(moment(run({})), messages)).toBe(messages.describeChart([], 40));
  });
});

describe('class weights before the first step', () => {
  it('stand like hours on a clock, class 0 up, with no bias', () => {
    const { weights_cd, bias_c } = initialWeights(12, 2, 1);
    expect(Array.from(bias_c)).toEqual(Array.from({ length: 12 }, () => 0));
    const angle = (c: number) => (Math.atan2(weights_cd[2 * c], weights_cd[2 * c + 1]) * 180) / Math.PI;
    for (let c = 0; c < 12; c++) expect((angle(c) + 360) % 360).toBeCloseTo(30 * c, 4);
  });

  it('in three dimensions are those that a trainer of the same seed starts from', async () => {
    await loadInNode('cpu');
    const trainer = tinyTrainer({ dim: 3, seed: 9 });
    const { weights_cd } = (await trainer.readHead())!;
    trainer.dispose();
    const { classes } = trainer.config.images;
    expect([...Float32Array.from(initialWeights(classes, 3, 9).weights_cd)]).toEqual([...weights_cd!]);
    expect([...Float32Array.from(initialWeights(classes, 3, 8).weights_cd)]).not.toEqual([...weights_cd!]);
  });
});
