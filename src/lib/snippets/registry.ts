/** Every loss that is shown as code, and the making of its text. */
import type { LossSettings } from '../loss/spec';
import { frames } from './frames';
import { aSoftmax } from './losses/a-softmax';
import { arcface } from './losses/arcface';
import { combined } from './losses/combined';
import { cosface } from './losses/cosface';
import { lSoftmax } from './losses/l-softmax';
import { modifiedSoftmax } from './losses/modified-softmax';
import { normface } from './losses/normface';
import { softmax } from './losses/softmax';
import { spherefaceR } from './losses/sphereface-r';
import { subcenterArcface } from './losses/subcenter-arcface';
import type { ProgramLanguage, Snippet } from './snippet';

export const snippets: readonly Snippet[] = [
  softmax,
  modifiedSoftmax,
  normface,
  lSoftmax,
  aSoftmax,
  cosface,
  arcface,
  combined,
  spherefaceR,
  subcenterArcface,
];

export const snippetOf = (loss: string): Snippet | undefined =>
  snippets.find((snippet) => snippet.loss === loss);

/** Names that a language keeps for itself. */
const spelled: Readonly<Record<string, string>> = { lambda: 'lam' };

/**
 * The code of a loss.
 *
 * @param settings values that are written in as defaults, by parameter name
 * @param words comments by key
 */
export function codeOf(
  { functionName, frame, parameters, target }: Snippet,
  language: ProgramLanguage,
  settings: LossSettings,
  words: Readonly<Record<string, string>>,
): string {
  const text = frames[language](frame)({
    name: functionName,
    parameters: parameters
      .map((name) => {
        // A count of rows is whole in every language.
        const value = name === 'K' ? String(settings[name]) : numberText(settings[name] as number, language);
        return `, ${spelled[name] ?? name}${language === 'tfjs' ? ` = ${value}` : `=${value}`}`;
      })
      .join(''),
    target: target && target[language],
  });
  const said = text.replace(/⟨(\w+)⟩/g, (_, key: string) => {
    if (!(key in words)) throw new Error(`The comment "${key}" has no words.`);
    return words[key];
  });
  // `math` is imported only where something uses it.
  return /math\./.test(said.replace('import math', '')) ? said : said.replace('import math\n', '');
}

/** Python tells whole numbers from others. */
function numberText(value: number, language: ProgramLanguage): string {
  return language !== 'tfjs' && Number.isInteger(value) && value !== 0 ? `${value}.0` : String(value);
}
