/**
 * The imports that really stand in the site's sources, read from their syntax trees. A module that only runs in a
 * worker (`new Worker(new URL(...))`) is not imported: it is a program of its own.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { forbidden, layerOf, localTarget } from './layers.mjs';

/** @typedef {{ file: string, specifier: string, typeOnly: boolean, line: number }} Import */

/** Imports of one file's text; of a .svelte or .md file those in its script blocks. @returns {Import[]} */
export function importsOf(file, text) {
  const source = ts.createSourceFile(
    file,
    scriptsOf(file, text),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  /** @type {Import[]} */
  const found = [];
  const add = (node, typeOnly) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push({ file, specifier: node.text, typeOnly, line: line + 1 });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The text of script blocks, everything else blanked so that line numbers stay. */
export function scriptsOf(file, text) {
  if (!/\.(svelte|md)$/.test(file)) return text;
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const from = match.index + match[1].length;
    out += blank(text.slice(at, from)) + match[2];
    at = from + match[2].length;
  }
  return out + blank(text.slice(at));
}

/** Every source of the site under `root`, as paths from it. @param {string} root */
export function siteSources(root) {
  const walk = (folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
          entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
        )
      : [];
  // `*.svelte.ts` ends in .ts; declarations of the framework's own types are no module.
  return ['src', 'content']
    .flatMap(walk)
    .filter((file) => /\.(ts|js|svelte|md)$/.test(file) && file !== 'src/app.d.ts');
}

/** All imports under `root`. @param {string} root @returns {Import[]} */
export function siteImports(root) {
  return siteSources(root).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** The source file that an import of the project's own code names, or null for packages and other assets. */
export function resolveImport(root, { file, specifier }) {
  const target = localTarget(file, specifier);
  if (target === null) return null;
  const endings = ['', '.ts', '.js', '.svelte.ts', '/index.ts'];
  const candidates = [...endings.map((ending) => target + ending), target.replace(/\.js$/, '.ts')];
  return candidates.find((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile()) ?? null;
}

/**
 * What breaks the table under `root`, one line each: forbidden imports, sources that belong to no layer, and files
 * outside train that reach tfjs at run time through others.
 * @param {string} root
 */
export function layerProblems(root) {
  const problems = siteSources(root)
    .filter((file) => !layerOf(file))
    .map((file) => `${file}: belongs to no layer of tools/layers.mjs`);
  const imports = siteImports(root);
  for (const found of imports) {
    const sentence = forbidden(found);
    if (sentence) problems.push(`${found.file}:${found.line}: ${sentence}`);
  }
  return [...problems, ...hiddenTfjs(root, imports)];
}

/** @param {Import[]} imports */
function hiddenTfjs(root, imports) {
  const runtime = groupByFile(imports);
  const problems = [];
  for (const start of runtime.keys()) {
    // vision has tfjs too, in a worker of its own.
    if (['train', 'vision'].includes(layerOf(start)?.name)) continue;
    const path = pathToTfjs(start);
    if (path && path.length > 1) problems.push(`${start}: reaches tfjs through ${path.slice(1).join(' → ')}`);
  }
  return problems;

  function pathToTfjs(start) {
    /** @type {string[][]} */
    const open = [[start]];
    const seen = new Set([start]);
    for (let path = open.shift(); path; path = open.shift()) {
      for (const found of runtime.get(path.at(-1)) ?? []) {
        if (found.specifier.startsWith('@tensorflow/')) return path;
        const next = resolveImport(root, found);
        if (next && !seen.has(next)) {
          seen.add(next);
          open.push([...path, next]);
        }
      }
    }
    return null;
  }
}

function groupByFile(imports) {
  /** @type {Map<string, Import[]>} */
  const byFile = new Map();
  for (const found of imports) {
    if (found.typeOnly) continue;
    byFile.set(found.file, [...(byFile.get(found.file) ?? []), found]);
  }
  return byFile;
}
