/** Light, dark, or as the system wishes: one button that goes through the three and remembers (src/app.html reads it). */

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** @param button of ThemeToggle.svelte, which holds a word for each theme. Returns how to leave it. */
export function attachThemeToggle(button: HTMLButtonElement): () => void {
  const said = button.querySelector('[data-said]')!;
  const shown = document.documentElement.dataset.theme;
  let theme: Theme = shown === 'light' || shown === 'dark' ? shown : 'auto';
  const tell = () => (said.textContent = button.dataset[theme]!);
  tell();

  function next(): void {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    tell();
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // A browser that keeps nothing shows the theme for as long as the page is open.
    }
  }
  button.addEventListener('click', next);
  return () => button.removeEventListener('click', next);
}
