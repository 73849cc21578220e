/** A formula, as the string of its MathML (tools/markdown/tex.mjs). */
declare module '*.tex' {
  const mathMl: string;
  export default mathMl;
}
