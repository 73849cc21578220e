/** What a tile is drawn with: fetched with the first of them, as the page is read without any. */
import { asset } from '$app/paths';
import { browserServices } from '$lib/demo/browser-services';
import { Session } from '$lib/demo/session';
import Island from '$lib/ui/Island.svelte';
import ViewHost from '$lib/ui/ViewHost.svelte';
import type { ViewState } from './state';

export { Island, ViewHost };

/** A session of its own, at rest on the wanted moment. */
export async function open({ demo, set = {}, step, mark, run = 0 }: ViewState): Promise<Session> {
  const opened = new Session(
    demo,
    set,
    browserServices(window, { data: asset('/data/'), runs: asset('/runs/') }),
  );
  await opened.openPreset();
  const { timeline, recordingProblem } = opened.status;
  if (recordingProblem) throw new Error(recordingProblem);
  if (step !== undefined && timeline) {
    const away = timeline.steps.map((recorded) => Math.abs(recorded - step));
    await opened.seek(away.indexOf(Math.min(...away)));
  }
  if (mark) opened.selection.set(mark(opened.moment, run), run);
  return opened;
}
