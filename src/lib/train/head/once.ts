/** `compute`, run at the first call and remembered: an op that nobody reads is never launched. */
export function once<V>(compute: () => V): () => V {
  let computed: { value: V } | null = null;
  return () => (computed ??= { value: compute() }).value;
}
