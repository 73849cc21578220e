/**
 * Contract 2: the query holds every difference from the preset and nothing else. What cannot be used is replaced
 * by the preset's value and named in a notice; nothing throws.
 */
import { setNameOf } from '../data/store/set-name';
import type { DemoSpec, DemoState, DemoValue } from './demo-spec';
import { schemaOf, type KeySchema, type Schema } from './schema';

/** Something in the query that was not taken over. */
export interface Notice {
  readonly kind: 'unknown-key' | 'bad-value' | 'out-of-range' | 'bad-choice' | 'unknown-figure';
  readonly key: string;
  /** As it stood in the query. */
  readonly value: string;
  /** What stands in its place; for an unknown key, nothing. */
  readonly used?: string;
  /** Bounds or names that would have done. */
  readonly allowed?: string;
}

/** The key that says which demo of a page the others address. */
export const figureKey = 'fig';

/** Keys that are read first, in this order: the schema of the others follows from them. */
export const keysThatDecide = ['loss', 'add', 'data'] as const;

/** Reads a query for `spec`. `pageDemoIds`: the demos of the page in order; the first is addressed without `fig`. */
export function readQuery(
  search: string,
  spec: DemoSpec,
  pageDemoIds: readonly string[] = [spec.id],
): { state: DemoState; notices: Notice[] } {
  const query = new URLSearchParams(search);
  const figure = query.get(figureKey);
  const addressed = figure !== null && pageDemoIds.includes(figure) ? figure : pageDemoIds[0];
  if (addressed !== spec.id) return { state: {}, notices: [] };

  const notices: Notice[] = [];
  if (figure !== null && figure !== addressed) {
    notices.push({
      kind: 'unknown-figure',
      key: figureKey,
      value: figure,
      used: addressed,
      allowed: pageDemoIds.join(', '),
    });
  }
  const state: Record<string, DemoValue> = {};
  const take = (key: string, text: string, schema: Schema) => {
    const entry = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!entry) {
      notices.push({ kind: 'unknown-key', key, value: text });
      return;
    }
    const parsed = parseValue(text, entry);
    if ('problem' in parsed) {
      const used = formatValue(entry.default);
      const kind = entry.takesAll ? 'bad-choice' : parsed.problem;
      notices.push({ kind, key, value: text, used, allowed: allowedText(entry) });
    } else if (formatValue(parsed.value) !== formatValue(entry.default)) {
      state[key] = parsed.value;
    }
  };
  // The losses, and the terms beside them, decide which other keys there are; the dataset, which classes.
  for (const key of keysThatDecide) {
    const text = query.get(key);
    if (text !== null) take(key, text, schemaOf(spec, state));
  }
  const schema = schemaOf(spec, state);
  const seen = new Set<string>([figureKey, ...keysThatDecide]);
  for (const [key, text] of query) {
    if (seen.has(key)) continue;
    seen.add(key);
    take(key, text, schema);
  }
  return { state, notices };
}

/** The query of a state, with a leading `?`, or '' for the preset. `fig` is written where the demo is not the first. */
export function writeQuery(
  state: DemoState,
  spec: DemoSpec,
  pageDemoIds: readonly string[] = [spec.id],
): string {
  const query = new URLSearchParams();
  if (pageDemoIds[0] !== spec.id) query.set(figureKey, spec.id);
  const schema = schemaOf(spec, state);
  for (const [key, value] of Object.entries(state)) {
    const text = formatValue(value);
    if (schema[key] && text !== formatValue(schema[key].default)) query.set(key, text);
  }
  const changed = [...query.keys()].some((key) => key !== figureKey);
  // Commas are legal in a query, and lists are read by people.
  return changed ? `?${query.toString().replaceAll('%2C', ',')}` : '';
}

/** A value as the query spells it. */
export function formatValue(value: DemoValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (Array.isArray(value)) return value.join(',');
  return String(value);
}

/** The value that `text` spells, or what is wrong with it. */
export function parseValue(
  text: string,
  entry: KeySchema,
): { value: DemoValue } | { problem: 'bad-value' | 'out-of-range' } {
  switch (entry.type) {
    case 'boolean':
      if (text === '0' || text === '1') return { value: text === '1' };
      return { problem: 'bad-value' };
    case 'enum':
      if (entry.takesKept && setNameOf(text) !== null) return { value: text };
      return entry.values!.includes(text) ? { value: text } : { problem: 'bad-value' };
    case 'list': {
      const mayBeEmpty = entry.min === 0 || entry.takesAll;
      const items = text === '' && mayBeEmpty ? [] : text.split(',');
      const isSound =
        items.every((item) => entry.values!.includes(item)) && new Set(items).size === items.length;
      if (!isSound) return { problem: 'bad-value' };
      const isFew = items.length < (entry.min ?? 1) && !(items.length === 0 && mayBeEmpty);
      return isFew || items.length > entry.max! ? { problem: 'out-of-range' } : { value: items };
    }
    case 'integer':
    case 'number': {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
      if (!Number.isFinite(value) || (entry.type === 'integer' && !Number.isInteger(value))) {
        return { problem: 'bad-value' };
      }
      return value >= entry.min! && value <= entry.max! ? { value } : { problem: 'out-of-range' };
    }
  }
}

function allowedText(entry: KeySchema): string {
  if (entry.type === 'boolean') return '0, 1';
  if (entry.takesAll) return `${entry.values![0]} – ${entry.values!.at(-1)}`;
  if (entry.values) return entry.values.join(', ');
  return `${entry.min} – ${entry.max}`;
}
