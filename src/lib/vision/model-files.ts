/** The weights of three ready-made networks, as files of known length: what is fetched, when, and what may go wrong. */

export type ModelId = 'detector' | 'landmarks' | 'descriptor';

/** Bytes of each file in @vladmandic/face-api 1.7.15; another length is another file, or a broken one. */
export const modelBytes: Readonly<Record<ModelId, number>> = {
  detector: 193_321,
  landmarks: 356_840,
  descriptor: 6_444_032,
};

/** What finding and aligning needs, and what it takes to compare people besides. */
export const modelsFor = {
  align: ['detector', 'landmarks'],
  describe: ['detector', 'landmarks', 'descriptor'],
} as const satisfies Readonly<Record<string, readonly ModelId[]>>;

/** A model's file could not be had; asking again may help. */
export class ModelUnavailableError extends Error {
  override readonly name = 'ModelUnavailableError';
}

/** As much of `fetch` as is used here. */
export type FetchModel = (url: string) => Promise<Response>;

/**
 * One model's bytes, checked by their number.
 * @param onBytes told of bytes as they arrive
 * @throws ModelUnavailableError with one sentence where they cannot be had whole
 */
export async function readModel(
  id: ModelId,
  url: string,
  fetch: FetchModel,
  onBytes: (count: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = modelBytes[id];
  const bytes = new Uint8Array(expected);
  let length = 0;
  try {
    const response = await fetch(url);
    if (!response.ok) {
      throw new ModelUnavailableError(
        `The ${id} could not be loaded: the server answered ${response.status}.`,
      );
    }
    for await (const part of partsOf(response)) {
      if (length + part.length <= expected) bytes.set(part, length);
      length += part.length;
      onBytes(part.length);
    }
  } catch (cause) {
    if (cause instanceof ModelUnavailableError) throw cause;
    throw new ModelUnavailableError(`The ${id} could not be loaded; is the network there?`, { cause });
  }
  if (length === expected) return bytes;
  throw new ModelUnavailableError(
    `The ${id} came with ${length} bytes and should have ${expected}; load it again.`,
  );
}

/** Not every browser can iterate a stream. */
async function* partsOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) yield part.value;
}
