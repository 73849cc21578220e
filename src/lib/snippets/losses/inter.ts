import type { ProgramSnippet } from '../snippet';

export const inter: ProgramSnippet = {
  loss: 'inter',
  functionName: 'inter_loss',
  takes: ['weight', 'y'],
  returns: 'loss',
  parameters: ['inter-weight'],
  program: {
    torch: `import math
import torch
import torch.nn.functional as F

def inter_loss(weight, y⟨parameters⟩):
    """⟨docInterPython⟩"""
    weight = F.normalize(weight)
    theta = (weight @ weight.T).clamp(-1 + 1e-7, 1 - 1e-7).acos()   # ⟨clampAcos⟩
    theta = theta.masked_fill(torch.eye(len(theta), dtype=torch.bool, device=y.device), 0)
    each = theta[y].sum(dim=1) / (len(theta) - 1)             # ⟨meanOfOthers⟩
    return -w * each.mean() / math.pi                         # ⟨besideAnother⟩`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function interLoss(weight, oneHot⟨parameters⟩) {
  // ⟨docInterTfjs⟩
  const unit = tf.div(weight, tf.norm(weight, 'euclidean', 1, true));
  const cos = tf.matMul(unit, unit, false, true);                         // [C, C]
  const angle = tf.acos(tf.clipByValue(cos, -1 + 1e-6, 1 - 1e-6));        // ⟨clampAcos⟩
  const classes = weight.shape[0];
  const theta = tf.mul(angle, tf.sub(1, tf.eye(classes)));
  const each = tf.div(tf.sum(tf.matMul(oneHot, theta), 1), classes - 1);  // ⟨meanOfOthers⟩
  return tf.mul(-w / Math.PI, tf.mean(each));                             // ⟨besideAnother⟩
}`,
    numpy: `import numpy as np

def inter_loss(weight, y⟨parameters⟩):
    """⟨docInterPython⟩"""
    weight = weight / np.linalg.norm(weight, axis=1, keepdims=True)
    theta = np.arccos(np.clip(weight @ weight.T, -1, 1))
    np.fill_diagonal(theta, 0)
    each = theta[y].sum(axis=1) / (len(theta) - 1)            # ⟨meanOfOthers⟩
    return -w * np.mean(each) / np.pi                         # ⟨besideAnother⟩`,
  },
};
