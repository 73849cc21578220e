import type { TargetSnippet } from '../snippet';

export const combined: TargetSnippet = {
  loss: 'combined',
  functionName: 'combined_margin_loss',
  frame: 'unit',
  parameters: ['s', 'm1', 'm2', 'm3'],
  target: {
    torch: `
theta = cos_y.clamp(-1 + 1e-7, 1 - 1e-7).acos()           # ⟨clampAcos⟩
target = (m1 * theta + m2).cos() - m3                     # ⟨unguarded⟩`,
    tfjs: `
const theta = tf.acos(tf.clipByValue(cosY, -1 + 1e-7, 1 - 1e-7));     // ⟨clampAcos⟩
const target = tf.sub(tf.cos(tf.add(tf.mul(m1, theta), m2)), m3);     // ⟨unguarded⟩`,
    numpy: `
theta = np.arccos(np.clip(cos_y, -1, 1))
target = np.cos(m1 * theta + m2) - m3                     # ⟨unguarded⟩`,
  },
  settings: { safeguard: 'none' },
};
