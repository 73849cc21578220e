import type { ProgramSnippet } from '../snippet';

export const sphereface2: ProgramSnippet = {
  loss: 'sphereface2',
  functionName: 'sphereface2_loss',
  takes: ['x', 'weight', 'bias', 'y'],
  returns: 'loss',
  parameters: ['s', 'm', 't', 'alpha'],
  program: {
    torch: `import torch.nn.functional as F

def sphereface2_loss(x, weight, bias, y⟨parameters⟩):
    """⟨docBinaryPython⟩"""
    cos = F.linear(F.normalize(x), F.normalize(weight))       # (N, C)
    own = F.one_hot(y, len(weight)).to(cos)
    spread = 2 * ((cos + 1) / 2) ** t - 1                     # ⟨spreads⟩
    z = s * (spread + m * (1 - 2 * own)) + bias               # ⟨bothMargins⟩
    each = alpha * own * F.softplus(-z) + (1 - alpha) * (1 - own) * F.softplus(z)
    return each.sum(dim=1).mean() / s`,
    tfjs: `import * as tf from '@tensorflow/tfjs';

export function sphereface2Loss(x, weight, bias, oneHot⟨parameters⟩) {
  // ⟨docBinaryTfjs⟩
  const unit = (v) => tf.div(v, tf.norm(v, 'euclidean', 1, true));
  const cos = tf.matMul(unit(x), unit(weight), false, true);              // [N, C]
  const rest = tf.sub(1, oneHot);
  const spread = tf.sub(tf.mul(2, tf.pow(tf.div(tf.add(cos, 1), 2), t)), 1);   // ⟨spreads⟩
  const shifted = tf.add(spread, tf.mul(m, tf.sub(rest, oneHot)));        // ⟨bothMargins⟩
  const z = tf.add(tf.mul(s, shifted), bias);
  const own = tf.mul(alpha, tf.mul(oneHot, tf.softplus(tf.neg(z))));
  const others = tf.mul(1 - alpha, tf.mul(rest, tf.softplus(z)));
  return tf.div(tf.sum(tf.add(own, others)), x.shape[0] * s);
}`,
    numpy: `import numpy as np

def sphereface2_loss(x, weight, bias, y⟨parameters⟩):
    """⟨docBinaryPython⟩"""
    unit = lambda v: v / np.linalg.norm(v, axis=1, keepdims=True)
    softplus = lambda v: np.logaddexp(0, v)                   # log(1 + e^v)
    cos = unit(x) @ unit(weight).T                            # (N, C)
    own = np.eye(len(weight))[y]
    spread = 2 * ((cos + 1) / 2) ** t - 1                     # ⟨spreads⟩
    z = s * (spread + m * (1 - 2 * own)) + bias               # ⟨bothMargins⟩
    each = alpha * own * softplus(-z) + (1 - alpha) * (1 - own) * softplus(z)
    return each.sum(axis=1).mean() / s`,
  },
};
