/**
 * `npm run data -- import`: packs a set that somebody has into the site's dataset format. It goes to a folder that is
 * neither committed nor served, since a site must not ship photographs by accident.
 */
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { importKinds, type ImportKind } from '../src/lib/data/import/cards';
import { ImportError } from '../src/lib/data/import/import-error';
import { importSet, type ImportedSet } from '../src/lib/data/import/import-set';
import { isSetName } from '../src/lib/data/store/set-name';
import { decodeImage } from './decode-image';
import { placeDataset } from './pack-dataset';
import { fileAt, filesUnder, openArchive } from './source-files';

export const importUsage = `       npm run data -- import --kind ${importKinds.join('|')} SRC --name NAME [--out DIR] [--align]
         SRC   a folder, a .zip, or olivettifaces.mat
         NAME  lower-case letters, digits and hyphens, at most 40; orl, olivetti and lfw have their own
         DIR   .cache/mine/NAME where it is not given
         --align  finds the face of each photograph and brings it to a template first`;

interface Request {
  readonly kind: ImportKind;
  readonly source: string;
  readonly name: string;
  readonly out: string;
  readonly align: boolean;
}

export async function main(args: string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    console.error(`${request}\nUsage:\n${importUsage}`);
    return 2;
  }
  try {
    const imported = await read(request);
    placeDataset(request.out, imported.manifest, imported.shards);
    report(imported, request);
    return 0;
  } catch (error) {
    const isExpected = error instanceof ImportError || (error as NodeJS.ErrnoException).syscall;
    if (!isExpected) throw error;
    console.error(`Nothing was imported. ${(error as Error).message}`);
    return 1;
  }
}

/** What was asked for, or one sentence that says what is wrong with it. */
function readRequest(args: string[]): Request | string {
  let parsed;
  try {
    const options = {
      kind: { type: 'string' },
      name: { type: 'string' },
      out: { type: 'string' },
      align: { type: 'boolean' },
    } as const;
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return (error as Error).message;
  }
  const { kind, name, out, align } = parsed.values;
  if (!(importKinds as readonly (string | undefined)[]).includes(kind)) {
    return kind === undefined ? 'Say which kind of set it is: --kind.' : `There is no kind "${kind}".`;
  }
  if (parsed.positionals.length !== 1) return 'Name one folder or file to import.';
  const own = name ?? (kind === 'folder' || kind === 'idx' ? undefined : kind);
  if (own === undefined) return 'Say what the set is to be called: --name.';
  if (!isSetName(own)) return `"${own}" is no name of a set: lower-case letters, digits and single hyphens.`;
  return {
    kind: kind as ImportKind,
    source: parsed.positionals[0],
    name: own,
    out: out ?? join('.cache/mine', own),
    align: align ?? false,
  };
}

async function read({ kind, source, name, align }: Request): Promise<ImportedSet> {
  const options = {
    kind,
    name,
    title: name,
    decode: decodeImage,
    subtle: crypto.subtle,
    align: align ? await (await import('./node-vision')).alignerInNode() : undefined,
  };
  const place = statSync(source, { throwIfNoEntry: false });
  if (!place) throw new ImportError('failed', `There is no ${source}.`);
  if (place.isDirectory()) return importSet({ type: 'files', files: await filesUnder(source) }, options);
  if (!/\.zip$/i.test(source)) {
    return importSet({ type: 'files', files: [await fileAt(source)] }, options);
  }
  const archive = await openArchive(source);
  try {
    return await importSet({ type: 'zip', archive }, options);
  } finally {
    await archive.close();
  }
}

function report({ manifest, shards, summary }: ImportedSet, { kind, out }: Request): void {
  const who = kind === 'idx' ? 'classes' : 'people';
  const kilobytes = Math.round(shards.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1000);
  const images = summary.trainImages + summary.probeImages + summary.unseenImages;
  const identities = summary.trainingIdentities + summary.unseenIdentities;
  console.log(
    `${relative('.', out) || '.'}: ${images} images of ${identities} ${who}, ${manifest.width}×${manifest.height}, ` +
      `${shards.length} shards, ${kilobytes} kB`,
  );
  const unseen = summary.unseenIdentities
    ? `; ${summary.unseenImages} of ${summary.unseenIdentities} ${who} who are never trained on`
    : '';
  console.log(
    `  ${summary.trainImages} to train on and ${summary.probeImages} held out, of ${summary.trainingIdentities} ${who}${unseen}`,
  );
  if (summary.otherFiles) console.log(`  ${summary.otherFiles} other files are no images`);
  if (summary.withoutFace) console.log(`  no face was found in ${summary.withoutFace} photographs`);
  const { first, more } = summary.refusals;
  for (const { sentence } of first) console.log(`  ${sentence}`);
  if (more) console.log(`  … and ${more} more were left out`);
}
