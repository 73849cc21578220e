import { languages } from '$lib/i18n/languages';
import type { EntryGenerator } from './$types';

export const csr = true;

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));
