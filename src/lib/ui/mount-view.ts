/** Brings a view to life in an element: fetches its code, feeds it moments, follows the element's size. */
import type { ViewId } from '../demo/demo-spec';
import type { describeEmbedding } from '../demo/describe';
import { initialWeights } from '../demo/initial-weights';
import type { Moment, Session } from '../demo/session';
import type { Messages } from '../i18n/languages';
import { recipeFor, marginRampSpan } from '../train/recipe';
import { browserMotion } from '../viz/motion';
import type { View } from '../viz/view';

/** Returns how to take it down again. */
export function mountView(
  host: HTMLElement,
  session: Session,
  view: ViewId,
  run: number,
  messages: Messages,
): () => void {
  let isGone = false;
  let takeDown = () => {};
  void createPainter(host, view, run, session, messages).then(({ painted, paint }) => {
    if (isGone) {
      painted.dispose();
      return;
    }
    const fit = () => painted.resize(host.clientWidth, host.clientHeight);
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(host);
    const stop = session.paint(paint);
    takeDown = () => {
      stop();
      observer.disconnect();
      painted.dispose();
    };
  });
  return () => {
    isGone = true;
    takeDown();
  };
}

interface Painted {
  readonly painted: Pick<View<never>, 'resize' | 'dispose'>;
  readonly paint: (moment: Moment) => void;
}

async function createPainter(
  host: HTMLElement,
  view: ViewId,
  run: number,
  session: Session,
  messages: Messages,
): Promise<Painted> {
  const motion = browserMotion(window);
  if (view === 'chart') {
    const [{ createChartView }, { describeChart }] = await Promise.all([
      import('../viz/d3/chart-view'),
      import('../demo/describe'),
    ]);
    const painted = createChartView(host, { motion });
    const words = { loss: messages.lossLabel, accuracy: messages.accuracyLabel, step: messages.stepLabel };
    return {
      painted,
      paint: (moment) => {
        const spans = moment.runs.map(({ spec }) => marginRampSpan(spec, recipeFor(spec)));
        painted.update({
          runs: moment.runs.map(({ spec }, i) => ({
            label: messages.lossNames[spec.id] ?? spec.id,
            loss: moment.histories[i].loss,
            accuracy: moment.histories[i].accuracy,
            colour: moment.runs.length === 1 ? 'ink' : chartColours[i % chartColours.length],
          })),
          rampSpan:
            session.status.state.ramp === false ? undefined : (spans.find((span) => span) ?? undefined),
          toStep: 600,
          words,
          ariaLabel: describeChart(moment, messages),
        });
      },
    };
  }
  const createView =
    view === 'circle'
      ? (await import('../viz/d3/circle-view')).createCircleView
      : (await import('../viz/d3/plane-view')).createPlaneView;
  const painted = createView(host, { motion, waiting: messages.waiting });
  let describe: typeof describeEmbedding | null = null;
  return {
    painted,
    paint: (moment) => {
      const status = moment.runs[run];
      if (!status) return;
      const input = {
        frame: moment.frames?.[run],
        weights: initialWeights(moment.classNames.length),
        spec: status.spec,
        settings: status.effective,
        labels_n: moment.labels_n,
        classNames: moment.classNames,
      };
      if (input.frame && !describe) {
        // Words for what is seen come with the first frame, and draw it again.
        void import('../demo/describe').then((words) => {
          describe = words.describeEmbedding;
          session.redraw();
        });
      }
      const loss = messages.lossNames[status.spec.id] ?? status.spec.id;
      painted.update({
        ...input,
        ariaLabel:
          input.frame && describe
            ? describe(input, moment.step, messages)
            : messages.describeWaiting(loss, moment.classNames.length),
      });
    },
  };
}

/** Inks for the lines of a lock-step chart; the lines are named at their ends, so the colour only helps. */
const chartColours = ['theta', 'ink', '4', '8', '9'];
