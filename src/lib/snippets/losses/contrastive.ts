import type { ProgramSnippet } from '../snippet';

export const contrastive: ProgramSnippet = {
  loss: 'contrastive',
  functionName: 'contrastive_loss',
  takes: ['x', 'y'],
  returns: 'loss',
  parameters: ['m'],
  program: {
    torch: `import torch

def contrastive_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    i, j = torch.triu_indices(len(x), len(x), offset=1)       # ⟨eachPairOnce⟩
    distance = (x[i] - x[j]).norm(dim=1)
    apart = (m - distance).clamp(min=0)                       # ⟨farIsEnough⟩
    return torch.where(y[i] == y[j], distance, apart).square().mean() / 2`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function contrastiveLoss(x, oneHot⟨parameters⟩) {
  // ⟨docPairsTfjs⟩
  const gap = tf.sub(tf.expandDims(x, 1), tf.expandDims(x, 0));           // [N, N, d]
  const distance = tf.sqrt(tf.maximum(tf.sum(tf.square(gap), 2), 1e-12));   // ⟨clampThenRoot⟩
  const same = tf.matMul(oneHot, oneHot, false, true);
  const apart = tf.relu(tf.sub(m, distance));                             // ⟨farIsEnough⟩
  const each = tf.add(tf.mul(same, tf.square(distance)), tf.mul(tf.sub(1, same), tf.square(apart)));
  const n = x.shape[0];
  return tf.div(tf.sum(each), 2 * n * (n - 1));
}`,
    numpy: `import numpy as np

def contrastive_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    i, j = np.triu_indices(len(x), 1)                         # ⟨eachPairOnce⟩
    distance = np.linalg.norm(x[i] - x[j], axis=1)
    apart = np.maximum(m - distance, 0)                       # ⟨farIsEnough⟩
    return np.mean(np.where(y[i] == y[j], distance, apart) ** 2) / 2`,
  },
};
