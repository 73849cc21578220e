import type { LinkOptions } from '../embedding-input';
import { isSameMark, markWithin, noMark, type Mark } from '../mark';
import { walk } from '../walk';
import { createStage, type Stage } from './stage';

/** What is marked in one view, and how its reader marks: the same in every view. */
export interface Pointing {
  readonly stage: Stage;
  /** What is marked now and is there. */
  readonly mark: Mark;
  /** Marks what another view marked. */
  set(mark: Mark): void;
  /** For a view whose input has changed: says what is marked, if that is something else by now. */
  refresh(): void;
}

/** What a view knows of the things in it. */
export interface PointingTargets {
  /** What is at a place, in the stage's pixels. */
  find(x: number, y: number): Mark;
  /** Sample indices as the keys walk through them. Asked for at each key, so that it follows the training. */
  order(): readonly number[];
  readonly samples: number;
  readonly classes: number;
  /** Something else is marked: draw it. */
  changed(): void;
  /** A key that the view uses itself, before any other; true where it did. */
  command?(key: string, event: KeyboardEvent): boolean;
  /** True while the reader's hand does something else than pointing. */
  isHeld?(): boolean;
}

export function createPointing(
  host: HTMLElement,
  view: string,
  { onMark, walkLabel = '', describeMark }: LinkOptions,
  targets: PointingTargets,
): Pointing {
  let mark = noMark;
  let said = { mark: noMark, samples: 0 };
  const within = (): Mark => markWithin(mark, targets.samples, targets.classes);

  const stage = createStage(host, view, {
    onPoint(at) {
      if (targets.isHeld?.()) return;
      point(at ? targets.find(at[0], at[1]) : noMark);
    },
    onKey(key, event) {
      if (targets.command?.(key, event)) return true;
      const order = targets.order();
      const next = walk(key, within(), order, targets.classes);
      if (!next) return false;
      // Escape with nothing marked is for others: a dialogue, a full screen.
      if (isSameMark(next, mark) && key === 'Escape') return false;
      point(next, order);
      return true;
    },
  });

  function point(next: Mark, order?: readonly number[]): void {
    if (isSameMark(next, mark)) return;
    mark = next;
    say(order);
    targets.changed();
    onMark?.(mark);
  }

  function say(order?: readonly number[]): void {
    const now = within();
    said = { mark: now, samples: targets.samples };
    stage.say({
      label: walkLabel,
      // Sorting some thousand samples is for readers by key; a pointer is told no rank.
      rank: now.sample === null ? 0 : order ? order.indexOf(now.sample) + 1 : now.sample + 1,
      count: targets.samples,
      text: describeMark?.(now) ?? '',
    });
  }

  say();
  return {
    stage,
    get mark() {
      return within();
    },
    set(next) {
      if (isSameMark(next, mark)) return;
      mark = next;
      say();
      targets.changed();
    },
    refresh() {
      // While it trains, each frame would be read out anew.
      if (said.samples !== targets.samples || !isSameMark(said.mark, within())) say();
    },
  };
}
