import { semiHardLines, type ProgramSnippet } from '../snippet';

export const triplet: ProgramSnippet = {
  loss: 'triplet',
  functionName: 'triplet_loss',
  takes: ['x', 'y'],
  returns: 'loss',
  parameters: ['m'],
  program: {
    torch: `import torch
import torch.nn.functional as F

def triplet_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    x = F.normalize(x)
    distance = (x[:, None] - x).norm(dim=2)                   # (N, N)
${semiHardLines.torch}`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function tripletLoss(x, oneHot⟨parameters⟩) {
  // ⟨docPairsTfjs⟩
  const unit = tf.div(x, tf.norm(x, 'euclidean', 1, true));
  const gap = tf.sub(tf.expandDims(unit, 1), tf.expandDims(unit, 0));     // [N, N, d]
  const distance = tf.sqrt(tf.maximum(tf.sum(tf.square(gap), 2), 1e-12));   // ⟨clampThenRoot⟩
${semiHardLines.tfjs}
}`,
    numpy: `import numpy as np

def triplet_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    distance = np.linalg.norm(x[:, None] - x, axis=2)         # (N, N)
${semiHardLines.numpy}`,
  },
};
