/** What lies around a loss's own lines, in each language: from features and weights to the mean cross-entropy. */
import type { ProgramLanguage, TargetSnippet } from './snippet';

interface Parts {
  readonly name: string;
  /** With defaults: `, s=16.0, m=0.5`. */
  readonly parameters: string;
  /** The loss's own lines; null where the target is cos θ. */
  readonly target: string | null;
}
type Frame = (parts: Parts) => string;

const indent = (lines: string, by: string): string =>
  lines
    .trim()
    .split('\n')
    .map((line) => by + line)
    .join('\n');

const torch = (kind: TargetSnippet['frame']): Frame => {
  return ({ name, parameters, target }) => {
    const head = `import math
import torch
import torch.nn.functional as F

def ${name}(x, weight, y${parameters}):
    """⟨docPython⟩"""`;
    if (kind === 'raw') {
      return `${head.replace('import math\nimport torch\n', 'import torch\n').replace('weight, y', 'weight, bias, y')}
    z = F.linear(x, weight, bias)                             # ⟨logits⟩
    return F.cross_entropy(z, y)`;
    }
    const scale = { unit: 's', subcenters: 's', 'feature-norm': 'norm', norms: 'norm' }[kind];
    const cos = 'F.linear(F.normalize(x), F.normalize(weight))';
    const lines = [
      head,
      kind === 'subcenters'
        ? `    cos = ${cos}       # (N, C * K)
    cos = cos.view(len(x), -1, K).max(dim=2).values           # ⟨nearest⟩`
        : `    cos = ${cos}       # (N, C)`,
      ...(target === null
        ? []
        : [`    cos_y = cos.gather(1, y[:, None])                         # (N, 1)`, indent(target, '    ')]),
      ...(kind === 'feature-norm'
        ? [`    norm = x.norm(dim=1, keepdim=True)                        # ⟨keepsLength⟩`]
        : []),
      ...(kind === 'norms'
        ? [`    norm = x.norm(dim=1, keepdim=True) * weight.norm(dim=1)   # ⟨keepsBoth⟩`]
        : []),
      target === null
        ? `    return F.cross_entropy(${scale} * cos, y)`
        : `    return F.cross_entropy(${scale} * cos.scatter(1, y[:, None], target), y)`,
    ];
    return lines.join('\n');
  };
};

const numpy = (kind: TargetSnippet['frame']): Frame => {
  return ({ name, parameters, target }) => {
    const raw = kind === 'raw';
    const scale = { unit: 's', subcenters: 's', 'feature-norm': 'norm', norms: 'norm', raw: '' }[kind];
    const lines = [
      `import numpy as np

def ${name}(x, weight, ${raw ? 'bias, ' : ''}y${parameters}):
    """⟨docPython⟩"""
    rows = np.arange(len(y))`,
      ...(raw
        ? [`    z = x @ weight.T + bias                                   # ⟨logits⟩`]
        : [
            `    unit = lambda v: v / np.linalg.norm(v, axis=1, keepdims=True)`,
            kind === 'subcenters'
              ? `    cos = (unit(x) @ unit(weight).T).reshape(len(x), -1, K).max(axis=2)   # ⟨nearest⟩`
              : `    cos = unit(x) @ unit(weight).T                            # (N, C)`,
            ...(target === null
              ? []
              : [
                  `    cos_y = cos[rows, y]                                      # (N,)`,
                  indent(target, '    '),
                  `    cos[rows, y] = target`,
                ]),
            ...(kind === 'feature-norm'
              ? [`    norm = np.linalg.norm(x, axis=1, keepdims=True)           # ⟨keepsLength⟩`]
              : []),
            ...(kind === 'norms'
              ? [
                  `    norm = np.outer(np.linalg.norm(x, axis=1), np.linalg.norm(weight, axis=1))   # ⟨keepsBoth⟩`,
                ]
              : []),
            `    z = ${scale} * cos`,
          ]),
      `    z = z - z.max(axis=1, keepdims=True)                      # ⟨overflow⟩
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y])`,
    ];
    return lines.join('\n');
  };
};

const tfjs = (kind: TargetSnippet['frame']): Frame => {
  return ({ name, parameters, target }) => {
    const raw = kind === 'raw';
    const scale = { unit: 's', subcenters: 's', 'feature-norm': 'norm', norms: 'norm', raw: '' }[kind];
    const own = target === null ? 'cos' : 'mixed';
    const lines = [
      `import * as tf from '@tensorflow/tfjs';

export function ${camel(name)}(x, weight, ${raw ? 'bias, ' : ''}oneHot${parameters}) {
  // ⟨docTfjs⟩`,
      ...(raw
        ? [`  const z = tf.add(tf.matMul(x, weight, false, true), bias);              // ⟨logits⟩`]
        : [
            `  const unit = (v) => tf.div(v, tf.norm(v, 'euclidean', 1, true));`,
            kind === 'subcenters'
              ? `  const all = tf.matMul(unit(x), unit(weight), false, true);              // [N, C * K]
  const cos = tf.max(tf.reshape(all, [x.shape[0], -1, K]), 2);            // ⟨nearest⟩`
              : `  const cos = tf.matMul(unit(x), unit(weight), false, true);              // [N, C]`,
            ...(target === null
              ? []
              : [
                  `  const cosY = tf.sum(tf.mul(cos, oneHot), 1, true);                      // [N, 1]`,
                  indent(target, '  '),
                  `  const mixed = tf.add(tf.mul(cos, tf.sub(1, oneHot)), tf.mul(target, oneHot));`,
                ]),
            ...(kind === 'feature-norm'
              ? [`  const norm = tf.norm(x, 'euclidean', 1, true);                          // ⟨keepsLength⟩`]
              : []),
            ...(kind === 'norms'
              ? [
                  `  const ofWeight = tf.reshape(tf.norm(weight, 'euclidean', 1), [1, -1]);
  const norm = tf.mul(tf.norm(x, 'euclidean', 1, true), ofWeight);        // ⟨keepsBoth⟩`,
                ]
              : []),
            `  const z = tf.mul(${scale}, ${own});`,
          ]),
      `  return tf.losses.softmaxCrossEntropy(oneHot, z);
}`,
    ];
    return lines.join('\n');
  };
};

export const camel = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const frames: Readonly<Record<ProgramLanguage, (kind: TargetSnippet['frame']) => Frame>> = {
  torch,
  tfjs,
  numpy,
};
