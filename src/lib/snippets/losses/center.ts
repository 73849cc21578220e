import type { ProgramSnippet } from '../snippet';

export const center: ProgramSnippet = {
  loss: 'center',
  functionName: 'center_loss',
  takes: ['x', 'centers', 'y'],
  returns: 'loss-and-next',
  parameters: ['center-weight', 'center-rate'],
  program: {
    torch: `import torch
import torch.nn.functional as F

def center_loss(x, centers, y⟨parameters⟩):
    """⟨docCenterPython⟩"""
    gap = x - centers[y]                                      # (N, d)
    loss = lam / 2 * gap.square().sum(dim=1).mean()           # ⟨besideAnother⟩
    with torch.no_grad():                                     # ⟨centersByRule⟩
        own = F.one_hot(y, len(centers)).to(x)                # (N, C)
        pull = own.T @ gap / (1 + own.sum(dim=0))[:, None]    # ⟨absentStay⟩
    return loss, centers + alpha * pull                       # ⟨centersForNext⟩`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function centerLoss(x, centers, oneHot⟨parameters⟩) {
  // ⟨docCenterTfjs⟩
  const gap = tf.sub(x, tf.matMul(oneHot, centers));                      // [N, d]
  const loss = tf.mul(lam / 2, tf.mean(tf.sum(tf.square(gap), 1)));       // ⟨besideAnother⟩
  const counts = tf.expandDims(tf.sum(oneHot, 0), 1);                     // [C, 1]
  const pull = tf.div(tf.matMul(oneHot, gap, true), tf.add(1, counts));   // ⟨absentStay⟩
  return [loss, tf.add(centers, tf.mul(alpha, pull))];                    // ⟨centersForNext⟩
}`,
    numpy: `import numpy as np

def center_loss(x, centers, y⟨parameters⟩):
    """⟨docCenterPython⟩"""
    gap = x - centers[y]                                      # (N, d)
    loss = lam / 2 * np.mean(np.sum(gap**2, axis=1))          # ⟨besideAnother⟩
    own = np.eye(len(centers))[y]                             # (N, C)
    pull = own.T @ gap / (1 + own.sum(axis=0))[:, None]       # ⟨absentStay⟩
    return loss, centers + alpha * pull                       # ⟨centersForNext⟩`,
  },
};
