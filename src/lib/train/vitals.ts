/**
 * What a run's frames do not show: how large its gradients are, layer by layer, and in which tensor the first number
 * that is not finite appeared. Measured between steps, never inside one.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LossSettings } from '../loss/spec';
import type { Batch } from './device-dataset';
import type { RunVitals } from './protocol';
import { Trainer, type Checkpoint } from './trainer';

/** A tensor of a network, or what the loss or a gradient of it is called. */
export interface SickTensor {
  /** The step, from 1, that first met it. */
  readonly step: number;
  readonly kind: 'loss' | 'gradient' | 'weights';
  /** `head/weights`, `dense1/bias`, …; empty for the loss itself. */
  readonly name: string;
}

/** Gradient norms of the batch that comes next, by layer; the network stays as it is. */
export async function measureVitals(trainer: Trainer, batch: Batch): Promise<RunVitals> {
  const { loss, gradients } = trainer.gradients(batch);
  try {
    const values = await Promise.all(gradients.map((gradient) => gradient.data()));
    const squares = new Map<string, number>();
    values.forEach((numbers, i) => {
      const layer = layerOf(trainer.variableNames[i]);
      let square = squares.get(layer) ?? 0;
      for (const number of numbers) square += number * number;
      squares.set(layer, square);
    });
    return { gradientNorms: [...squares].map(([layer, square]) => ({ layer, norm: Math.sqrt(square) })) };
  } finally {
    tf.dispose([loss, ...gradients]);
  }
}

/** `dense1/weights` belongs to the layer `dense1`. */
const layerOf = (name: string): string => name.split('/')[0];

/**
 * Takes the steps from `checkpoint` again, on a double, and looks into those around the first bad loss.
 *
 * @param settings the sliders since
 * @param batchAt the batch of a 0-based step; this disposes it
 * @param suspectStep the first step, from 1, whose loss was no number; the steps before are taken without a look
 * @param lastStep the step at which the numbers were known to be bad
 * @returns null where it does not happen again, because sliders moved in between
 */
export async function findSickTensor(
  { config }: Trainer,
  checkpoint: Checkpoint,
  settings: LossSettings,
  batchAt: (step: number) => Batch,
  suspectStep: number,
  lastStep: number,
): Promise<SickTensor | null> {
  const double = new Trainer(config);
  try {
    double.restore(checkpoint);
    double.setSettings(settings);
    while (double.stepCount < lastStep) {
      const batch = batchAt(double.stepCount);
      try {
        // A gradient goes bad one step before the loss does.
        if (double.stepCount + 2 >= suspectStep) {
          const found = await inspectStep(double, batch);
          if (found) return found;
        }
        double.step(batch).dispose();
      } finally {
        tf.dispose([batch.images, batch.oneHot_nc]);
      }
    }
    return null;
  } finally {
    double.dispose();
  }
}

/** The order is that of the step itself: the weights that it starts from, the loss, then gradients from the head down. */
async function inspectStep(trainer: Trainer, batch: Batch): Promise<SickTensor | null> {
  const step = trainer.stepCount + 1;
  const { variables } = await trainer.save();
  const sickWeights = variables.findIndex(isSick);
  if (sickWeights >= 0) return { step, kind: 'weights', name: trainer.variableNames[sickWeights] };
  const { loss, gradients } = trainer.gradients(batch);
  try {
    const [ofLoss, ...ofGradients] = await Promise.all([loss, ...gradients].map((tensor) => tensor.data()));
    if (isSick(ofLoss)) return { step, kind: 'loss', name: '' };
    const sick = ofGradients.findLastIndex(isSick);
    return sick >= 0 ? { step, kind: 'gradient', name: trainer.variableNames[sick] } : null;
  } finally {
    tf.dispose([loss, ...gradients]);
  }
}

const isSick = (numbers: ArrayLike<number>): boolean => {
  for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) return true;
  return false;
};
