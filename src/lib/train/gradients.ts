/** Gradients of the tfjs ops that networks use outside our own blocks; tfjs-core alone registers none. */
import { registerGradient } from '@tensorflow/tfjs-core';
import { identityGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Identity_grad';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';

for (const config of [identityGradConfig, reluGradConfig, reshapeGradConfig]) registerGradient(config);
