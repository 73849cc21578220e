/**
 * Plays a recorded run once in the still picture of a view, without the view: for a first screen that is alive before
 * anything heavy has loaded.
 */
import { decodeRecording } from '../frame/read-recording';
import { openFrame, readEffective, readSlot, type Frame } from '../frame/layout';
import { momentWords } from '../i18n/figures/moment';
import type { Language, Messages } from '../i18n/languages';
import { arcface } from '../loss/arcface';
import { settingsOf } from '../loss/spec';
import { circlePoster } from '../viz/poster/circle-poster';

/** 40 recorded moments pass in less than five seconds, after which nothing moves by itself (WCAG 2.2.2). */
const momentMs = 110;

/**
 * @param url a recorded run of ArcFace; one of another loss is not played
 * @param figure the trainer's figure as the page brings it. Once a live view has taken the picture's place, the film
 *   is over.
 * @returns how to end it before its time
 */
export function playFilm(url: string, figure: Element, language: Language, messages: Messages): () => void {
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
    const { info, labels_n, length, steps } = recording;
    // A first screen shows one loss, and the registry would bring the formulas of all of them.
    const spec = arcface;
    if (info.runs[0].loss !== spec.id) return;
    const frame = openFrame(info.shape);
    // Read out once, at the end: a picture that changes ten times a second is nothing to listen to.
    const ariaLabel = figure.querySelector('.picture svg')?.getAttribute('aria-label') ?? '';
    const show = (index: number): void => {
      const picture = figure.querySelector('.picture');
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
      tell(frame, steps[index]);
      if (index + 1 < length)
        timer = setTimeout(() => requestAnimationFrame(() => show(index + 1)), momentMs);
    };
    show(0);

    /** The read-outs and the run's bar say what the picture shows. */
    function tell(moment: Frame, step: number): void {
      const texts = {
        '[data-stat="step"]': String(step),
        '[data-stat="loss"]': readSlot(moment, 'loss').toFixed(2),
        '[data-stat="accuracy"]': messages.percent(readSlot(moment, 'accuracy')),
        '[data-stat="cosineAccuracy"]': messages.percent(readSlot(moment, 'cosineAccuracy')),
        '[data-stat="targetDeg"]': messages.degrees(readSlot(moment, 'targetDeg')),
        '[data-source] output': momentWords[language](step, steps[length - 1]),
      };
      for (const [selector, text] of Object.entries(texts)) {
        const place = figure.querySelector(selector);
        if (place) place.textContent = text;
      }
      const bar = figure.querySelector<HTMLInputElement>('[data-run="moments"]');
      if (!bar) return;
      bar.value = String(step);
      bar.style.setProperty('--share', String(step / steps[length - 1]));
    }
  }
}
