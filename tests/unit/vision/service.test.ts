/** The vision worker's conduct and the page's end of it, with networks that answer by hand. */
import { describe, expect, it } from 'vitest';
import { RefusedImage } from '../../../src/lib/data/import/import-error';
import { VisionClient, type WorkerLike } from '../../../src/lib/vision/client';
import type { FaceNets } from '../../../src/lib/vision/find-faces';
import {
  ModelUnavailableError,
  modelBytes,
  modelsFor,
  readModel,
  type ModelId,
} from '../../../src/lib/vision/model-files';
import type { FindRequest, VisionCommand, VisionReport } from '../../../src/lib/vision/protocol';
import type { RgbImage } from '../../../src/lib/vision/rgb-image';
import { VisionService, type VisionServices } from '../../../src/lib/vision/service';

const image = (): RgbImage => ({ width: 100, height: 80, rgb_hwc: new Uint8Array(3 * 100 * 80).fill(99) });
const request = (change: Partial<FindRequest> = {}): FindRequest => ({
  picture: { type: 'rgb', image: image() },
  describe: true,
  mayPad: true,
  wantsPicture: false,
  ...change,
});

/** One face wherever somebody looks: its landmarks lie on a line, which is enough to fit a similarity to. */
const oneFace = (seen: { width: number; inputSize: number }[] = [], findsAt = 0): FaceNets => ({
  locate: async ({ width }, inputSize) => {
    seen.push({ width, inputSize });
    return seen.length > findsAt ? [{ x: 60, y: 50, width: 20, height: 20, score: 0.9 }] : [];
  },
  landmarks: async () => Float64Array.from({ length: 136 }, (_, i) => (i * 7) % 20),
  describe: async ({ width }) => new Float32Array(128).fill(width),
});

function bench(change: Partial<VisionServices> = {}) {
  const reports: VisionReport[] = [];
  const read: ModelId[] = [];
  const service = new VisionService({
    nets: oneFace(),
    readModel: async (id, onBytes) => {
      read.push(id);
      onBytes(modelBytes[id]);
      return new Uint8Array(0);
    },
    loadModel: async () => {},
    toRgb: async (picture) => (picture.type === 'rgb' ? picture.image : image()),
    post: (report) => reports.push(report),
    ...change,
  });
  return { service, reports, read };
}

const find = (id: number, change: Partial<FindRequest> = {}): VisionCommand => ({
  type: 'find',
  id,
  ...request(change),
});

describe('the vision worker', () => {
  it('loads what a request needs, once, and tells how far it is', async () => {
    const { service, reports, read } = bench();
    await service.handle(find(0, { describe: false }));
    expect(read).toEqual(modelsFor.align);
    expect(reports.slice(0, 2)).toEqual([
      { type: 'loading', loaded: 193_321, total: 550_161 },
      { type: 'loading', loaded: 550_161, total: 550_161 },
    ]);
    expect(reports[2]).toMatchObject({ type: 'found', id: 0, wasPadded: false, width: 100, height: 80 });
    await service.handle(find(1));
    expect(read).toEqual(modelsFor.describe);
    const last = reports.at(-1)!;
    expect(last.type === 'found' && last.faces[0].descriptor![0]).toBe(150);
  });

  it('pads, and then looks at a smaller picture, until a face is found; its box lies in the picture', async () => {
    const seen: { width: number; inputSize: number }[] = [];
    const { service, reports } = bench({ nets: oneFace(seen, 2) });
    await service.handle(find(0));
    expect(seen).toEqual([
      { width: 100, inputSize: 224 },
      { width: 200, inputSize: 224 },
      { width: 200, inputSize: 160 },
    ]);
    expect(reports.at(-1)).toMatchObject({ wasPadded: true, faces: [{ box: { x: 10, y: 10 } }] });
    seen.length = 0;
    await service.handle(find(1, { mayPad: false }));
    expect(seen.length).toBe(1);
    expect(reports.at(-1)).toMatchObject({ type: 'found', faces: [], wasPadded: false });
  });

  it('makes large pictures smaller, and shows them so', async () => {
    const large = { width: 3000, height: 10, rgb_hwc: new Uint8Array(90_000) };
    const { service, reports } = bench();
    await service.handle(find(0, { picture: { type: 'rgb', image: large }, wantsPicture: true }));
    expect(reports.at(-1)).toMatchObject({ width: 1000, height: 3, picture: { width: 1000, height: 3 } });
  });

  it.each([
    [
      'a file that is no image',
      new RefusedImage('no-image', 'is not an image.'),
      'no-image',
      /^The picture is not/,
    ],
    ['a lost network', new ModelUnavailableError('Not there.'), 'models', /Not there/],
    ['anything else', new TypeError('odd'), 'failed', /odd/],
  ])('says in one sentence what is wrong with %s, and goes on', async (_, cause, code, words) => {
    let fails = true;
    const toRgb = async () => {
      if (fails) throw cause;
      return image();
    };
    const { service, reports } = bench({ toRgb });
    await service.handle(find(0));
    expect(reports).toEqual([
      { type: 'problem', id: 0, problem: { code, message: expect.stringMatching(words) } },
    ]);
    fails = false;
    await service.handle(find(1));
    expect(reports.at(-1)).toMatchObject({ type: 'found', id: 1 });
  });

  it('asks again for a network that could not be had', async () => {
    let calls = 0;
    const readOnceBroken: VisionServices['readModel'] = async () => {
      if (calls++ === 0) throw new ModelUnavailableError('Gone.');
      return new Uint8Array(0);
    };
    const { service, reports } = bench({ readModel: readOnceBroken });
    await service.handle(find(0, { describe: false }));
    await service.handle(find(1, { describe: false }));
    expect(reports.map(({ type }) => type)).toEqual(['problem', 'found']);
    expect(calls).toBe(3);
  });
});

