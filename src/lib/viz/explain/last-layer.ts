/** How many numbers the last layer holds, beside the rest of the network that this site trains. */

/** All numbers that `lenet` moves below its class weights under Softmax, in two dimensions. */
export const bodyParameters = 104_570;

export interface LastLayer {
  /** C·d weights and C biases. */
  readonly parameters: number;
  /** In 32-bit numbers: the layer, and what training with Adam keeps, which is the gradient and two moments besides. */
  readonly bytes: number;
  readonly trainingBytes: number;
  /** Of all numbers of such a network. */
  readonly share: number;
}

/** The layer of C classes on d dimensions. */
export function lastLayer(classes: number, dim: number): LastLayer {
  const parameters = classes * dim + classes;
  return {
    parameters,
    bytes: 4 * parameters,
    trainingBytes: 16 * parameters,
    share: parameters / (parameters + bodyParameters),
  };
}
