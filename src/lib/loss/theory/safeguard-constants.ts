/** The constants of ArcFace's safeguard past θ = π − m (LOSSES: why m·sin m is subtracted). */
export interface SafeguardConstants {
  /** cos(π − m), the cosine at the switch. */
  readonly cosAtSwitch: number;
  /** m·sin m, which the linear safeguard subtracts from cos θ. */
  readonly subtracted: number;
  /** 1 − cos m, the least that may be subtracted: then the target is continuous at the switch. */
  readonly continuous: number;
  /** By how much the target drops at the switch: subtracted − continuous, at least 0 for 0 ≤ m ≤ π/2. */
  readonly drop: number;
}

export function safeguardConstants(marginRad: number): SafeguardConstants {
  const subtracted = marginRad * Math.sin(marginRad);
  const continuous = 2 * Math.sin(marginRad / 2) ** 2;
  return { cosAtSwitch: -Math.cos(marginRad), subtracted, continuous, drop: subtracted - continuous };
}
