/** The machine that the times belong to, without a name or an address. */
import { arch, cpus, release, totalmem, type } from 'node:os';
import type { Row } from './rows';

export function describeMachine(): Row {
  const all = cpus();
  return {
    bench: 'machine',
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    architecture: arch(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
    node: process.version,
  };
}
