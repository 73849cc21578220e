import type { Landscape } from './cloud';
import { densityOf } from './density';
import { digWells, type WellsInput } from './wells';

/** Wells and densities of every class for these settings and this temperature. */
export function landscapeOf(input: WellsInput, temperature: number): Landscape {
  const wells = digWells(input);
  return {
    wells,
    temperature,
    densities: input.weightNotch_c.map((_, c) => densityOf(wells, c, temperature)),
    weightNotch_c: input.weightNotch_c,
  };
}
