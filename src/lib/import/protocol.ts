/** What the page and the import worker say to each other: one command starts, one may cancel; reports end it. */
import type { ImportProgress } from '../data/import/gathered';
import type { ImportErrorCode } from '../data/import/import-error';
import type { ImportSummary } from '../data/import/import-set';

/** A file of the reader's with its path; a File is passed by reference, its bytes stay on the disk until read. */
export interface ChosenFile {
  readonly path: string;
  readonly file: Blob;
}

export interface ImportRequest {
  readonly chosen:
    | { readonly type: 'files'; readonly files: readonly ChosenFile[] }
    | { readonly type: 'zip'; readonly file: Blob };
  /** Kebab-case (`data/store/set-name.ts`). */
  readonly name: string;
  /** What the reader calls the set. */
  readonly title: string;
  /** Whether the face of each photograph is found and brought to a template first. */
  readonly align: boolean;
}

export type ImportCommand =
  { readonly type: 'import'; readonly request: ImportRequest } | { readonly type: 'cancel' };

export type WorkProgress =
  ImportProgress | { readonly stage: 'storing'; readonly done: number; readonly total: number };

/** How an import ended that kept nothing. */
export interface ImportProblem {
  readonly code: ImportErrorCode;
  /** One clear sentence in English for logs; the interface has its own words by code. */
  readonly message: string;
}

export type ImportReport =
  | { readonly type: 'progress'; readonly progress: WorkProgress }
  | { readonly type: 'done'; readonly name: string; readonly bytes: number; readonly summary: ImportSummary }
  | { readonly type: 'cancelled' }
  | { readonly type: 'problem'; readonly problem: ImportProblem };
