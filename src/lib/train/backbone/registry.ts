import type { BackboneId, BuildBackbone } from './backbone';
import { cnn10, cnn20, cnn4 } from './face-cnn';
import { lenet } from './lenet';
import { lenetPlus } from './lenet-plus';
import { mlp } from './mlp';

/** Every backbone by its id in URLs. */
export const backbones: Readonly<Record<BackboneId, BuildBackbone>> = {
  mlp,
  lenet,
  'lenet-plus': lenetPlus,
  'cnn-4': cnn4,
  'cnn-10': cnn10,
  'cnn-20': cnn20,
};
