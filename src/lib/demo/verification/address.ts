/** What an address sets of the verification lab: keys of contract 2, as far as the lab has them. */
import { setNameOf } from '../../data/store/set-name';

interface Offered {
  readonly losses: readonly string[];
  readonly dims: readonly string[];
  readonly nets: readonly string[];
  readonly data: readonly string[];
  readonly steps: { readonly min: number; readonly max: number };
}

export interface LabAddress {
  readonly data?: string;
  readonly losses?: readonly string[];
  readonly dim?: string;
  readonly net?: string;
  readonly steps?: number;
  /** `key=value` of what it cannot mean. */
  readonly unknown: readonly string[];
}

/** Keys of the page that are not the lab's. */
const passed = new Set(['theme']);

/** Reads a query; a value that is not offered is left out and named, and so is a key that the lab does not have. */
export function lookAt(query: URLSearchParams, offered: Offered): LabAddress {
  const unknown: string[] = [];
  const read: { -readonly [K in keyof LabAddress]: LabAddress[K] } = { unknown };
  for (const [key, value] of query) {
    const isOf = (list: readonly string[]) => list.includes(value);
    const losses = value.split(',');
    const steps = Number(value);
    if (key === 'data' && (isOf(offered.data) || setNameOf(value) !== null)) read.data = value;
    else if (key === 'loss' && losses.every((loss) => offered.losses.includes(loss)))
      read.losses = offered.losses.filter((loss) => losses.includes(loss));
    else if (key === 'dim' && isOf(offered.dims)) read.dim = value;
    else if (key === 'net' && isOf(offered.nets)) read.net = value;
    else if (
      key === 'steps' &&
      Number.isInteger(steps) &&
      steps >= offered.steps.min &&
      steps <= offered.steps.max
    )
      read.steps = steps;
    else if (!passed.has(key)) unknown.push(`${key}=${value}`);
  }
  return read;
}
