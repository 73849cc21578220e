import { freeDemo, labPresets } from '$lib/demo/lab-presets';
import { writeQuery } from '$lib/demo/query';
import { labPresetIds } from '$lib/i18n/lab';
import { languages } from '$lib/i18n/languages';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

/** Written at build time: the losses that these speak of are not fetched before a figure needs them. */
export const load: PageServerLoad = () => ({
  spec: freeDemo,
  presets: labPresetIds.map((id) => ({ id, query: writeQuery(labPresets[id], freeDemo) })),
});
