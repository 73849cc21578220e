/**
 * The telling states of each view. A new view does not compile before it has some; a contract test wants at least one
 * of each.
 */
import { alone, beside, five, sphere } from '$content/arcface/figures';
import type { DemoSpec, ViewId } from '$lib/demo/demo-spec';
import { furthestRight, wholeClass, worstStray } from './marks';
import type { ViewState } from './state';

/** Heights of a panel that is drawn: squares, drawings of four to three, the chart. */
const [square, low, chart, map] = [401, 316, 323, 240];
const inTrainer = { slug: 'arcface', id: alone.id };
const inLockStep = { slug: 'arcface', id: beside.id };
const onSphere = { slug: 'arcface', id: sphere.id };
const inFive = { slug: 'arcface', id: five.id };
const waiting: DemoSpec = { ...alone, recording: undefined };
const solid: DemoSpec = { ...waiting, dim: 3 };

type OfView = Omit<ViewState, 'view' | 'heightPx'>;
const of = (view: ViewId, heightPx: number, states: readonly OfView[]): readonly ViewState[] =>
  states.map((state) => ({ view, heightPx, ...state }));

export const viewStates: Readonly<Record<ViewId, readonly ViewState[]>> = {
  circle: of('circle', square, [
    { id: 'circle-waiting', caption: 'circleWaiting', demo: waiting },
    { id: 'circle-start', caption: 'circleStart', demo: alone, step: 0, from: inTrainer },
    { id: 'circle-trained', caption: 'circleTrained', demo: alone, from: inTrainer },
    { id: 'circle-no-margin', caption: 'circleNoMargin', demo: alone, set: { m: 0 }, from: inTrainer },
    { id: 'circle-wide', caption: 'circleWide', demo: alone, set: { m: 1 }, from: inTrainer },
    { id: 'circle-class', caption: 'circleClass', demo: alone, mark: wholeClass(3), from: inTrainer },
    { id: 'circle-stray', caption: 'circleStray', demo: alone, mark: worstStray, from: inTrainer },
  ]),
  plane: of('plane', square, [
    { id: 'plane-start', caption: 'planeStart', demo: beside, step: 0, from: inLockStep },
    { id: 'plane-trained', caption: 'planeTrained', demo: beside, from: inLockStep },
    { id: 'plane-class', caption: 'planeClass', demo: beside, mark: wholeClass(7), from: inLockStep },
    { id: 'plane-stray', caption: 'planeStray', demo: beside, mark: worstStray, from: inLockStep },
  ]),
  sphere: of('sphere', square, [
    { id: 'sphere-waiting', caption: 'sphereWaiting', demo: solid },
    { id: 'sphere-trained', caption: 'sphereTrained', demo: sphere, from: onSphere },
    { id: 'sphere-wide', caption: 'sphereWide', demo: sphere, set: { m: 0.8 }, from: onSphere },
    { id: 'sphere-stray', caption: 'sphereStray', demo: sphere, mark: worstStray, from: onSphere },
    { id: 'sphere-softmax', caption: 'sphereSoftmax', demo: five, run: 0, from: inFive },
  ]),
  map: of('map', map, [
    { id: 'map-start', caption: 'mapStart', demo: sphere, step: 0, from: onSphere },
    { id: 'map-trained', caption: 'mapTrained', demo: sphere, from: onSphere },
    { id: 'map-class', caption: 'mapClass', demo: sphere, mark: wholeClass(2), from: onSphere },
  ]),
  pairs: of('pairs', low, [
    { id: 'pairs-softmax', caption: 'pairsSoftmax', demo: five, run: 0, from: inFive },
    { id: 'pairs-arcface', caption: 'pairsArcface', demo: five, run: 4, from: inFive },
  ]),
  roc: of('roc', low, [
    { id: 'roc-softmax', caption: 'rocSoftmax', demo: five, run: 0, from: inFive },
    { id: 'roc-arcface', caption: 'rocArcface', demo: five, run: 4, from: inFive },
  ]),
  angles: of('angles', low, [
    { id: 'angles-start', caption: 'anglesStart', demo: alone, step: 0, from: inTrainer },
    { id: 'angles-trained', caption: 'anglesTrained', demo: alone, from: inTrainer },
    { id: 'angles-stray', caption: 'anglesStray', demo: alone, mark: worstStray, from: inTrainer },
  ]),
  curve: of('curve', low, [
    { id: 'curve-trained', caption: 'curveTrained', demo: alone, from: inTrainer },
    { id: 'curve-wide', caption: 'curveWide', demo: alone, set: { m: 1 }, from: inTrainer },
    { id: 'curve-refused', caption: 'curveRefused', demo: alone, mark: furthestRight, from: inTrainer },
  ]),
  boundary: of('boundary', square, [
    { id: 'boundary-trained', caption: 'boundaryTrained', demo: alone, from: inTrainer },
    { id: 'boundary-softmax', caption: 'boundarySoftmax', demo: beside, from: inLockStep },
    { id: 'boundary-stray', caption: 'boundaryStray', demo: alone, mark: worstStray, from: inTrainer },
  ]),
  chart: of('chart', chart, [
    { id: 'chart-alone', caption: 'chartAlone', demo: alone, from: inTrainer },
    { id: 'chart-beside', caption: 'chartBeside', demo: beside, from: inLockStep },
    { id: 'chart-five', caption: 'chartFive', demo: five, from: inFive },
  ]),
};
