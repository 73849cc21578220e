/** Every loss and term that is shown as code, and the making of its text. */
import type { LossSettings } from '../loss/spec';
import { frames } from './frames';
import { aSoftmax } from './losses/a-softmax';
import { adacos } from './losses/adacos';
import { angularTriplet } from './losses/angular-triplet';
import { arcface } from './losses/arcface';
import { center } from './losses/center';
import { combined } from './losses/combined';
import { contrastive } from './losses/contrastive';
import { cosface } from './losses/cosface';
import { inter } from './losses/inter';
import { intra } from './losses/intra';
import { lSoftmax } from './losses/l-softmax';
import { modifiedSoftmax } from './losses/modified-softmax';
import { normface } from './losses/normface';
import { softmax } from './losses/softmax';
import { spherefaceR } from './losses/sphereface-r';
import { sphereface2 } from './losses/sphereface2';
import { subcenterArcface } from './losses/subcenter-arcface';
import { triplet } from './losses/triplet';
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
  sphereface2,
  adacos,
  subcenterArcface,
  contrastive,
  triplet,
  angularTriplet,
  center,
  intra,
  inter,
];

export const snippetOf = (loss: string): Snippet | undefined =>
  snippets.find((snippet) => snippet.loss === loss);

/** Names that a language keeps for itself or cannot spell, and the papers' letters for weights of terms. */
const spelled: Readonly<Record<string, string>> = {
  lambda: 'lam',
  'center-weight': 'lam',
  'center-rate': 'alpha',
  'intra-weight': 'w',
  'inter-weight': 'w',
};

/** The name of a parameter in the code. */
export const spelledName = (name: string): string => spelled[name] ?? name;

/**
 * The code of a loss.
 *
 * @param settings values that are written in as defaults, by parameter name
 * @param words comments by key
 */
export function codeOf(
  snippet: Snippet,
  language: ProgramLanguage,
  settings: LossSettings,
  words: Readonly<Record<string, string>>,
): string {
  const parameters = snippet.parameters
    .map((name) => {
      const value = valueText(name, settings[name], language);
      return `, ${spelledName(name)}${language === 'tfjs' ? ` = ${value}` : `=${value}`}`;
    })
    .join('');
  const text =
    'program' in snippet
      ? snippet.program[language].replace('⟨parameters⟩', parameters)
      : frames[language](snippet.frame)({
          name: snippet.functionName,
          parameters,
          target: snippet.target && snippet.target[language],
        });
  const said = text.replace(/⟨(\w+)⟩/g, (_, key: string) => {
    if (!(key in words)) throw new Error(`The comment "${key}" has no words.`);
    return words[key];
  });
  // `math` is imported only where something uses it.
  return /math\./.test(said.replace('import math', '')) ? said : said.replace('import math\n', '');
}

/** Python tells whole numbers from others, and a count of rows is whole in every language. */
function valueText(name: string, value: number | string, language: ProgramLanguage): string {
  if (typeof value === 'string') return language === 'tfjs' ? `'${value}'` : `"${value}"`;
  if (name === 'K') return String(value);
  // A scale that was found has more digits than anyone reads.
  const short = Number(value.toPrecision(6));
  return language !== 'tfjs' && Number.isInteger(short) && short !== 0 ? `${short}.0` : String(short);
}
