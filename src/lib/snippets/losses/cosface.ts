import type { TargetSnippet } from '../snippet';

export const cosface: TargetSnippet = {
  loss: 'cosface',
  functionName: 'cosface_loss',
  frame: 'unit',
  parameters: ['s', 'm'],
  target: {
    torch: 'target = cos_y - m                                        # ⟨onlyTarget⟩',
    tfjs: 'const target = tf.sub(cosY, m);                                       // ⟨onlyTarget⟩',
    numpy: 'target = cos_y - m                                        # ⟨onlyTarget⟩',
  },
};
