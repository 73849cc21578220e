/**
 * A loss as short code that a reader can take along, in three languages. Each loss says only what is its own: the lines
 * that make the target of the cosine; what lies around them depends on how its logits scale (`frames.ts`). Comments
 * stand as `⟨word⟩`, which is replaced by `i18n/code.ts`.
 */
import type { LossSettings } from '../loss/spec';

export const programLanguages = ['torch', 'tfjs', 'numpy'] as const;
export type ProgramLanguage = (typeof programLanguages)[number];

export interface Snippet {
  /** The loss, by its id in the registry. */
  readonly loss: string;
  /** In snake case, as Python has it. */
  readonly functionName: string;
  /**
   * `unit`: z = s·cos θ; `feature-norm`: z = ‖x‖ cos θ; `norms`: z = ‖W‖‖x‖ cos θ; `raw`: z = W·x + b;
   * `subcenters`: as `unit`, with K weights a class of which the nearest counts.
   */
  readonly frame: 'unit' | 'feature-norm' | 'norms' | 'raw' | 'subcenters';
  /** Parameters of the function besides x, the weights and the labels, in order. */
  readonly parameters: readonly string[];
  /** Lines that make `target` from `cos_y` (`cosY`); none where the target is cos θ itself. */
  readonly target: Readonly<Record<ProgramLanguage, string>> | null;
  /** Settings under which the site's own loss computes the same. */
  readonly settings?: LossSettings;
}

/** θ from its cosine and ψ(θ) = (−1)^k cos(mθ) − 2k, blended with λ, for the losses that multiply the angle. */
export const psiLines: Readonly<Record<ProgramLanguage, string>> = {
  torch: `
theta = cos_y.clamp(-1 + 1e-7, 1 - 1e-7).acos()           # ⟨clampAcos⟩
k = (m * theta / math.pi).floor().detach()                # ⟨branch⟩
psi = (1 - 2 * (k % 2)) * (m * theta).cos() - 2 * k       # ⟨monotone⟩
target = (lam * cos_y + psi) / (1 + lam)`,
  tfjs: `
const theta = tf.acos(tf.clipByValue(cosY, -1 + 1e-7, 1 - 1e-7));     // ⟨clampAcos⟩
const k = tf.floor(tf.div(tf.mul(m, theta), Math.PI));                // ⟨branch⟩
const sign = tf.sub(1, tf.mul(2, tf.mod(k, 2)));
const psi = tf.sub(tf.mul(sign, tf.cos(tf.mul(m, theta))), tf.mul(2, k));   // ⟨monotone⟩
const target = tf.div(tf.add(tf.mul(lam, cosY), psi), 1 + lam);`,
  numpy: `
theta = np.arccos(np.clip(cos_y, -1, 1))
k = np.floor(m * theta / np.pi)                           # ⟨branch⟩
psi = (-1) ** k * np.cos(m * theta) - 2 * k               # ⟨monotone⟩
target = (lam * cos_y + psi) / (1 + lam)`,
};

/** cos(θ + m) with the safeguard past θ + m = π. */
export const arcLines: Readonly<Record<ProgramLanguage, string>> = {
  torch: `
sin_y = (1 - cos_y.square()).clamp(min=1e-7).sqrt()       # ⟨clampThenRoot⟩
shifted = cos_y * math.cos(m) - sin_y * math.sin(m)       # cos(θ + m)
guarded = cos_y - m * math.sin(m)                         # ⟨pastPi⟩
target = torch.where(cos_y > -math.cos(m), shifted, guarded)`,
  tfjs: `
const sinY = tf.sqrt(tf.maximum(tf.sub(1, tf.square(cosY)), 1e-7));   // ⟨clampThenRoot⟩
const shifted = tf.sub(tf.mul(cosY, Math.cos(m)), tf.mul(sinY, Math.sin(m)));   // cos(θ + m)
const guarded = tf.sub(cosY, m * Math.sin(m));                        // ⟨pastPi⟩
const before = tf.step(tf.add(cosY, Math.cos(m)));                    // ⟨mask⟩
const target = tf.add(tf.mul(before, shifted), tf.mul(tf.sub(1, before), guarded));`,
  numpy: `
sin_y = np.sqrt(np.maximum(1 - cos_y**2, 0))
shifted = cos_y * np.cos(m) - sin_y * np.sin(m)           # cos(θ + m)
guarded = cos_y - m * np.sin(m)                           # ⟨pastPi⟩
target = np.where(cos_y > -np.cos(m), shifted, guarded)`,
};
