import type { BackboneId, BuildBackbone } from './backbone';
import { lenet } from './lenet';
import { lenetPlus } from './lenet-plus';
import { mlp } from './mlp';

/** Every backbone by its id in URLs. */
export const backbones: Readonly<Record<BackboneId, BuildBackbone>> = {
  mlp,
  lenet,
  'lenet-plus': lenetPlus,
};
