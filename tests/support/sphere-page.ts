/**
 * What `tests/browser/sphere.spec.ts` runs inside a page: a sphere view on a bare element, with weights and features
 * that the test names, so that nothing needs to train.
 */
import { openFrame, type Frame } from '../../src/lib/frame/layout';
import { measureFrame } from '../../src/lib/frame/measure';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf, type LossSettings, type LossSpec } from '../../src/lib/loss/spec';
import type { Mark } from '../../src/lib/viz/mark';
import { browserMotion } from '../../src/lib/viz/motion';
import { SharedCamera, type Direction } from '../../src/lib/viz/shared-camera';
import { createSphereView, type SphereView } from '../../src/lib/viz/three/sphere-view';

/** A moment of a run as plain numbers. */
export interface SphereScene {
  readonly loss: string;
  readonly settings?: LossSettings;
  /** Weights of one class; 1 unless said. */
  readonly perClass?: number;
  readonly weights_cd: readonly number[];
  readonly bias_c?: readonly number[];
  readonly embeddings_nd: readonly number[];
  readonly labels_n: readonly number[];
}

interface Shown {
  readonly host: HTMLElement;
  readonly view: SphereView;
  readonly camera: SharedCamera;
  readonly marks: Mark[];
}

const classNames = Array.from({ length: 10 }, (_, digit) => String(digit));
const words = {
  lengths: 'with lengths',
  lost: 'the drawing was taken away',
  none: 'no WebGL',
  seen: (facing: string, hasLengths: boolean) =>
    `Class ${facing} faces you${hasLengths ? ', at lengths' : ''}.`,
};
const shown: Shown[] = [];

const classesOf = ({ weights_cd, perClass = 1 }: SphereScene): number => weights_cd.length / 3 / perClass;

function frameOf(scene: SphereScene, spec: LossSpec): Frame {
  const classes = classesOf(scene);
  const frame = openFrame({
    probes: scene.labels_n.length,
    dim: 3,
    classes,
    subcenters: scene.perClass ?? 1,
  });
  frame.weights_cd.set(scene.weights_cd);
  frame.bias_c.set(scene.bias_c ?? new Array<number>(classes).fill(0));
  frame.embeddings_nd.set(scene.embeddings_nd);
  measureFrame(frame, spec, Uint8Array.from(scene.labels_n));
  return frame;
}

const page = {
  /** Makes a view of a size, CSS pixels; returns its number. */
  open(widthPx: number, heightPx: number, shares?: number, showsLengths = true): number {
    const host = document.createElement('div');
    host.style.cssText = `position:relative;width:${widthPx}px;height:${heightPx}px`;
    document.body.append(host);
    const camera = shares === undefined ? new SharedCamera() : shown[shares].camera;
    const marks: Mark[] = [];
    const view = createSphereView(host, {
      motion: browserMotion(window),
      words,
      camera,
      glideMs: 0,
      showsLengths,
      walkLabel: 'samples',
      onMark: (mark) => marks.push(mark),
    });
    view.resize(widthPx, heightPx);
    return shown.push({ host, view, camera, marks }) - 1;
  },

  show(index: number, scene: SphereScene): void {
    const spec = lossById(scene.loss)!;
    const names = classNames.slice(0, classesOf(scene));
    const labels_n = Uint8Array.from(scene.labels_n);
    const settings = settingsOf(spec, scene.settings ?? {});
    shown[index].view.update({
      frame: frameOf(scene, spec),
      spec,
      settings,
      labels_n,
      classNames: names,
      ariaLabel: scene.loss,
    });
  },

  /** Shows a run of a recorded file at a moment. */
  async showRun(index: number, url: string, run: number, moment: number): Promise<void> {
    const recording = await decodeRecording(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const { info, labels_n } = recording;
    const frame = recording.read(moment < 0 ? recording.length + moment : moment, run, openFrame(info.shape));
    const spec = lossById(info.runs[run].loss)!;
    shown[index].view.update({
      frame,
      spec,
      settings: info.runs[run].settings,
      labels_n,
      classNames: info.classNames,
      ariaLabel: spec.id,
    });
  },

  face(index: number, direction: Direction, zoom = 1): void {
    const { camera } = shown[index];
    camera.reset(0, 0);
    camera.face(direction, 0, 0);
    camera.zoomBy(zoom);
  },

  pose: (index: number) => shown[index].camera.pose,
  marks: (index: number) => shown[index].marks,
  highlight: (index: number, mark: Mark): void => shown[index].view.highlight(mark),

  regions(index: number) {
    const ids = shown[index].view.readRegions();
    return (
      ids && {
        ...ids,
        winner: [...ids.winner],
        rival: [...ids.rival],
        refused: [...ids.refused],
        lens: { ...ids.lens, rotation: [...ids.lens.rotation] },
      }
    );
  },

  /** Where things are seen, in pixels of the picture. */
  lens(index: number) {
    const { lens } = shown[index].view.readRegions()!;
    return { ...lens, rotation: [...lens.rotation] };
  },

  close(index: number): void {
    shown[index].view.dispose();
    shown[index].host.remove();
  },
};

export type SpherePage = typeof page;
(globalThis as unknown as { spherePage: SpherePage }).spherePage = page;
