/**
 * The terms of ArcFace's formula that a page's figures share: their values, and which of them the reader points at.
 * One object for the page, as figures come alive one by one; whatever carries `data-term` takes part, drawn by a
 * component or written in the text, since the mark is made by style (linked-terms.css).
 */
import { arcface } from '../loss/arcface';
import type { SliderRange } from './slider-keys';

export type Term = 's' | 'm' | 'theta';

const RAD = Math.PI / 180;
const rangeOf = (name: string): SliderRange & { readonly default: number } =>
  arcface.parameters.find((parameter) => parameter.name === name)!;

/** s is a number; m in radians; θ in degrees, as readers count it. */
export const termRanges: Readonly<Record<Term, SliderRange & { readonly default: number }>> = {
  s: rangeOf('s'),
  m: rangeOf('m'),
  theta: { min: 0, max: 180, step: 1, page: 15, default: 12 },
};

class LinkedTerms {
  s = $state(termRanges.s.default);
  m = $state(termRanges.m.default);
  /** Degrees. */
  theta = $state(termRanges.theta.default);
  hovered = $state<Term | null>(null);

  get thetaRad(): number {
    return this.theta * RAD;
  }

  reset(): void {
    for (const term of ['s', 'm', 'theta'] as const) this[term] = termRanges[term].default;
  }
}

export const linkedTerms = new LinkedTerms();

let watchers = 0;
let stop = () => {};

/**
 * Marks, on the whole page, the term that the pointer or the focus is on. Each figure that takes part calls it when
 * it comes alive (`onMount(watchTerms)`).
 *
 * @returns how to leave; the last to leave takes the listeners away
 */
export function watchTerms(): () => void {
  if (watchers++ === 0) stop = listen(document);
  return () => {
    if (--watchers === 0) stop();
  };
}

function listen(page: Document): () => void {
  const point = (event: Event) => {
    const held = (event.target as Element | null)?.closest?.('[data-term]');
    mark(page, (held?.getAttribute('data-term') ?? null) as Term | null);
  };
  const leave = () => mark(page, null);
  page.addEventListener('pointerover', point);
  page.addEventListener('focusin', point);
  page.addEventListener('focusout', leave);
  return () => {
    page.removeEventListener('pointerover', point);
    page.removeEventListener('focusin', point);
    page.removeEventListener('focusout', leave);
    leave();
  };
}

function mark(page: Document, term: Term | null): void {
  if (linkedTerms.hovered === term) return;
  linkedTerms.hovered = term;
  if (term) page.documentElement.dataset.hoveredTerm = term;
  else delete page.documentElement.dataset.hoveredTerm;
}
