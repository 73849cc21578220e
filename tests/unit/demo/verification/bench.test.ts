/** Networks one after the other, with the real client and the real service, on a set with strangers. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  configOf,
  VerificationBench,
  type BenchStatus,
  type Job,
} from '../../../../src/lib/demo/verification/bench';
import {
  angleShares,
  atThreshold,
  figuresOf,
  summaries,
  verified,
  worstPairs,
} from '../../../../src/lib/demo/verification/summaries';
import { TrainingClient, type WorkerLike } from '../../../../src/lib/train/client';
import type { Command, Report } from '../../../../src/lib/train/protocol';
import { TrainingService } from '../../../../src/lib/train/service';
import { loadInNode } from '../../../../tools/node-training';
import { MemoryServer, tinyDataset } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

const people = tinyDataset(3, [40, 30], [12], 'https://data.test/people/', { unseenCount: 24 });
const job = (loss: string, seed: number): Job => ({
  loss,
  seed,
  dim: 3,
  net: 'mlp',
  steps: 12,
  datasetUrl: people.url,
});

function workerOn(server: MemoryServer): WorkerLike {
  let nowMs = 0;
  const worker: WorkerLike = { onmessage: null, onerror: null, onmessageerror: null, postMessage, terminate };
  const service = new TrainingService({
    fetch: server.fetch,
    now: () => (nowMs += 20),
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    post: (report, transfer = []) => {
      const data: Report = structuredClone(report, { transfer });
      setImmediate(() => worker.onmessage?.({ data } as MessageEvent<Report>));
    },
    candidates: {
      detect: async () => ['wasm'],
      load: loadInNode,
      check: async () => {},
      measure: async () => 1,
    },
    build: 'test',
  });
  function postMessage(message: Command, transfer: Transferable[] = []): void {
    const command = structuredClone(message, { transfer });
    setImmediate(() => service.handle(command));
  }
  function terminate(): void {
    service.dispose();
  }
  return worker;
}

async function run(
  jobs: readonly Job[],
  server = new MemoryServer(people),
  until?: (at: BenchStatus) => boolean,
) {
  const heard: BenchStatus[] = [];
  const bench = new VerificationBench(
    async (handlers) => new TrainingClient(() => workerOn(server), handlers),
    (status) => heard.push(status),
  );
  void bench.start(jobs);
  const isOver = until ?? (({ phase }) => phase === 'idle' || phase === 'failed');
  while (!heard.some((status, i) => i > 0 && isOver(status))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { bench, heard, last: () => heard.at(-1)! };
}

describe('networks that are judged one after the other', () => {
  it('give one result each, in order, after the steps that were asked for', async () => {
    const jobs = [job('softmax', 1), job('arcface', 1), job('arcface', 2)];
    const { bench, heard, last } = await run(jobs);
    const { results, phase, problem } = last();
    expect([phase, problem]).toEqual(['idle', null]);
    expect(results.map((result) => result.job)).toEqual(jobs);
    for (const { strangers, closedAccuracy } of results) {
      expect(strangers.step).toBe(12);
      expect(strangers.labels_n.length).toBe(24);
      expect(strangers.runs[0].embeddings_nd.length).toBe(72);
      expect(closedAccuracy).toBeGreaterThanOrEqual(0);
    }
    expect(new Set(heard.map((status) => status.phase))).toContain('judging');
    // Two seeds are two networks.
    const [, a, b] = results.map(({ strangers }) => [...strangers.runs[0].embeddings_nd]);
    expect(a).not.toEqual(b);

    const judged = results.map((result) => verified(result, 'single'));
    const rows = summaries(judged);
    expect(rows.map(({ loss, seeds }) => [loss, seeds])).toEqual([
      ['softmax', [1]],
      ['arcface', [1, 2]],
    ]);
    const [, one, two] = judged.map((result) => figuresOf(result).auc);
    expect(rows[1].figures.auc.mean).toBeCloseTo((one + two) / 2, 12);
    expect(rows[1].figures.auc.deviation).toBeCloseTo(Math.abs(one - two) / 2, 12);
    bench.dispose();
  });

  it('that are stopped keep what was judged', async () => {
    const { bench, last } = await run(
      [job('softmax', 1), job('softmax', 2)],
      undefined,
      ({ results, phase }) => results.length === 1 && phase === 'training',
    );
    bench.stop();
    expect(last()).toMatchObject({ phase: 'idle', results: [{ job: job('softmax', 1) }] });
  });

  it('on a set without strangers, or one that is gone, end with a sentence', async () => {
    const without = tinyDataset();
    const lonely = await run([{ ...job('softmax', 1), datasetUrl: without.url }], new MemoryServer(without));
    expect(lonely.last()).toMatchObject({
      phase: 'failed',
      problem: { code: 'no-strangers' },
    });
    const gone = await run([job('softmax', 1)], new MemoryServer());
    expect(gone.last()).toMatchObject({
      phase: 'failed',
      problem: { code: 'no-data' },
    });
  });

  it('spread no embedding but where nothing else keeps it apart', () => {
    expect(configOf(job('arcface', 1)).runs[0].recipe.normEmbedding).toBe(false);
    expect(configOf(job('triplet', 1)).runs[0].recipe.normEmbedding).toBeUndefined();
  });
});

describe('what is shown of a verification', () => {
  // Three people at 0°, 60° and 90°; the second image of the first stands 15° aside.
  const at = (deg: number) => [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  const embeddings_nd = Float32Array.from([0, 15, 60, 64, 90, 92].flatMap(at));
  const labels_n = Uint8Array.of(0, 0, 1, 1, 2, 2);
  const { verification } = verified(
    {
      job: job('arcface', 1),
      closedAccuracy: 1,
      strangers: {
        step: 1,
        labels_n,
        names: ['a', 'b', 'c'],
        pixels: new Uint8Array(6),
        imageWidth: 1,
        imageHeight: 1,
        runs: [{ embeddings_nd, mirrored_nd: embeddings_nd }],
      },
    },
    'single',
  );

  it('shares of pairs by angle add up to 1 of each kind, each in its bin', () => {
    const { genuine, impostors } = angleShares(verification, 10);
    expect(genuine.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(impostors.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // 2° and 4° of 2°, 4° and 15°.
    expect(genuine[0]).toBeCloseTo(2 / 3, 12);
    // 26°, 28°, 30° and 32° between the second and the third person, of twelve.
    expect(impostors[2] + impostors[3]).toBeCloseTo(4 / 12, 12);
  });

  it('a threshold of 27° misses nobody and is fooled once', () => {
    expect(atThreshold(verification, 27)).toMatchObject({ tar: 1, missed: 0, fooled: 1 });
    expect(atThreshold(verification, 10)).toMatchObject({ missed: 1, fooled: 0 });
  });

  it('pairs decided wrongly come worst first', () => {
    const { a_p, b_p } = verification.pairs;
    const named = (pairs: number[]) => pairs.map((p) => [a_p[p], b_p[p]]);
    expect(named(worstPairs(verification, 29, 6).fooled)).toEqual([
      [3, 4],
      [3, 5],
    ]);
    expect(named(worstPairs(verification, 10, 6).missed)).toEqual([[0, 1]]);
    expect(worstPairs(verification, 29, 1).fooled.length).toBe(1);
  });
});
