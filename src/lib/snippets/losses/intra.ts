import type { ProgramSnippet } from '../snippet';

export const intra: ProgramSnippet = {
  loss: 'intra',
  functionName: 'intra_loss',
  takes: ['x', 'weight', 'y'],
  returns: 'loss',
  parameters: ['intra-weight'],
  program: {
    torch: `import math
import torch.nn.functional as F

def intra_loss(x, weight, y⟨parameters⟩):
    """⟨docPython⟩"""
    cos_y = (F.normalize(x) * F.normalize(weight)[y]).sum(dim=1)
    theta_y = cos_y.clamp(-1 + 1e-7, 1 - 1e-7).acos()         # ⟨clampAcos⟩
    return w * theta_y.mean() / math.pi                       # ⟨besideAnother⟩`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function intraLoss(x, weight, oneHot⟨parameters⟩) {
  // ⟨docTfjs⟩
  const unit = (v) => tf.div(v, tf.norm(v, 'euclidean', 1, true));
  const cosY = tf.sum(tf.mul(unit(x), tf.matMul(oneHot, unit(weight))), 1);
  const thetaY = tf.acos(tf.clipByValue(cosY, -1 + 1e-6, 1 - 1e-6));      // ⟨clampAcos⟩
  return tf.mul(w / Math.PI, tf.mean(thetaY));                            // ⟨besideAnother⟩
}`,
    numpy: `import numpy as np

def intra_loss(x, weight, y⟨parameters⟩):
    """⟨docPython⟩"""
    unit = lambda v: v / np.linalg.norm(v, axis=1, keepdims=True)
    cos_y = np.sum(unit(x) * unit(weight)[y], axis=1)
    return w * np.mean(np.arccos(np.clip(cos_y, -1, 1))) / np.pi   # ⟨besideAnother⟩`,
  },
};
