/** Brings a view to life in an element: fetches its code, feeds it moments and marks, follows the element's size. */
import type { ViewId } from '../demo/demo-spec';
import { initialWeights } from '../demo/initial-weights';
import { valuesOf } from '../demo/plan';
import { runLabels } from '../demo/run-labels';
import type { Moment, Session } from '../demo/session';
import type { HandsOnWords } from '../i18n/figures/hands-on';
import type { ViewWords } from '../i18n/figures/views';
import type { Messages } from '../i18n/languages';
import type { HeadWeights } from '../loss/decide';
import { recipeFor, marginRampSpan } from '../train/recipe';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions, LinkedView } from '../viz/embedding-input';
import type { Mark } from '../viz/mark';
import { browserMotion } from '../viz/motion';
import { SharedCamera } from '../viz/shared-camera';
import type { SphereViewOptions } from '../viz/three/sphere-view';
import type { Motion } from '../viz/view';

/** What a view is made with. */
interface Setting {
  readonly host: HTMLElement;
  readonly session: Session;
  /** Which run of a lock-step set; the chart shows all of them. */
  readonly run: number;
  readonly messages: Messages;
  readonly words: ViewWords;
  /** Where the reader may pull weights and draw; absent elsewhere. */
  readonly hands?: HandsOnWords;
}

/** Turn one sphere of a demo and all of them turn. */
const cameras = new WeakMap<Session, SharedCamera>();

function cameraOf(session: Session): SharedCamera {
  let camera = cameras.get(session);
  if (!camera) cameras.set(session, (camera = new SharedCamera()));
  return camera;
}

/** Returns how to take it down again. */
export function mountView(view: ViewId, setting: Setting): () => void {
  const { host, session } = setting;
  let isGone = false;
  let takeDown = () => {};
  void (view === 'chart' ? createChart(setting) : createEmbedding(view, setting)).then(({ drawn, paint }) => {
    if (isGone) {
      drawn.dispose();
      return;
    }
    const fit = () => {
      drawn.resize(host.clientWidth, host.clientHeight);
      // On paper the drawing is scaled from this width to what is there.
      host.style.setProperty('--drawn', `${host.clientWidth}px`);
    };
    fit();
    const sized = new ResizeObserver(fit);
    sized.observe(host);
    // A frame that is drawn larger keeps its layout, and wants more pixels.
    addEventListener('resize', fit);
    // A view off screen neither measures nor draws, though others of its demo do; it catches up when it is seen.
    let stop = () => {};
    const seen = new IntersectionObserver(
      (entries) => {
        stop();
        stop = entries.at(-1)!.isIntersecting ? follow() : () => {};
      },
      { rootMargin: '100px' },
    );
    seen.observe(host);
    const follow = (): (() => void) => {
      const stopPainting = session.paint((moment) => {
        // The still picture from the page goes once there is something to draw, or something else is set.
        if (moment.frames || !session.isAtPreset || !session.spec.recording)
          host.querySelector('.picture')?.remove();
        paint(moment);
        // Views draw at the next display frame.
        requestAnimationFrame(() => (host.dataset.drawn = 'true'));
      });
      drawn.highlight(session.selection.get());
      const stopMarking = session.selection.subscribe((mark) => drawn.highlight(mark));
      return () => {
        stopPainting();
        stopMarking();
      };
    };
    takeDown = () => {
      stop();
      seen.disconnect();
      sized.disconnect();
      removeEventListener('resize', fit);
      drawn.dispose();
    };
  });
  return () => {
    isGone = true;
    takeDown();
  };
}

interface Drawn {
  readonly drawn: LinkedView<never>;
  readonly paint: (moment: Moment) => void;
}

/** Words for what is seen and marked come with the first frame. */
async function loadDescribe() {
  const [whole, views] = await Promise.all([import('../demo/describe'), import('../demo/describe-views')]);
  return { ...whole, ...views };
}
type Describe = Awaited<ReturnType<typeof loadDescribe>>;

