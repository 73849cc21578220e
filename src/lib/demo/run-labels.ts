/** What runs are called: their losses, and where one loss runs more than once, the settings that tell its runs apart. */
import type { Messages } from '../i18n/languages';
import type { LossSettings, LossSpec } from '../loss/spec';

export function runLabels(
  runs: readonly { readonly spec: LossSpec; readonly settings: LossSettings }[],
  messages: Messages,
): string[] {
  return runs.map(({ spec, settings }) => {
    const name = messages.lossNames[spec.id] ?? spec.id;
    const twins = runs.filter((other) => other.spec.id === spec.id);
    const telling = Object.keys(settings).filter((key) =>
      twins.some((twin) => twin.settings[key] !== settings[key]),
    );
    if (telling.length === 0) return name;
    return messages.runLabel(
      name,
      telling.map((key) => `${key === 'lambda' ? 'λ' : key} = ${settings[key]}`),
    );
  });
}
