/**
 * Trains losses on the people of a set and judges each on people that it never saw. `npm run verification -- [--data
 * faces] [--losses arcface,softmax] [--seeds 1,2,3] [--net cnn-4] [--dim 64] [--steps 400]
 * [--fusion sum] [--set key=value,...] [--every 50] [--keep FILE]`; one JSON object a run, then a table of means and
 * spreads. `--every` judges each network so often on its way; `--keep` writes where the first seed of each loss puts the
 * people that it never saw, for the lab to open on.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configOf } from '../src/lib/demo/verification/bench';
import { keepRows, type KeptStrangers } from '../src/lib/demo/verification/kept';
import { frameBytes, readSlot } from '../src/lib/frame/layout';
import { meanAndDeviation } from '../src/lib/metric/folds';
import type { FlipFusion } from '../src/lib/metric/flip-fusion';
import { templatesOf, verify } from '../src/lib/metric/verification';
import { BatchOrder } from '../src/lib/train/batch-order';
import { DataFeed } from '../src/lib/train/data-feed';
import { LockStep } from '../src/lib/train/lockstep';
import type { BackboneId, BackendId } from '../src/lib/train/protocol';
import type { Recipe } from '../src/lib/train/recipe';
import { datasetUrl, fileFetch, loadInNode } from './node-training';

/** What one run came to. */
interface Row {
  readonly loss: string;
  readonly seed: number;
  readonly trainLoss: number;
  /** Held-out images of the people it was trained on, by the loss's own rule. */
  readonly closed: number;
  readonly auc: number;
  readonly eer: number;
  /** TAR at a FAR of 1 %. */
  readonly tar1: number;
  readonly tenFold: number;
  readonly rank1: number;
  readonly stepMs: number;
}

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      /** A packed set of the site, or a folder with a manifest. */
      data: { type: 'string', default: 'faces' },
      losses: { type: 'string', default: 'softmax,normface,a-softmax,cosface,arcface,triplet' },
      seeds: { type: 'string', default: '1,2,3' },
      net: { type: 'string', default: 'cnn-4' },
      dim: { type: 'string', default: '64' },
      steps: { type: 'string', default: '400' },
      /** How the mirror image counts: `single`, `sum`, `concat` or `concat-of-units`. */
      fusion: { type: 'string', default: 'single' },
      set: { type: 'string', default: '' },
      backend: { type: 'string', default: 'wasm' },
      every: { type: 'string', default: '0' },
      keep: { type: 'string' },
    },
  });
  await loadInNode(values.backend as BackendId);
  const url = values.data.includes('/')
    ? pathToFileURL(resolve(values.data)).href + '/'
    : datasetUrl(values.data);
  const feed = new DataFeed(url, fileFetch, () => {});
  const { manifest, images, train, probe } = await feed.open();
  await feed.until(train.count);
  const strangers = await feed.strangers();
  if (!strangers) {
    console.error(`${values.data} has no people that are never trained on.`);
    return 1;
  }
  const shardCounts = manifest.splits.train.shards.map(({ count }) => count);
  const changes = parseSettings(values.set);
  const rows: Row[] = [];
  const kept: KeptStrangers['networks'][number][] = [];
  const every = Number(values.every);
  let personOf: ArrayLike<number> & Iterable<number> = [];
  for (const loss of values.losses.split(',')) {
    for (const seed of values.seeds.split(',').map(Number)) {
      const steps = Number(values.steps);
      const job = {
        loss,
        seed,
        dim: Number(values.dim),
        net: values.net as BackboneId,
        steps,
        datasetUrl: url,
      };
      const preset = configOf(job);
      const [run] = preset.runs;
      const changed = {
        ...run,
        settings: { ...run.settings, ...(changes as Record<string, number>) },
        recipe: { ...run.recipe, ...(changes as Partial<Recipe>) },
      };
      const config = { ...preset, runs: [changed] };
      const order = new BatchOrder(seed, shardCounts, config.batchSize);
      const lockstep = new LockStep(config, images, train, order, null);
      const [trainer] = lockstep.trainers;
      const from = performance.now();
      let last = NaN;
      for (let step = 0; step < steps; step++) {
        const [value] = lockstep.step();
        if (step + 1 === steps) [last] = value.dataSync();
        value.dispose();
        if (every > 0 && (step + 1) % every === 0) {
          const { labels_n, runs } = await strangers.embed(lockstep);
          const [{ embeddings_nd, mirrored_nd }] = runs;
          const { auc, tar } = verify(
            templatesOf(embeddings_nd, mirrored_nd, labels_n, values.fusion as FlipFusion),
          );
          console.log(JSON.stringify({ loss, seed, step: step + 1, auc, tar1: tar[1] }));
        }
      }
      const stepMs = (performance.now() - from) / steps;
      const buffer = new ArrayBuffer(frameBytes(probe.frameShape(config.dim, lockstep.subcenters)));
      const frame = await probe.fill(buffer, 0, trainer, last, lockstep.subcenters);
      const { labels_n, runs } = await strangers.embed(lockstep);
      personOf = labels_n;
      const [{ embeddings_nd, mirrored_nd }] = runs;
      const judged = verify(templatesOf(embeddings_nd, mirrored_nd, labels_n, values.fusion as FlipFusion));
      const row = {
        loss,
        seed,
        trainLoss: last,
        closed: readSlot(frame, 'accuracy'),
        auc: judged.auc,
        eer: judged.eer,
        tar1: judged.tar[1],
        tenFold: judged.tenFold?.mean ?? NaN,
        rank1: judged.cmc[0],
        stepMs,
      };
      rows.push(row);
      if (values.keep && kept.every((network) => network.loss !== loss)) {
        const { dim, net } = job;
        kept.push({
          loss,
          seed,
          dim,
          net,
          steps,
          closedAccuracy: row.closed,
          ...keepRows(embeddings_nd, mirrored_nd, dim),
        });
      }
      console.log(JSON.stringify(row));
      lockstep.dispose();
    }
  }
  if (values.keep) {
    const { width, height, unseen } = manifest;
    const file: KeptStrangers = {
      data: values.data,
      names: unseen!.classNames,
      labels: [...personOf],
      imageWidth: width,
      imageHeight: height,
      networks: kept,
    };
    await writeFile(values.keep, JSON.stringify(file) + '\n');
  }
  const summary = values.losses.split(',').map((loss) => {
    const own = rows.filter((row) => row.loss === loss);
    const spread = (key: 'closed' | 'auc' | 'eer' | 'tar1' | 'tenFold' | 'rank1') => {
      const { mean, deviation } = meanAndDeviation(own.map((row) => row[key]));
      return `${mean.toFixed(3)} ± ${deviation.toFixed(3)}`;
    };
    return {
      loss,
      closed: spread('closed'),
      auc: spread('auc'),
      eer: spread('eer'),
      'tar@1%': spread('tar1'),
      tenFold: spread('tenFold'),
      rank1: spread('rank1'),
    };
  });
  console.table(summary);
  return 0;
}

function parseSettings(text: string): Record<string, number | string | boolean> {
  const pairs = text
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [key, value] = pair.split('=');
      return [
        key,
        value === 'true' || value === 'false'
          ? value === 'true'
          : Number.isNaN(Number(value))
            ? value
            : Number(value),
      ];
    });
  return Object.fromEntries(pairs) as Record<string, number | string | boolean>;
}
