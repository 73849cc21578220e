/** Which views each run of a demo gets, in which order: those that can draw its embedding, or one in their place. */
import { hasClassWeights, hasUnitFeatures, type LossSpec } from '../loss/spec';
import { viewIds, type ViewId } from './demo-spec';

/** Dimensions that a picture of an embedding draws. The other views speak of angles and losses, which every run has. */
const drawnDim: Partial<Record<ViewId, number>> = { plane: 2, circle: 2, sphere: 3, map: 3 };
/** Views of a target logit, which a loss without class weights has not. */
const needsTarget: ReadonlySet<ViewId> = new Set<ViewId>(['curve', 'boundary']);
/** More than three dimensions have no picture: what can be seen of them is their angles. */
const showsAngles = (view: ViewId): boolean => view === 'angles';
const isPicture = (view: ViewId): boolean => drawnDim[view] !== undefined;

export interface Panels {
  /** Views of each run alone. */
  readonly runs: readonly {
    readonly loss: LossSpec;
    readonly run: number;
    readonly views: readonly ViewId[];
  }[];
  /** Whether the view of all runs together is wanted. */
  readonly hasChart: boolean;
  /** Pictures that were wanted but draw another number of dimensions. */
  readonly others: readonly ViewId[];
  /** The pictures that are drawn, each once. */
  readonly pictures: readonly ViewId[];
}

/** @param views as the demo or its reader wants them */
export function panelsOf(losses: readonly LossSpec[], views: readonly ViewId[], dim: number): Panels {
  const fitting = views.filter((view) => drawnDim[view] === dim);
  const firstPlace = views.findIndex(isPicture);
  const runs = losses.map((loss, run) => {
    const best = suitedTo(loss, dim);
    const standIn = fitting.length === 0 ? best : null;
    // Side by side there is room for one picture of each embedding.
    const one = losses.length === 1 ? null : best && fitting.includes(best) ? best : fitting[0];
    const standsIn = standIn && !views.includes(standIn) ? standIn : null;
    const own = views.flatMap((view, place): ViewId[] => {
      if (view === 'chart' || (needsTarget.has(view) && !hasClassWeights(loss))) return [];
      if (!isPicture(view)) return [view];
      if (standIn) return place === firstPlace && standsIn ? [standsIn] : [];
      return fitting.includes(view) && (one === null || view === one) ? [view] : [];
    });
    return { loss, run, views: own };
  });
  return {
    runs,
    hasChart: views.includes('chart'),
    others: views.filter((view) => isPicture(view) && drawnDim[view] !== dim),
    pictures: [...new Set(runs.flatMap((panel) => panel.views.filter(dim > 3 ? showsAngles : isPicture)))],
  };
}

/** The picture that suits a loss: in two dimensions the circle where features are divided by their norm. */
function suitedTo(loss: LossSpec, dim: number): ViewId | null {
  if (dim > 3) return 'angles';
  if (dim === 2) return hasUnitFeatures(loss) ? 'circle' : 'plane';
  return viewIds.find((view) => drawnDim[view] === dim) ?? null;
}
