/**
 * Gunzips into exactly `expectedBytes`, so that a small file cannot fill the memory; null where it unpacks to more or
 * to less. Rejects where the bytes are not a whole gzip file.
 */
export async function gunzipExactly(
  bytes: Uint8Array<ArrayBuffer>,
  expectedBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const out = new Uint8Array(expectedBytes);
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (length + part.value.length > expectedBytes) {
      await reader.cancel();
      return null;
    }
    out.set(part.value, length);
    length += part.value.length;
  }
  return length === expectedBytes ? out : null;
}
