/** The real candidates of `choose.ts`: they load tfjs backends, check and time them by a small network. */
import '../gradients';
import type { BackendId } from '../protocol';
import type { LoadOptions } from './backend';
import type { Candidates } from './choose';
import { detectBackends } from './detect';
import { checkReferenceStep, measureStepMs } from './reference-step';
import { backendLoaders } from './registry';

export function createCandidates(options: LoadOptions): Candidates {
  return {
    detect: detectBackends,
    load: async (id: BackendId) => (await backendLoaders[id]()).load(options),
    check: checkReferenceStep,
    measure: measureStepMs,
  };
}
