/** Why a recorded run cannot be shown. Nothing that was shown before is lost; callers say one sentence by code. */

export const recordingErrorCodes = [
  /** The server has no such file. */
  'missing',
  /** The server could not be reached, broke off or answered with an error. */
  'network',
  /** The file ends before what it announces. */
  'cut-short',
  /** The bytes are not a run of ours. */
  'not-ours',
  /** A run of a later version of the format than this code reads. */
  'newer',
  /** A run of a version of the format that this code no longer reads. */
  'older',
  /** What the file says of itself and what it holds do not fit, or are more than this format allows. */
  'misfit',
  /** Bytes were changed on the way: the checksum is another. */
  'checksum',
  /** A sound file that the views at hand cannot draw. */
  'undrawable',
] as const;
export type RecordingErrorCode = (typeof recordingErrorCodes)[number];

/** A code for programs and one sentence for logs; the interface has its own words by code. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  constructor(
    readonly code: RecordingErrorCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
