/**
 * `npm run font`: cuts the mathematics font to the operators, fences and roots that formulas use, with their larger
 * variants and the MATH table, which browsers set MathML by. Letters and digits come from the page's serif. The result is
 * kept in src/lib/ui/fonts/, so that a build needs no subsetter.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import subsetFont from 'subset-font';

const source = 'node_modules/@fontsource/libertinus-math/files/libertinus-math-latin-400-normal.woff2';
const target = 'src/lib/ui/fonts/libertinus-math-operators.woff2';
/** Every sign that stands in a formula of the site (tests/contract/formula-signs.test.ts). */
export const signs =
  ' ()[]{}|∣‖∥⟨⟩⌈⌉⌊⌋+−±×·⋅∘/=≠<>≤≥≈∼∝→←↦⇒∈∉∪∩∑∏∫√∂∇∞∠⊥∀…⋯′″,.:;!^°\u00a0\u2061\u2062\u2063\u2064';

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const font = await subsetFont(readFileSync(source), signs, { targetFormat: 'woff2' });
  writeFileSync(target, font);
  console.log(`${target}: ${font.length} bytes`);
}
