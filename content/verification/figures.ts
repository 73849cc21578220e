import type { DemoSpec } from '$lib/demo/demo-spec';

/** The article's live figures are made of embeddings of strangers and are no demos of one training. */
export const figures: readonly DemoSpec[] = [];