describe('a network’s file', () => {
  const whole = new Uint8Array(modelBytes.detector).fill(5);

  it('comes whole, counted as it comes', async () => {
    let counted = 0;
    const bytes = await readModel(
      'detector',
      'x',
      async () => new Response(whole),
      (n) => (counted += n),
    );
    // Vitest compares a fifth of a million numbers one by one.
    expect(Buffer.compare(bytes, whole)).toBe(0);
    expect(counted).toBe(modelBytes.detector);
  });

  it.each([
    ['is missing', async () => new Response(null, { status: 404 }), /answered 404/],
    ['is cut short', async () => new Response(whole.slice(1)), /193320 bytes and should have 193321/],
    ['is another', async () => new Response(new Uint8Array(200_000)), /200000 bytes/],
    ['cannot be reached', () => Promise.reject(new TypeError('offline')), /is the network there/],
  ])('is refused where it %s', async (_, fetch, words) => {
    const reading = readModel('detector', 'x', fetch, () => {});
    await expect(reading).rejects.toThrow(words);
    await expect(reading).rejects.toBeInstanceOf(ModelUnavailableError);
  });
});

class HandWorker implements WorkerLike {
  readonly commands: VisionCommand[] = [];
  isEnded = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  postMessage(message: VisionCommand, transfer: Transferable[] = []): void {
    this.commands.push(structuredClone(message, { transfer }));
  }
  terminate(): void {
    this.isEnded = true;
  }
  report(report: VisionReport): void {
    this.onmessage?.({ data: report } as MessageEvent<VisionReport>);
  }
}

describe("the page's end", () => {
  function page() {
    const workers: HandWorker[] = [];
    const loading: [number, number][] = [];
    const client = new VisionClient(
      () => {
        workers.push(new HandWorker());
        return workers.at(-1)!;
      },
      (...progress) => loading.push(progress),
    );
    return { client, workers, loading };
  }
  const nothing = { faces: [], wasPadded: false, width: 1, height: 1, picture: null };

  it('starts a worker with the first request, hands the picture over, and keeps answers apart', async () => {
    const { client, workers, loading } = page();
    expect(workers).toEqual([]);
    const own = request();
    const first = client.find(own);
    const second = client.find(request());
    expect(workers.length).toBe(1);
    expect(own.picture.type === 'rgb' && own.picture.image.rgb_hwc.length).toBe(0);
    const [worker] = workers;
    worker.report({ type: 'loading', loaded: 1, total: 2 });
    worker.report({ type: 'found', id: 1, ...nothing, width: 2 });
    worker.report({ type: 'found', id: 0, ...nothing });
    expect(await first).toMatchObject({ width: 1 });
    expect(await second).toMatchObject({ width: 2 });
    expect(loading).toEqual([[1, 2]]);
  });

  it('refuses with a code, and with a lost worker begins anew', async () => {
    const { client, workers } = page();
    const refused = client.find(request());
    workers[0].report({ type: 'problem', id: 0, problem: { code: 'damaged', message: 'It is.' } });
    await expect(refused).rejects.toMatchObject({ code: 'damaged', message: 'It is.' });
    const lost = client.find(request());
    workers[0].onerror?.({ message: 'out of memory' } as ErrorEvent);
    await expect(lost).rejects.toMatchObject({
      code: 'worker-lost',
      message: expect.stringMatching(/memory/),
    });
    expect(workers[0].isEnded).toBe(true);
    const next = client.find(request());
    expect(workers.length).toBe(2);
    workers[1].report({ type: 'found', id: 2, ...nothing });
    await next;
  });

  it('ends with the page', async () => {
    const { client, workers } = page();
    const waiting = client.find(request());
    client.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'disposed' });
    expect(workers[0].isEnded).toBe(true);
    await expect(client.find(request())).rejects.toMatchObject({ code: 'disposed' });
  });
});
