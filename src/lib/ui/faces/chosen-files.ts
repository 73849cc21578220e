/** What a reader dropped or chose, as files with paths. */
import type { ChosenFile, ImportRequest } from '../../import/protocol';

export interface Choice {
  /** What it is called where it came from; a name to begin with. */
  readonly title: string;
  readonly chosen: ImportRequest['chosen'];
}

/** Null where nothing was chosen. A single zip is opened; among other files it is one file more. */
export function choiceOf(files: readonly ChosenFile[]): Choice | null {
  if (files.length === 0) return null;
  const [{ path, file }] = files;
  const top = path.split('/')[0];
  if (files.length === 1 && /\.zip$/i.test(path)) {
    return { title: top.replace(/\.zip$/i, ''), chosen: { type: 'zip', file } };
  }
  return { title: top.replace(/\.[a-z0-9]+$/i, ''), chosen: { type: 'files', files } };
}

/** Of an input: a folder's files bring their paths below it. */
export const filesOfInput = (list: FileList | null): ChosenFile[] =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** Of a drop: all that lies in the folders. Call it in the event itself; its items are gone afterwards. */
export async function filesOfDrop(items: DataTransferItemList): Promise<ChosenFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (await Promise.all(entries.map(filesUnder))).flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<ChosenFile[]> {
  // One that cannot be read is as good as not there.
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      return [{ path: entry.fullPath.replace(/^\//, ''), file }];
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    const files: ChosenFile[] = [];
    // A reader hands out a hundred entries at a time, and none when it is done.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (part.length === 0) return files;
      for (const child of part) files.push(...(await filesUnder(child)));
    }
  } catch {
    return [];
  }
}
