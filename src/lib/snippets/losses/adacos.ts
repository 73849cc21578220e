import type { ProgramSnippet } from '../snippet';

export const adacos: ProgramSnippet = {
  loss: 'adacos',
  functionName: 'adacos_loss',
  takes: ['x', 'weight', 'y'],
  returns: 'loss-and-next',
  parameters: ['s', 'scale'],
  program: {
    torch: `import math
import torch
import torch.nn.functional as F

def adacos_loss(x, weight, y⟨parameters⟩):
    """⟨docPython⟩"""
    cos = F.linear(F.normalize(x), F.normalize(weight))       # (N, C)
    if scale == "fixed":
        s = math.sqrt(2) * math.log(len(weight) - 1)
    else:
        with torch.no_grad():                                 # ⟨scaleHasNoGradient⟩
            others = (s * cos).scatter(1, y[:, None], -math.inf)
            log_b = others.logsumexp(dim=(0, 1)) - math.log(len(x))
            theta_y = cos.gather(1, y[:, None]).clamp(-1, 1).acos()
            middle = theta_y.median().clamp(max=math.pi / 4)  # ⟨lowerMedian⟩
            s = (log_b / middle.cos()).clamp(0.01, 64)        # ⟨scaleIsHeld⟩
    return F.cross_entropy(s * cos, y), s                     # ⟨scaleForNext⟩`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function adacosLoss(x, weight, oneHot⟨parameters⟩) {
  // ⟨docTfjs⟩
  const unit = (v) => tf.div(v, tf.norm(v, 'euclidean', 1, true));
  const cos = tf.matMul(unit(x), unit(weight), false, true);              // [N, C]
  if (scale === 'fixed') {
    s = Math.SQRT2 * Math.log(weight.shape[0] - 1);
  } else {
    const others = tf.sub(tf.mul(s, cos), tf.mul(1e3, oneHot));           // ⟨ownTakenOut⟩
    const logB = tf.sub(tf.logSumExp(others), Math.log(x.shape[0]));
    const cosY = tf.sum(tf.mul(cos, oneHot), 1).dataSync();               // ⟨scaleHasNoGradient⟩
    const middle = cosY.sort().at(-Math.ceil(cosY.length / 2));           // ⟨lowerMedian⟩
    const next = logB.dataSync()[0] / Math.max(middle, Math.SQRT1_2);
    s = Math.min(64, Math.max(0.01, next));                               // ⟨scaleIsHeld⟩
  }
  return [tf.losses.softmaxCrossEntropy(oneHot, tf.mul(s, cos)), s];      // ⟨scaleForNext⟩
}`,
    numpy: `import numpy as np

def adacos_loss(x, weight, y⟨parameters⟩):
    """⟨docPython⟩"""
    rows = np.arange(len(y))
    unit = lambda v: v / np.linalg.norm(v, axis=1, keepdims=True)
    cos = unit(x) @ unit(weight).T                            # (N, C)
    if scale == "fixed":
        s = np.sqrt(2) * np.log(len(weight) - 1)
    else:
        others = s * cos
        others[rows, y] = -np.inf
        log_b = np.logaddexp.reduce(others, axis=None) - np.log(len(x))
        middle = np.sort(cos[rows, y])[len(x) // 2]           # ⟨lowerMedian⟩
        s = np.clip(log_b / max(middle, np.sqrt(0.5)), 0.01, 64)   # ⟨scaleIsHeld⟩
    z = s * (cos - cos.max(axis=1, keepdims=True))            # ⟨overflow⟩
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]), s   # ⟨scaleForNext⟩`,
  },
};
