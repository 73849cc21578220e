/**
 * The formulas of one training step as MathML, each term in an `mrow` that names its stage (`data-stage`), and its
 * quantity where it has a colour on the page (`data-term`). A loss of the registry that has no shape of its own here
 * is written with ψ.
 */
import { hasUnitFeatures, hasUnitWeights, type LossSettings, type MarginLossSpec } from '../../loss/spec';
import type { StageId } from './training-step';

const mi = (name: string, upright = false): string =>
  `<mi${upright ? ' mathvariant="normal"' : ''}>${name}</mi>`;
const mo = (sign: string): string => `<mo>${sign}</mo>`;
const fence = (sign: string): string => `<mo stretchy="false">${sign}</mo>`;
const row = (...parts: string[]): string => `<mrow>${parts.join('')}</mrow>`;
const sub = (base: string, index: string): string => `<msub>${base}${index}</msub>`;
const hat = (name: string): string => `<mover accent="true">${mi(name)}<mo stretchy="false">^</mo></mover>`;
const norm = (...of: string[]): string => row(fence('‖'), ...of, fence('‖'));
const inFences = (...of: string[]): string => row(fence('('), ...of, fence(')'));
/** A term that one stage lights up. */
const term = (stage: StageId, inner: string, name?: 's' | 'm' | 'theta'): string =>
  `<mrow data-stage="${stage}"${name ? ` data-term="${name}"` : ''}>${inner}</mrow>`;
const primed = (name: string): string => `<mrow>${mi(name)}<mo lspace="0" rspace="0">′</mo></mrow>`;
const math = (inner: string): string => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inner}</math>`;

const cosOf = (angle: string): string => row(mi('cos', true), mo('\u2061'), angle);
const thetaOf = (index: string): string => sub(mi('θ'), mi(index));
const ownTheta = term('angle', thetaOf('y'), 'theta');
const margin = (inner: string): string => term('margin', inner, 'm');

/** ψ of the losses whose shape is short enough to be written out. */
const shapes: Readonly<Record<string, (settings: LossSettings) => string>> = {
  softmax: () => cosOf(ownTheta),
  'modified-softmax': () => cosOf(ownTheta),
  cosface: () => inFences(cosOf(ownTheta), margin(row(mo('−'), mi('m')))),
  arcface: () => row(mi('cos', true), mo('\u2061'), inFences(ownTheta, margin(row(mo('+'), mi('m'))))),
};

/** What the own logit is made of besides its scale. */
function shapeOf(spec: MarginLossSpec, settings: LossSettings): string {
  if (!spec.target) return cosOf(ownTheta);
  return shapes[spec.id]?.(settings) ?? row(margin(mi('ψ')), inFences(ownTheta));
}

/** s, ‖x‖ or ‖W_j‖‖x‖. */
function scaleOf(spec: MarginLossSpec, index: string): string {
  if (hasUnitFeatures(spec)) return term('scale', mi('s'), 's');
  const weight = hasUnitWeights(spec) ? '' : norm(sub(mi('W'), mi(index)));
  return term('scale', row(weight, norm(mi('x'))), 's');
}

/** e to the logit of class `index`. */
function powerOf(spec: MarginLossSpec, index: string, shape: string, hasBias: boolean): string {
  const bias = hasBias ? row(mo('+'), sub(mi('b'), mi(index))) : '';
  return `<msup>${mi('e')}${row(scaleOf(spec, index), '<mspace width="0.12em"/>', shape, bias)}</msup>`;
}

/** The loss itself. */
export function lossFormula(spec: MarginLossSpec, settings: LossSettings, hasBias: boolean): string {
  const own = powerOf(spec, 'y', shapeOf(spec, settings), hasBias);
  const others = powerOf(spec, 'j', term('cosines', cosOf(thetaOf('j'))), hasBias);
  const sum = `<munder><mo movablelimits="false">∑</mo>${row(mi('j'), mo('≠'), mi('y'))}</munder>`;
  const fraction = `<mfrac>${own}${row(own, mo('+'), sum, others)}</mfrac>`;
  return math(
    row(
      term('loss', row(mi('L'), mo('='), '<mo form="prefix">−</mo>', mi('log', true))),
      '<mspace width="0.2em"/>',
      term('softmax', `<mstyle displaystyle="true">${fraction}</mstyle>`),
    ),
  );
}

/** The way to the loss: network, direction, cosines. */
export const wayThere = (spec: MarginLossSpec): readonly string[] => [
  math(row(term('embedding', row(mi('x'), mo('='), mi('f'))), inFences(term('image', mi('I'))))),
  math(term('normalise', row(hat('x'), mo('='), `<mfrac>${mi('x')}${norm(mi('x'))}</mfrac>`))),
  math(term('cosines', row(cosOf(thetaOf('j')), mo('='), sub(hat('W'), mi('j')), mo('·'), hat('x')))),
  ...(shapes[spec.id] || !spec.target ? [] : [psiOf(spec)]),
];

/** The way back: gradient, and the network after the step. */
export const wayBack = (): readonly string[] => [
  math(
    term(
      'gradient',
      row('<mo form="prefix">−</mo>', `<mfrac>${row(mo('∂'), mi('L'))}${row(mo('∂'), mi('x'))}</mfrac>`),
    ),
  ),
  math(term('place', row(primed('x'), mo('='), primed('f'), inFences(mi('I'))))),
];

/** What ψ stands for, where the loss has a name for it. */
function psiOf(spec: MarginLossSpec): string {
  const name = row(margin(mi('ψ')), inFences(mi('θ')));
  if (spec.id !== 'a-softmax') return math(name);
  const k = mi('k');
  const power = `<msup>${inFences('<mo form="prefix">−</mo>', '<mn>1</mn>')}${k}</msup>`;
  return math(
    row(
      name,
      mo('='),
      margin(row(power, mi('cos', true), mo('\u2061'), row(mi('m'), mi('θ')), mo('−'), '<mn>2</mn>', k)),
    ),
  );
}
