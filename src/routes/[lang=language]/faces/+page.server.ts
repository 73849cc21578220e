import { readCards } from '$lib/prerender/cards';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ cards: await readCards() });
