/**
 * The list of contents that follows the reader (Follow.svelte): it names the section that is being read, and opens on
 * a press.
 */

/** @param bar of Follow.svelte. Returns how to leave it. */
export function followReader(bar: HTMLElement): () => void {
  const list = bar.querySelector('details')!;
  const summary = list.querySelector('summary')!;
  const links = [...list.querySelectorAll('a')];
  const sections = links.map((link) => document.getElementById(link.getAttribute('href')!.slice(1))!);
  const title = summary.textContent;
  let at = -1;

  // The section whose title last went up past a third of the screen. Titles are few, so that looking at all of them
  // whenever one crosses that line costs nothing.
  const find = () => {
    const line = innerHeight / 3;
    const next = sections.findLastIndex((section) => section.getBoundingClientRect().top < line);
    if (next === at) return;
    links[at]?.removeAttribute('aria-current');
    at = next;
    bar.classList.toggle('shown', at >= 0);
    if (at < 0) {
      summary.textContent = title;
      return;
    }
    const number = document.createElement('i');
    number.textContent = String(at + 1);
    summary.replaceChildren(number, ` ${links[at].textContent}`);
    links[at].setAttribute('aria-current', 'true');
  };
  const observer = new IntersectionObserver(find, { rootMargin: '0px 0px -66% 0px' });
  for (const section of sections) observer.observe(section);

  const close = () => (list.open = false);
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !list.open) return;
    close();
    summary.focus();
  };
  const leave = (event: Event) => {
    if (!bar.contains(event.target as Node)) close();
  };
  // A jump over many sections, as by Home, moves none of them through that line.
  document.addEventListener('scrollend', find);
  document.addEventListener('pointerdown', leave);
  bar.addEventListener('keydown', closeByKey);
  for (const link of links) link.addEventListener('click', close);
  return () => {
    observer.disconnect();
    document.removeEventListener('scrollend', find);
    document.removeEventListener('pointerdown', leave);
    bar.removeEventListener('keydown', closeByKey);
    for (const link of links) link.removeEventListener('click', close);
  };
}
