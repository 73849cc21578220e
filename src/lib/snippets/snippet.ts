/**
 * A loss as short code that a reader can take along, in three languages. A margin loss says only what is its own: the
 * lines that make the target of the cosine; what lies around them depends on how its logits scale (`frames.ts`). A loss
 * that fits no such frame is a whole program. Comments stand as `⟨word⟩`, which is replaced by `i18n/code.ts`.
 */
import type { LossSettings } from '../loss/spec';

export const programLanguages = ['torch', 'tfjs', 'numpy'] as const;
export type ProgramLanguage = (typeof programLanguages)[number];

/** One text for each language. */
export type Listing = Readonly<Record<ProgramLanguage, string>>;

interface SnippetBase {
  /** The loss or the term, by its id in the registry. */
  readonly loss: string;
  /** In snake case, as Python has it. */
  readonly functionName: string;
  /** Parameters and options that are written in as defaults of the function, in order, after what it `takes`. */
  readonly parameters: readonly string[];
  /** Settings under which the site's own loss computes the same; else its defaults. */
  readonly settings?: LossSettings;
}

export interface TargetSnippet extends SnippetBase {
  /**
   * `unit`: z = s·cos θ; `feature-norm`: z = ‖x‖ cos θ; `norms`: z = ‖W‖‖x‖ cos θ; `raw`: z = W·x + b;
   * `subcenters`: as `unit`, with K weights a class of which the nearest counts.
   */
  readonly frame: 'unit' | 'feature-norm' | 'norms' | 'raw' | 'subcenters';
  /** Lines that make `target` from `cos_y` (`cosY`); none where the target is cos θ itself. */
  readonly target: Listing | null;
}

/** What a function takes: features, class weights, bias, centers, class numbers (in TensorFlow.js one-hot rows). */
export type Taken = 'x' | 'weight' | 'bias' | 'centers' | 'y';

export interface ProgramSnippet extends SnippetBase {
  readonly takes: readonly Taken[];
  /**
   * What comes back: the loss, or the loss and with it what goes into the next step (a scale, centers).
   */
  readonly returns: 'loss' | 'loss-and-next';
  /** The whole listing, with `⟨parameters⟩` where they stand. */
  readonly program: Listing;
}

export type Snippet = TargetSnippet | ProgramSnippet;

/** The arguments of a snippet's function that are no parameters, in order. */
export function takenBy(snippet: Snippet): readonly Taken[] {
  if ('program' in snippet) return snippet.takes;
  return snippet.frame === 'raw' ? ['x', 'weight', 'bias', 'y'] : ['x', 'weight', 'y'];
}

/** θ from its cosine and ψ(θ) = (−1)^k cos(mθ) − 2k, blended with λ, for the losses that multiply the angle. */
export const psiLines: Listing = {
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
export const arcLines: Listing = {
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

/**
 * From the distances of all pairs to the mean over the semi-hard triplets: those whose negative lies farther than the
 * positive, by at most m, so that each term is m − lead and none is cut.
 */
export const semiHardLines: Listing = {
  torch: `    same = y[:, None] == y
    positive = same & ~torch.eye(len(y), dtype=torch.bool, device=y.device)
    lead = distance[:, None, :] - distance[:, :, None]        # d(a, n) − d(a, p) at [a, p, n]
    chosen = positive[:, :, None] & ~same[:, None, :] & (lead > 0) & (lead <= m)   # ⟨semiHard⟩
    return (m - lead)[chosen].sum() / chosen.sum().clamp(min=1)`,
  tfjs: `  const same = tf.matMul(oneHot, oneHot, false, true);
  const positive = tf.expandDims(tf.sub(same, tf.eye(x.shape[0])), 2);
  const negative = tf.expandDims(tf.sub(1, same), 1);
  const lead = tf.sub(tf.expandDims(distance, 1), tf.expandDims(distance, 2));   // d(a, n) − d(a, p) at [a, p, n]
  const isNear = tf.mul(tf.step(lead), tf.sub(1, tf.step(tf.sub(lead, m))));     // ⟨semiHard⟩
  const chosen = tf.mul(tf.mul(positive, negative), isNear);
  return tf.div(tf.sum(tf.mul(chosen, tf.sub(m, lead))), tf.maximum(tf.sum(chosen), 1));`,
  numpy: `    same = y[:, None] == y
    positive = same & ~np.eye(len(y), dtype=bool)
    lead = distance[:, None, :] - distance[:, :, None]        # d(a, n) − d(a, p) at [a, p, n]
    chosen = positive[:, :, None] & ~same[:, None, :] & (lead > 0) & (lead <= m)   # ⟨semiHard⟩
    return (m - lead)[chosen].sum() / max(chosen.sum(), 1)`,
};
