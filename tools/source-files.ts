/** What an import reads, from a disk: a folder with all that is in it, one file, or any stretch of an archive. */
import { open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RandomAccess, SourceFile } from '../src/lib/data/import/source-file';

/** Paths begin below `folder`; links to folders are not followed, so nothing goes round in a circle. */
export async function filesUnder(folder: string, below = ''): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) files.push(...(await filesUnder(folder, path)));
    else if (entry.isFile()) files.push(await fileAt(join(folder, path), path));
  }
  return files;
}

export async function fileAt(place: string, path = basename(place)): Promise<SourceFile> {
  const { size } = await stat(place);
  return { path, bytes: size, read: async () => new Uint8Array(await readFile(place)) };
}

/** The caller closes the file. */
export async function openArchive(place: string): Promise<RandomAccess & { close(): Promise<void> }> {
  const file: FileHandle = await open(place);
  const { size } = await file.stat();
  return {
    bytes: size,
    read: async (from, to) => {
      const wanted = Math.max(0, Math.min(to, size) - from);
      const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, from);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}
