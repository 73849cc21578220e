/**
 * A formula as MathML, made by KaTeX where the site is built. `\marginterm{m}`, `\scaleterm{s}` and
 * `\angleterm{\theta_y}` mark a term: it becomes `<mrow data-term="…">`, which figures find and style.
 */
import katex from 'katex';

/** KaTeX's MathML keeps no data attribute, but it keeps colours: three that nobody would write stand for the terms. */
const termOfColour = { '#a00001': 'm', '#a00002': 's', '#a00003': 'theta' };

/** @param {string} tex @param {{ display: boolean }} options @returns {string} */
export function texToMathMl(tex, { display }) {
  return (
    katex
      .renderToString(tex, {
        displayMode: display,
        output: 'mathml',
        throwOnError: true,
        strict: 'error',
        macros: {
          '\\marginterm': '\\textcolor{a00001}{#1}',
          '\\scaleterm': '\\textcolor{a00002}{#1}',
          '\\angleterm': '\\textcolor{a00003}{#1}',
        },
      })
      // The annotation repeats the source for copying; it doubles the bytes.
      .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
      // Names of functions are upright by their length; a style sheet cannot see that.
      .replace(/<mi>([A-Za-z]{2,})<\/mi>/g, '<mi mathvariant="normal">$1</mi>')
      // KaTeX writes signs as names too, which would stand apart as those do: bars of a norm, a degree, a stroke.
      .replace(
        /<mi mathvariant="normal">([^A-Za-z<])<\/mi>/g,
        (_, sign) => `<mtext>${sign === '∥' ? '‖' : sign}</mtext>`,
      )
      // The sign of a prime is raised by itself: set as a superscript it all but vanishes.
      .replace(/<msup>(<mi>[^<]*<\/mi>)<mo [^>]*>(′+)<\/mo><\/msup>/g, '<mrow>$1<mtext>$2</mtext></mrow>')
      // Behind another operator a minus is a sign, not a subtraction.
      .replaceAll('<mo>=</mo><mo>−</mo>', '<mo>=</mo><mo form="prefix">−</mo>')
      .replace(
        /<mstyle mathcolor="(#a0000[123])">([\s\S]*?)<\/mstyle>/g,
        (_, colour, term) => `<mrow data-term="${termOfColour[colour]}">${term}</mrow>`,
      )
  );
}

/** Lets Vite import a file `name.tex` as the string of its MathML, in display style. @returns {import('vite').Plugin} */
export function texModules() {
  return {
    name: 'tex-modules',
    transform(source, id) {
      if (!id.endsWith('.tex')) return null;
      return {
        code: `export default ${JSON.stringify(texToMathMl(source.trim(), { display: true }))};`,
        map: null,
      };
    },
  };
}
