/** Every word that the program can ask for is there, in both languages. */
import { describe, expect, it } from 'vitest';
import {
  htmlLang,
  isLanguage,
  languages,
  loadMessages,
  loadTroubleWords,
  otherLanguage,
} from '../../../src/lib/i18n/languages';
import type { Notice } from '../../../src/lib/demo/query';
import { lossIds, losses, termIds, terms } from '../../../src/lib/loss/registry';
import type { ProblemCode } from '../../../src/lib/train/protocol';

/** What a text's arguments may be: enough for every function of the messages, whatever it takes. */
const facts = {
  loss: 'ArcFace',
  step: 12,
  count: 2000,
  strayed: 40,
  targetDeg: '5°',
  worst: '4/9',
  label: 'ArcFace',
  accuracy: '97 %',
};

/** The shape of the messages: a tree of `text` and functions with their number of arguments. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'function') return `function of ${value.length}`;
  return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, shapeOf(part)]));
}

/** Every text and function with its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, part]) =>
    leaves(part, path ? `${path}.${key}` : key),
  );
}

/** Words for trouble are fetched when it comes; here they all stand together. */
const words = Object.fromEntries(
  await Promise.all(
    languages.map(async (language) => {
      const trouble = await loadTroubleWords(language);
      return [language, { ...(await loadMessages(language)), ...trouble }] as const;
    }),
  ),
);

describe('both languages', () => {
  it('have the same words', () => expect(shapeOf(words.zh)).toEqual(shapeOf(words.en)));

  it('know each other', () => {
    expect(languages.map(otherLanguage)).toEqual(['zh', 'en']);
    expect(languages.map((language) => htmlLang[language])).toEqual(['en', 'zh-CN']);
    expect(['en', 'zh', 'de', '', 'EN'].map(isLanguage)).toEqual([true, true, false, false, false]);
  });
});

describe.each(languages)('the words of %s', (language) => {
  const messages = words[language];

  it('are never empty', () => {
    for (const [path, text] of leaves(messages)) {
      if (typeof text === 'string') expect(text.trim(), path).not.toBe('');
    }
  });

  it('make whole sentences of what they are given', () => {
    const numbers = ['degrees', 'radiansWithDegrees', 'percent', 'loadingData'];
    const argumentOf = (path: string, i: number): unknown => {
      if (path.startsWith('problems.')) return details(path.slice('problems.'.length));
      if (path === 'describeEmbedding') return facts;
      if (path === 'describeChart') return i === 0 ? [facts] : 12;
      if (path === 'describePair') return ['4', '9', 3][i];
      if (path === 'runLabel') return ['ArcFace', ['m = 0.5']][i];
      return numbers.includes(path) ? 0.25 : `word${i}`;
    };
    for (const [path, say] of leaves(messages)) {
      if (typeof say !== 'function') continue;
      const given = Array.from({ length: Math.max(say.length, 1) }, (_, i) => argumentOf(path, i));
      const sentence = say(...given) as string;
      expect(sentence.trim(), path).not.toBe('');
      expect(sentence, path).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('name every loss and every parameter', () => {
    for (const id of lossIds) expect(messages.lossNames[id], id).toBeTruthy();
    for (const id of termIds) expect(messages.termNames[id], id).toBeTruthy();
    for (const { id, parameters } of [...losses, ...terms]) {
      for (const { name } of parameters) expect(messages.parameterNames[name], `${id} ${name}`).toBeTruthy();
    }
  });

  it('have words for every problem and every notice', () => {
    expect(Object.keys(messages.problems).sort()).toEqual(Object.keys(problems).sort());
    expect(Object.keys(messages.notices).sort()).toEqual(Object.keys(notices).sort());
  });

  it.each(['missing', 'network', 'hash', 'format'])('say why a file is not there: %s', (reason) => {
    const say = (why: string) => messages.problems['data-unavailable']({ file: 'abc.bin', reason: why });
    expect(say(reason)).toContain('abc.bin');
    expect(say(reason)).not.toBe(say('something else'));
  });

  it('tell a backend that gave way from one that was the last', () => {
    const gaveWay = messages.problems['backend-failed']({ failed: 'webgl', backend: 'wasm', step: 40 });
    expect(gaveWay).toContain('webgl');
    expect(gaveWay).toContain('wasm');
    expect(gaveWay).toContain('40');
    expect(messages.problems['backend-failed']({ backend: 'wasm' })).not.toContain('undefined');
    expect(messages.problems['backend-failed']({})).not.toContain('undefined');
  });

  it('name the run that ran away by its loss', () => {
    const sentence = messages.problems.diverged({ loss: 'a-softmax', step: 7, failedStep: 9 });
    expect(sentence).toContain('A-Softmax');
    expect(sentence).toContain('7');
  });

  it('leave the worst confusion out where there is none', () => {
    const say = messages.describeEmbedding;
    expect(say({ ...facts, worst: '' }).length).toBeLessThan(say(facts).length);
    expect(messages.describeChart([], 0)).not.toBe('');
  });
});

/** Every code of `ProblemCode`, with details as the trainer and the session give them. */
const problems: Record<ProblemCode, Record<string, string | number>> = {
  'data-unavailable': { file: 'abc.bin', reason: 'missing' },
  'backend-failed': { failed: 'webgl', backend: 'wasm', step: 12 },
  'context-lost': { failed: 'webgl', backend: 'wasm', step: 12 },
  'worker-lost': { reason: 'out of memory' },
  diverged: { step: 3, failedStep: 9, loss: 'arcface' },
  'bad-value': { reason: 'There is no loss named "x".' },
};
const details = (code: string) => problems[code as ProblemCode] ?? {};

const notices: Record<Notice['kind'], true> = {
  'unknown-key': true,
  'bad-value': true,
  'out-of-range': true,
  'bad-choice': true,
  'unknown-figure': true,
};
