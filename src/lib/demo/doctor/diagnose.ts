/** Every cause that the doctor knows, in the order in which it asks: what is certain first, what only looks so last. */
import type { Diagnosis, DiagnosisId, Rule } from './diagnosis';
import type { Evidence } from './evidence';
import { blendedAway } from './rules/blended-away';
import { deadNetwork } from './rules/dead-network';
import { notFinite, ranAway } from './rules/diverged';
import { lengthsDecide } from './rules/lengths-decide';
import { marginTooWide } from './rules/margin-too-wide';
import { oneCorner } from './rules/one-corner';
import { rateTooHigh, rateTooLow } from './rules/learning-rate';
import { saturated } from './rules/saturated';
import { scaleTooSmall } from './rules/scale-too-small';
import { tinyBatch } from './rules/tiny-batch';
import { turnedAway } from './rules/turned-away';
import { weightsCoincide } from './rules/weights-coincide';
import { wrongLabels } from './rules/wrong-labels';

const rules: Readonly<Record<DiagnosisId, Rule>> = {
  'not-finite': notFinite,
  'ran-away': ranAway,
  'dead-network': deadNetwork,
  'tiny-batch': tinyBatch,
  'one-corner': oneCorner,
  'rate-too-high': rateTooHigh,
  'margin-too-wide': marginTooWide,
  'scale-too-small': scaleTooSmall,
  'turned-away': turnedAway,
  'blended-away': blendedAway,
  'wrong-labels': wrongLabels,
  'weights-coincide': weightsCoincide,
  'rate-too-low': rateTooLow,
  'lengths-decide': lengthsDecide,
  saturated,
};

/** The first cause that fits; null where the run is well. */
export function diagnose(evidence: Evidence): Diagnosis | null {
  for (const [id, rule] of Object.entries(rules)) {
    const found = rule(evidence);
    if (found) return { id: id as DiagnosisId, ...found };
  }
  return null;
}
