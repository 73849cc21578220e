/**
 * Softmax cross-entropy of logits [N, C], mean over the batch, with the maximum subtracted.
 *
 * @param logits_nc row-major
 * @param labels_n class indices
 * @param gradLogits_nc where the gradient goes; new numbers unless given
 * @returns the mean loss, and its gradient ∂L/∂z [N, C] = (softmax(z) − one-hot)/N
 */
export function crossEntropy(
  logits_nc: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  classes: number,
  gradLogits_nc = new Float64Array(labels_n.length * classes),
): { loss: number; gradLogits_nc: Float64Array } {
  const samples = labels_n.length;
  let loss = 0;
  for (let n = 0; n < samples; n++) {
    const start = n * classes;
    const target = start + labels_n[n];
    let largest = -Infinity;
    for (let j = start; j < start + classes; j++) largest = Math.max(largest, logits_nc[j]);
    let sum = 0;
    for (let j = start; j < start + classes; j++) {
      gradLogits_nc[j] = Math.exp(logits_nc[j] - largest);
      sum += gradLogits_nc[j];
    }
    loss += Math.log(sum) + largest - logits_nc[target];
    let others = 0;
    for (let j = start; j < start + classes; j++) {
      if (j === target) continue;
      gradLogits_nc[j] = gradLogits_nc[j] / sum / samples;
      others += gradLogits_nc[j];
    }
    // Not p − 1, which loses every digit of a well-classified sample.
    gradLogits_nc[target] = -others;
  }
  return { loss: loss / samples, gradLogits_nc };
}