async function createEmbedding(view: Exclude<ViewId, 'chart'>, setting: Setting): Promise<Drawn> {
  const { host, session, run, messages, words, hands } = setting;
  let describe: Describe | null = null;
  let input: EmbeddingInput | null = null;
  let step = 0;
  const lossName = (): string => input!.runName!;
  const options: EmbeddingViewOptions & { motion: Motion } = {
    motion: browserMotion(window),
    waiting: messages.waiting,
    walkLabel: words.walk[view],
    onMark: (mark) => session.selection.set(mark, run),
    guestName: hands?.draw.mark,
    onTurn: hands
      ? (classIndex, rad) => void session.moveWeight(run, classIndex, [Math.cos(rad), Math.sin(rad)])
      : undefined,
    describeMark: (mark: Mark) =>
      describe?.describeMark(inputOf(session.moment), mark, words) ?? words.nothingMarked,
  };
  const drawn = await create();
  return {
    drawn,
    paint(moment) {
      input = inputOf(moment);
      if (!input) return;
      step = moment.step;
      if (input.frame && !describe) {
        void loadDescribe().then((loaded) => {
          describe = loaded;
          session.redraw();
        });
      }
      drawn.update({ ...input, ariaLabel: labelOf(input) });
    },
  };

  function inputOf(moment: Moment): EmbeddingInput | null {
    const status = moment.runs[run];
    return (
      status && {
        frame: moment.frames?.[run],
        weights: moment.frames ? undefined : startWeights(moment.classNames.length),
        spec: status.spec,
        runName: runLabels(moment.runs, messages)[run],
        settings: status.effective,
        trained_cd: moment.trained?.[run].weights_cd,
        guest_d: moment.guest?.[run],
        labels_n: moment.labels_n,
        classNames: moment.classNames,
      }
    );
  }

  function startWeights(classes: number): HeadWeights {
    const { dim, seed } = valuesOf(session.spec, session.status.state);
    return initialWeights(classes, Number(dim), seed as number);
  }

  async function create(): Promise<EmbeddingView> {
    switch (view) {
      case 'circle':
        return (await import('../viz/d3/circle-view')).createCircleView(host, options);
      case 'map':
        return (await import('../viz/d3/map-view')).createMapView(host, {
          ...options,
          camera: cameraOf(session),
        });
      case 'plane':
        return (await import('../viz/d3/plane-view')).createPlaneView(host, options);
      case 'sphere': {
        const { createSphereView, NoWebglError } = await import('../viz/three/sphere-view');
        const sphere: SphereViewOptions = {
          ...options,
          words: words.sphere,
          camera: cameraOf(session),
          image: (n) => session.probeImage(n),
          imageSet: () => session.probeSet,
          onPull: hands
            ? (classIndex, direction) => void session.moveWeight(run, classIndex, direction)
            : undefined,
          // Side by side, losses are compared by directions, which all of them have.
          showsLengths: session.moment.runs.length === 1,
        };
        try {
          return createSphereView(host, sphere);
        } catch (error) {
          if (!(error instanceof NoWebglError)) throw error;
          return noted(words.sphere.none, (await import('../viz/d3/map-view')).createMapView(host, options));
        }
      }
      case 'angles': {
        const { createAnglesView } = await import('../viz/d3/angles-view');
        return createAnglesView(host, { ...options, words: words.angles });
      }
      case 'pairs': {
        const { createPairsView } = await import('../viz/d3/pairs-view');
        return createPairsView(host, { ...options, words: words.pairs });
      }
      case 'roc': {
        const { createRocView } = await import('../viz/d3/roc-view');
        return createRocView(host, { ...options, words: words.roc });
      }
      case 'curve': {
        const { createCurveView } = await import('../viz/d3/curve-view');
        return createCurveView(host, { ...options, words: words.curve });
      }
      case 'boundary': {
        const { createBoundaryView } = await import('../viz/d3/boundary-view');
        return createBoundaryView(host, {
          ...options,
          words: {
            ...words.boundary,
            describe: (pair) => words.describeBoundary({ loss: lossName(), step, ...pair }),
          },
        });
      }
    }
  }

  /** A view that stands in for another, with a sentence that says why. */
  function noted(sentence: string, view: EmbeddingView): EmbeddingView {
    const note = host.ownerDocument.createElement('p');
    note.className = 'stand-in';
    note.textContent = sentence;
    host.append(note);
    return {
      ...view,
      dispose() {
        note.remove();
        view.dispose();
      },
    };
  }

  function labelOf(input: EmbeddingInput): string | undefined {
    if (!input.frame || !describe) return messages.describeWaiting(lossName(), input.classNames.length);
    switch (view) {
      case 'angles':
        return describe.describeAngles(input, step, messages, words);
      case 'pairs':
        return describe.describePairs(input, step, messages, words);
      case 'roc':
        return describe.describeRoc(input, step, messages, words);
      case 'curve':
        return describe.describeCurve(input, step, messages, words);
      case 'sphere':
      case 'map':
        return describe.describeSphere(input, step, messages, words);
      // It names the pair that it shows by itself.
      case 'boundary':
        return undefined;
      default:
        return describe.describeEmbedding(input, step, messages);
    }
  }
}

