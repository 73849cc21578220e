/**
 * All the script that a document starts with. Pages are drawn where the site is built, and no framework comes with
 * them: this gives life to what is on the page, and each figure brings its own code when a reader is near it
 * (docs/decisions/0020). Pages that the framework drives do the same in their components.
 */
import { isLanguage, loadMessages, type Language } from '$lib/i18n/languages';
import { keepForOffline } from '$lib/offline/register';
import { startFilm } from '$lib/ui/film-start';
import { whenReaderIsHere } from '$lib/ui/first-touch';
import { followReader } from '$lib/ui/follow-reader';
import { attachIsland, type ContextOf } from '$lib/ui/island';
import { contextOf } from '$lib/ui/page';
import { sitePath } from '$lib/ui/site-path';
import { bringStills } from '$lib/ui/stills';
import { attachThemeToggle } from '$lib/ui/theme-toggle';

/** Gives each element of the page that fits its life. What goes wrong with one is told, and costs the others nothing. */
function each<E extends HTMLElement>(selector: string, attach: (element: E) => void): void {
  for (const element of document.querySelectorAll<E>(selector)) {
    try {
      attach(element);
    } catch (error) {
      reportError(error);
    }
  }
}

/** `zh-CN` is Chinese. */
const code = document.documentElement.lang.slice(0, 2);
const language: Language = isLanguage(code) ? code : 'en';

each<HTMLButtonElement>('[data-toggles="theme"]', attachThemeToggle);
each('[data-follows]', followReader);

/** What the page's figures share, made with the first of them. */
let shared: Promise<Map<unknown, unknown>> | null = null;
each('.island', (island) => {
  const context: ContextOf = () => (shared ??= makeContext(island.dataset.demos!));
  attachIsland(island, context);
});

async function makeContext(demos: string): Promise<Map<unknown, unknown>> {
  try {
    const messages = await loadMessages(language);
    return contextOf({ language, messages, demoIds: demos.split(' '), renderFigure: null, openings: null });
  } catch (error) {
    // The next figure, or the next touch, asks again.
    shared = null;
    throw error;
  }
}

each('[data-stills]', (script) => bringStills(script.dataset.stills!));
each('[data-film]', (figure) => startFilm(figure, language));

if (!import.meta.env.DEV) whenReaderIsHere(() => void keepForOffline(sitePath('/service-worker.js')));
