/**
 * The lowest loss that any arrangement of C classes on the sphere allows: ln(1 + (C − 1)·e^{−s(ψ(0) + 1/(C − 1))}),
 * reached where every sample lies on its weight and the weights are a simplex, for which d ≥ C − 1 is needed
 * (NormFace, proposition 2, with the margin included). Without a margin ψ(0) = 1.
 */
export function lowestLoss(classes: number, scale: number, ownLogit = 1): number {
  return Math.log1p((classes - 1) * Math.exp(-scale * (ownLogit + 1 / (classes - 1))));
}
