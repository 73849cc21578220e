/**
 * Plays a recorded run once in the still picture of a view, without the view: for a first screen that is alive before
 * anything heavy has loaded.
 */
import { decodeRecording } from '../frame/recording-file';
import { openFrame, readEffective } from '../frame/layout';
import { lossById } from '../loss/registry';
import { settingsOf, type MarginLossSpec } from '../loss/spec';
import { circlePoster } from '../viz/poster/circle-poster';

/** 40 recorded moments pass in less than five seconds, after which nothing moves by itself (WCAG 2.2.2). */
const momentMs = 110;

/**
 * @param pictureOf the element that holds the picture; null once a live view has taken its place, which ends the film
 * @returns how to end it before its time
 */
export function playFilm(url: string, pictureOf: () => Element | null): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  void play().catch(() => {
    // The still picture stands, and it is the film's own last moment.
  });
  return () => {
    isOver = true;
    clearTimeout(timer);
  };

  async function play(): Promise<void> {
    const response = await fetch(url);
    if (!response.ok) return;
    const recording = await decodeRecording(new Uint8Array(await response.arrayBuffer()));
    const { info, labels_n, length } = recording;
    const spec = lossById(info.runs[0].loss) as MarginLossSpec;
    const frame = openFrame(info.shape);
    // Read out once, at the end: a picture that changes ten times a second is nothing to listen to.
    const ariaLabel = pictureOf()?.querySelector('svg')?.getAttribute('aria-label') ?? '';
    const show = (index: number): void => {
      const picture = pictureOf();
      if (isOver || !picture) return;
      recording.read(index, 0, frame);
      const effective = spec.parameters.map(({ name }, k) => [name, readEffective(frame, k)] as const);
      const settings = settingsOf(spec, { ...info.runs[0].settings, ...Object.fromEntries(effective) });
      picture.innerHTML = circlePoster({
        frame,
        spec,
        settings,
        labels_n,
        classNames: info.classNames,
        ariaLabel,
      });
      if (index + 1 < length)
        timer = setTimeout(() => requestAnimationFrame(() => show(index + 1)), momentMs);
    };
    show(0);
  }
}
