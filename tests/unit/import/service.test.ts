import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { idbStore } from '../../../src/lib/data/store/idb-store';
import type { SetStore } from '../../../src/lib/data/store/set-store';
import { ImportError } from '../../../src/lib/data/import/import-error';
import type { ImportReport, ImportRequest } from '../../../src/lib/import/protocol';
import { alignWith } from '../../../src/lib/import/align-in-worker';
import { ImportService, type ImportServices } from '../../../src/lib/import/service';
import { VisionError } from '../../../src/lib/vision/client';
import { orlLike, zipOf, type Files } from '../../support/import-files';

const chosenFiles = (files: Files): ImportRequest['chosen'] => ({
  type: 'files',
  files: Object.entries(files).map(([path, bytes]) => ({ path, file: new Blob([bytes]) })),
});
const request = (chosen: ImportRequest['chosen']): ImportRequest => ({
  chosen,
  name: 'mine',
  title: 'Mine',
  align: false,
});

function bench(services: Partial<ImportServices> = {}) {
  const reports: ImportReport[] = [];
  let clockMs = 0;
  const store: SetStore = idbStore(new IDBFactory());
  const service = new ImportService({
    store,
    decode: () => Promise.reject(new Error('no decoder')),
    align: () => Promise.reject(new Error('no aligner')),
    subtle: crypto.subtle,
    post: (report) => reports.push(report),
    now: () => (clockMs += 10),
    nextTask: async () => {},
    ...services,
  });
  return { store, service, reports };
}

describe('the import worker', () => {
  it('reads, stores and says what became of it, with progress now and then', async () => {
    const { store, service, reports } = bench();
    await service.handle({ type: 'import', request: request(chosenFiles(orlLike([20, 20]))) });
    const end = reports.at(-1)!;
    expect(end).toMatchObject({ type: 'done', name: 'mine', summary: { trainImages: 32, probeImages: 8 } });
    const [stored] = await store.list();
    expect(stored).toMatchObject({ name: 'mine', bytes: end.type === 'done' ? end.bytes : NaN });
    expect(stored.manifest.card.title).toBe('Mine');
    const shown = reports.flatMap((report) => (report.type === 'progress' ? [report.progress] : []));
    expect(shown.at(-1)!.stage).toBe('storing');
    const read = shown.filter(({ stage }) => stage === 'reading');
    // Forty images at 10 ms each, shown every 50 ms: the first, every fifth, and the last.
    expect(read.map(({ done }) => done)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40]);
  });

  it('opens a zip', async () => {
    const { service, reports } = bench();
    const file = new Blob([zipOf(orlLike([3, 3]))]);
    await service.handle({ type: 'import', request: request({ type: 'zip', file }) });
    expect(reports.at(-1)).toMatchObject({
      type: 'done',
      summary: { kind: 'folder', trainingIdentities: 2 },
    });
  });

  it('stops between two images where it is cancelled, and keeps nothing', async () => {
    const own = bench();
    const { store, reports } = own;
    const service: ImportService = new ImportService({
      store,
      decode: () => Promise.reject(),
      align: () => Promise.reject(),
      subtle: crypto.subtle,
      now: () => performance.now(),
      nextTask: async () => {},
      post: (report) => {
        reports.push(report);
        if (report.type === 'progress') void service.handle({ type: 'cancel' });
      },
    });
    await service.handle({ type: 'import', request: request(chosenFiles(orlLike([9, 9]))) });
    expect(reports.map(({ type }) => type)).toEqual(['progress', 'cancelled']);
    expect(await store.list()).toEqual([]);
  });

  it.each([
    ['a set of one', orlLike([4]), 'one-identity'],
    ['no images', {}, 'no-images'],
  ])('says by a code what is wrong with %s', async (_, files, code) => {
    const { service, reports } = bench();
    await service.handle({ type: 'import', request: request(chosenFiles(files)) });
    expect(reports.at(-1)).toMatchObject({
      type: 'problem',
      problem: { code, message: expect.stringMatching(/\.$/) },
    });
  });

  it('hands on what the storage says, and what nobody foresaw as a failure', async () => {
    const files = chosenFiles(orlLike([3, 3]));
    for (const [cause, code] of [
      [new ImportError('storage-full', 'Full.'), 'storage-full'],
      [new TypeError('odd'), 'failed'],
    ] as const) {
      const store = { put: () => Promise.reject(cause) } as unknown as SetStore;
      const { service, reports } = bench({ store });
      await service.handle({ type: 'import', request: request(files) });
      expect(reports.at(-1)).toMatchObject({ type: 'problem', problem: { code } });
    }
  });

  it('aligns where it is asked to, leaves out whoever has no face, and ends where the networks are missing', async () => {
    // Every fifth picture shows nobody; the face of the others is a grey of 7.
    let seen = 0;
    const align = async () => (seen++ % 5 === 0 ? null : new Uint8Array(64 * 64).fill(7));
    const own = bench({ align });
    const asked = { ...request(chosenFiles(orlLike([10, 10]))), align: true };
    await own.service.handle({ type: 'import', request: asked });
    const end = own.reports.at(-1)!;
    expect(end).toMatchObject({ type: 'done', summary: { withoutFace: 4, trainImages: 14, probeImages: 2 } });
    expect(end.type === 'done' && end.summary.refusals.first.map(({ code }) => code)).toEqual(
      new Array(4).fill('no-face'),
    );
    expect((await own.store.list())[0].manifest.card.processing).toMatch(/template of ArcFace/);

    const lost = bench({
      align: alignWith({
        find: () => Promise.reject(new VisionError({ code: 'models', message: 'Not there.' })),
      }),
    });
    await lost.service.handle({ type: 'import', request: asked });
    expect(lost.reports.at(-1)).toMatchObject({
      type: 'problem',
      problem: { code: 'aligner', message: expect.stringMatching(/Not there/) },
    });
    expect(await lost.store.list()).toEqual([]);
  });

  it('says where a page over plain http cannot keep files', async () => {
    const { service, reports } = bench({ subtle: undefined });
    await service.handle({ type: 'import', request: request(chosenFiles(orlLike([3, 3]))) });
    expect(reports).toEqual([
      expect.objectContaining({ problem: expect.objectContaining({ code: 'storage-refused' }) }),
    ]);
  });
});
