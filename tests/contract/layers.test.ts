import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterEach, describe, expect, it } from 'vitest';
import { importsOf, layerProblems, siteSources } from '../../tools/imports.mjs';
import { layersRule } from '../../tools/layers-eslint.mjs';
import { forbidden, layerOf, layers } from '../../tools/layers.mjs';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A project of these files, in a folder of its own. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'marginalia-layers-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** What the ESLint rule says of one file's text. */
function lint(file: string, text: string): string[] {
  const linter = new Linter({ cwd: '/house' });
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { house: { rules: { layers: layersRule } } },
    rules: { 'house/layers': 'error' as const },
  };
  return linter.verify(text, [config], { filename: `/house/${file}` }).map(({ message }) => message);
}

describe('the layers of the site', () => {
  it('hold for every import that stands', () => {
    expect(siteSources('.').length).toBeGreaterThan(5);
    expect(layerProblems('.')).toEqual([]);
  });

  it('stand in one table without cycles and without unknown names', () => {
    const names = new Set(layers.map(({ name }) => name));
    const reach = (name: string, seen: string[]): void => {
      expect(seen, `${[...seen, name].join(' → ')} is a cycle`).not.toContain(name);
      expect(names).toContain(name);
      const layer = layers.find((other) => other.name === name)!;
      layer.layers.forEach((next: string) => reach(next, [...seen, name]));
    };
    layers.forEach(({ name }) => reach(name, []));
  });

  it('keep what is pure away from the framework, tfjs and drawing', () => {
    for (const layer of ['math', 'loss', 'metric', 'face', 'data', 'frame']) {
      for (const specifier of [
        'svelte',
        '$app/paths',
        '@tensorflow/tfjs-core',
        'd3-scale',
        'three',
        'node:fs',
      ]) {
        expect(forbidden({ file: `src/lib/${layer}/x.ts`, specifier, typeOnly: false })).not.toBeNull();
      }
    }
  });
});

/** Each forbidden import, once. */
const forbiddenImports: [file: string, text: string, sentence: string][] = [
  ['src/lib/loss/x.ts', "import { a } from '../train/trainer';", 'loss may not import train.'],
  ['src/lib/math/x.ts', "import { a } from '$lib/loss/spec';", 'math may not import loss.'],
  [
    'src/lib/metric/x.ts',
    "import type { Tensor } from '@tensorflow/tfjs-core';",
    'package @tensorflow/tfjs-core',
  ],
  ['src/lib/data/x.ts', "import { readFileSync } from 'node:fs';", "data may not import Node's node:fs."],
  ['src/lib/data/x.ts', "import { readFileSync } from 'fs';", "data may not import Node's fs."],
  ['src/lib/viz/d3/x.ts', "export * from '../../demo/session';", 'viz may not import demo.'],
  ['src/lib/viz/x.ts', "import * as d3 from 'd3';", 'viz may not import the package d3.'],
  ['src/lib/viz/x.ts', "export const a = import('../train/client');", 'viz may not import train-client.'],
  ['src/lib/demo/x.ts', "import { a } from '../train/trainer';", 'demo may not import train.'],
  ['src/lib/demo/x.ts', "import { onMount } from 'svelte';", 'demo may not import the package svelte.'],
  [
    'src/lib/train/client.ts',
    "import * as tf from '@tensorflow/tfjs-core';",
    'package @tensorflow/tfjs-core',
  ],
  ['src/lib/train/client.ts', "import { a } from './trainer';", 'may import only types of train'],
  ['src/lib/import/client.ts', "import { a } from './service';", 'may import only types of import'],
  ['src/lib/ui/x.ts', "export { a } from '../train/trainer.worker';", 'ui may not import train.'],
  ['src/lib/loss/x.ts', "export type A = import('../viz/view').View<number>;", 'loss may not import viz.'],
  ['src/lib/ui/x.ts', "import { a } from '../../../tools/serve.mjs';", 'belongs to no layer'],
  ['content/cosface/figures.ts', "import { a } from '$lib/demo/spec';", 'may import only types of demo'],
];

describe('a forbidden import', () => {
  it.each(forbiddenImports)(
    'in %s is found by lint and by the reader of imports: %s',
    (file, text, sentence) => {
      expect(lint(file, text)).toEqual([expect.stringContaining(sentence)]);
      expect(layerProblems(project({ [file]: `${text}\n` }))).toContainEqual(
        expect.stringContaining(sentence),
      );
    },
  );

  it.each([
    ['src/lib/demo/x.ts', "import { connect } from '../train/client';"],
    [
      'src/lib/train/trainer.ts',
      "import * as tf from '@tensorflow/tfjs-core'; import { a } from '../loss/registry';",
    ],
    ['src/lib/train/client.ts', "import type { Trainer } from './trainer';"],
    [
      'src/lib/train/client.ts',
      "new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module' });",
    ],
    [
      'src/lib/viz/x.ts',
      "import { scaleLinear } from 'd3-scale'; import type { Frame } from '../frame/layout';",
    ],
    ['content/cosface/figures.ts', "import type { DemoSpec } from '$lib/demo/spec';"],
    [
      'src/routes/[lang]/+page.ts',
      "import type { PageLoad } from './$types'; import { error } from '@sveltejs/kit';",
    ],
    ['tools/x.ts', "import { readFileSync } from 'node:fs'; import '../src/lib/data/idx';"],
  ])('is not seen in %s: %s', (file, text) => {
    expect(lint(file, text)).toEqual([]);
    expect(layerProblems(project({ [file]: text }))).toEqual([]);
  });

  it('is found in the script of a component, with its line', () => {
    const text =
      '<script module lang="ts">\n</script>\n<p>import x from "three"</p>\n<script lang="ts">\n  import "three";\n</script>\n';
    expect(importsOf('src/lib/ui/X.svelte', text)).toEqual([
      { file: 'src/lib/ui/X.svelte', specifier: 'three', typeOnly: false, line: 5 },
    ]);
    expect(layerProblems(project({ 'src/lib/ui/X.svelte': text }))).toEqual([
      'src/lib/ui/X.svelte:5: ui may not import the package three.',
    ]);
  });

  it('of tfjs is found where it hides behind another file', () => {
    const root = project({
      'src/lib/demo/session.ts': "import '../train/client';",
      'src/lib/train/client.ts': "import './ids';",
      'src/lib/train/ids.ts': "export * from './trainer';",
      'src/lib/train/trainer.ts': "import '@tensorflow/tfjs-core';",
    });
    expect(layerProblems(root)).toContain(
      'src/lib/demo/session.ts: reaches tfjs through src/lib/train/client.ts → src/lib/train/ids.ts → src/lib/train/trainer.ts',
    );
  });

  it('is no way out for a file that belongs to no layer', () => {
    expect(layerProblems(project({ 'src/lib/utils/x.ts': '' }))).toEqual([
      'src/lib/utils/x.ts: belongs to no layer of tools/layers.mjs',
    ]);
    expect(layerOf('src/lib/mathematics/x.ts')).toBeNull();
  });
});

describe("the project's own lint", () => {
  it.each(['src/lib/loss/spec.ts', 'src/lib/ui/X.svelte', 'src/routes/+page.ts', 'content/x/figures.ts'])(
    'applies the layers to %s',
    async (file) => {
      const config = await new ESLint().calculateConfigForFile(file);
      expect(config.rules['house/layers'][0]).toBe(2);
    },
  );
});
