/** Has the landing page's film play once its figure is in sight; its code comes then. */
import { loadMessages, type Language } from '../i18n/languages';
import { sitePath } from './site-path';

/**
 * @param figure whose `data-film` names a recorded run. With a query, which asks for another state, or where motion is
 *   not wanted, nothing plays.
 * @returns how to end it
 */
export function startFilm(figure: HTMLElement, language: Language): () => void {
  if (location.search || matchMedia('(prefers-reduced-motion: reduce)').matches) return () => {};
  let end = () => {};
  let isGone = false;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1)!.isIntersecting) return;
      observer.disconnect();
      play().catch(() => {
        // Offline: the still picture stands.
      });
    },
    { threshold: 0.2 },
  );
  async function play(): Promise<void> {
    const [{ playFilm }, messages] = await Promise.all([import('./film'), loadMessages(language)]);
    if (isGone) return;
    end = playFilm(sitePath(`/runs/${figure.dataset.film}.run`), figure, language, messages);
  }
  observer.observe(figure);
  return () => {
    isGone = true;
    observer.disconnect();
    end();
  };
}
