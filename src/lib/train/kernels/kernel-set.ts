/**
 * Which kernels the wasm backend runs: our SIMD ones, plain loops and tfjs ops in the place of what is missing, wrong
 * or slow, or tfjs' own alone.
 */
export type KernelSet = 'simd' | 'plain' | 'stock';
