/**
 * Differentiation of a network that is made of blocks, each with a gradient by hand. A step of training records the
 * blocks alone, without the copies, scopes and bookkeeping that tfjs' own tape makes for every op: on a small network
 * those took a tenth of a step. Outside `variableGradients` a block is an ordinary tfjs op with a custom gradient.
 */
import * as tf from '@tensorflow/tfjs-core';

/** One block's way forward, and the way back. */
export interface Pass {
  readonly value: tf.Tensor;
  /** What the way back needs besides the inputs; the tape frees it. */
  readonly saved: readonly tf.Tensor[];
  /** The gradient by each input for dy = 1, where the way forward has it already: that of a loss. Among `saved`. */
  readonly ready?: readonly tf.Tensor[];
  /** The gradient by each input, new tensors, from that by `value`; the arguments are the tape's, to be read only. */
  backward(dy: tf.Tensor, inputs: readonly tf.Tensor[], saved: readonly tf.Tensor[]): tf.Tensor[];
}

interface Recorded {
  readonly inputs: readonly tf.Tensor[];
  readonly pass: Pass;
}

/** The blocks of the step that is being recorded. */
let tape: Recorded[] | null = null;

/** Runs a block that is differentiable by `inputs`. */
export function block<T extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  run: (inputs: readonly tf.Tensor[]) => Pass,
): T {
  if (tape) {
    const pass = run(inputs);
    tape.push({ inputs, pass });
    return pass.value as T;
  }
  return tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const { value, saved, backward } = run(args as tf.Tensor[]);
    save([...(args as tf.Tensor[]), ...saved]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, kept: tf.Tensor[]) =>
        backward(dy, kept.slice(0, inputs.length), kept.slice(inputs.length)),
    };
  })(...inputs) as T;
}

/**
 * The value of `compute`, made of blocks only, and its gradient by each variable; the caller disposes both.
 * Throws an Error where the value does not depend on a variable.
 */
export function variableGradients(
  compute: () => tf.Scalar,
  variables: readonly tf.Tensor[],
): { value: tf.Scalar; gradients: tf.Tensor[] } {
  return tf.tidy(() => {
    const recorded: Recorded[] = [];
    const outer = tape;
    tape = recorded;
    let value: tf.Scalar;
    try {
      value = compute();
    } finally {
      tape = outer;
    }
    const flowing = new Map<number, tf.Tensor>();
    while (recorded.length > 0) {
      const { inputs, pass } = recorded.pop()!;
      const isLast = pass.value === value;
      const dy = flowing.get(pass.value.id) ?? (isLast && !pass.ready ? tf.onesLike(value) : null);
      if (!dy && !isLast) continue;
      flowing.delete(pass.value.id);
      const gradients = dy ? pass.backward(dy, inputs, pass.saved) : pass.ready!;
      for (let i = 0; i < inputs.length; i++) {
        const sofar = flowing.get(inputs[i].id);
        flowing.set(inputs[i].id, sofar ? tf.add(sofar, gradients[i]) : gradients[i]);
      }
      // At once, so that the next gradients find this memory, still in the cache.
      dy?.dispose();
      for (const tensor of pass.saved) if (dy || !pass.ready!.includes(tensor)) tensor.dispose();
      if (!isLast) pass.value.dispose();
    }
    const gradients = variables.map((variable, i) => {
      const gradient = flowing.get(variable.id);
      if (!gradient) throw new Error(`The value does not depend on variable ${i}.`);
      return gradient;
    });
    return { value, gradients };
  });
}