async function createChart({ host, session, messages, words }: Setting): Promise<Drawn> {
  const [{ createChartView }, { logitsOf }, { describeChart, describeMark }] = await Promise.all([
    import('../viz/d3/chart-view'),
    import('../viz/sample-logits'),
    loadDescribe(),
  ]);
  const drawn = createChartView(host, {
    motion: browserMotion(window),
    walkLabel: words.walk.chart,
    onMark: (mark) => session.selection.set(mark),
    describeMark: (mark) => {
      const { moment } = session;
      const status = moment.runs[0];
      const frame = moment.frames?.[0];
      const input =
        status && frame ? { ...moment, spec: status.spec, settings: status.effective, frame } : null;
      return describeMark(input, mark, words);
    },
  });
  const lossWords = {
    loss: messages.lossLabel,
    accuracy: messages.accuracyLabel,
    step: messages.stepLabel,
    ...words.chart,
  };
  return {
    drawn,
    paint(moment) {
      const spans = moment.runs.map(({ spec }) => marginRampSpan(spec, recipeFor(spec)));
      const labels = runLabels(moment.runs, messages);
      drawn.update({
        runs: moment.runs.map(({ spec, effective }, i) => {
          const frame = moment.frames?.[i];
          const logits = frame && logitsOf(spec, effective, frame);
          return {
            label: labels[i],
            loss: moment.histories[i].loss,
            accuracy: moment.histories[i].accuracy,
            left: moment.leftHistories.map((histories) => histories[i]),
            colour: moment.runs.length === 1 ? 'ink' : chartColours[i % chartColours.length],
            sampleLoss_n:
              logits &&
              Float32Array.from({ length: frame.shape.probes }, (_, n) => logits(n, moment.labels_n[n]).loss),
          };
        }),
        rampSpan: session.status.state.ramp === false ? undefined : (spans.find((span) => span) ?? undefined),
        shownStep: isBehind(session) ? moment.step : null,
        toStep: 600,
        words: lossWords,
        labels_n: moment.labels_n,
        classNames: moment.classNames,
        ariaLabel: describeChart(moment, messages),
      });
    },
  };
}

/** True where a moment is shown that is not the timeline's newest. */
function isBehind({ status: { timeline } }: Session): boolean {
  return timeline !== null && timeline.index < timeline.steps.length - 1;
}

/** Inks for the lines of a lock-step chart; the lines are named at their ends, so the colour only helps. */
const chartColours = ['theta', 'ink', '4', '8', '9'];
