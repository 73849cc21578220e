/** Why data could not be had. Callers show the sentence and may simply call again; nothing here retries. */

export type DataErrorCode =
  /** The server has no such file. */
  | 'missing'
  /** The server could not be reached, broke off or answered with an error. */
  | 'network'
  /** The bytes are not those that the manifest names. */
  | 'hash'
  /** The bytes arrived whole and do not hold what they should. */
  | 'format';

/** One file of a dataset is not usable: which one, a code for programs and a sentence for people. */
export class DataUnavailableError extends Error {
  override readonly name = 'DataUnavailableError';

  constructor(
    readonly code: DataErrorCode,
    readonly file: string,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
