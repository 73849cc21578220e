import { semiHardLines, type ProgramSnippet } from '../snippet';

export const angularTriplet: ProgramSnippet = {
  loss: 'angular-triplet',
  functionName: 'angular_triplet_loss',
  takes: ['x', 'y'],
  returns: 'loss',
  parameters: ['m'],
  program: {
    torch: `import torch
import torch.nn.functional as F

def angular_triplet_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    x = F.normalize(x)
    distance = (x @ x.T).clamp(-1 + 1e-7, 1 - 1e-7).acos()    # ⟨clampAcos⟩
${semiHardLines.torch}`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function angularTripletLoss(x, oneHot⟨parameters⟩) {
  // ⟨docPairsTfjs⟩
  const unit = tf.div(x, tf.norm(x, 'euclidean', 1, true));
  const cos = tf.matMul(unit, unit, false, true);                         // [N, N]
  const distance = tf.acos(tf.clipByValue(cos, -1 + 1e-6, 1 - 1e-6));     // ⟨clampAcos⟩
${semiHardLines.tfjs}
}`,
    numpy: `import numpy as np

def angular_triplet_loss(x, y⟨parameters⟩):
    """⟨docPairsPython⟩"""
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    distance = np.arccos(np.clip(x @ x.T, -1, 1))             # (N, N)
${semiHardLines.numpy}`,
  },
};
