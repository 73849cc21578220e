import type { TargetSnippet } from '../snippet';

export const spherefaceR: TargetSnippet = {
  loss: 'sphereface-r',
  functionName: 'sphereface_r_loss',
  frame: 'unit',
  parameters: ['s', 'm'],
  target: {
    torch: `
theta = cos_y.clamp(-1 + 1e-7, 1 - 1e-7).acos()           # ⟨clampAcos⟩
k = (m * theta / math.pi).floor().detach()                # ⟨branch⟩
target = (1 - 2 * (k % 2)) * (m * theta).cos() - 2 * k    # ⟨monotone⟩`,
    tfjs: `
const theta = tf.acos(tf.clipByValue(cosY, -1 + 1e-7, 1 - 1e-7));     // ⟨clampAcos⟩
const k = tf.floor(tf.div(tf.mul(m, theta), Math.PI));                // ⟨branch⟩
const sign = tf.sub(1, tf.mul(2, tf.mod(k, 2)));
const target = tf.sub(tf.mul(sign, tf.cos(tf.mul(m, theta))), tf.mul(2, k));   // ⟨monotone⟩`,
    numpy: `
theta = np.arccos(np.clip(cos_y, -1, 1))
k = np.floor(m * theta / np.pi)                           # ⟨branch⟩
target = (-1) ** k * np.cos(m * theta) - 2 * k            # ⟨monotone⟩`,
  },
};
