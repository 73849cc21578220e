/** Contract 3: the messages between an embed and the page around it, and how those that arrive are read. */
import type { BackendId } from '../../train/protocol';
import type { DemoSpec, DemoState, DemoValue } from '../demo-spec';
import { withValue } from '../plan';
import { keysThatDecide, parseValue } from '../query';
import type { Schema } from '../schema';
import { schemaOf } from '../schema';
import type { RunStats } from '../session-status';

export const messageSource = 'marginalia';
export const messageVersion = 1;
/** More steps in one command than any demo trains: a slip of the pen. */
const mostSteps = 1_000_000;

/** What a host may ask. */
export type Command =
  | { readonly type: 'set'; readonly changes: readonly (readonly [key: string, value: DemoValue])[] }
  | { readonly type: 'play' | 'pause' | 'reset' | 'get' }
  | { readonly type: 'step'; readonly n: number }
  | { readonly type: 'goto'; readonly step: number };

export type ErrorCode =
  | 'bad-message'
  | 'bad-value'
  | 'data-unavailable'
  | 'backend-failed'
  | 'context-lost'
  | 'worker-lost'
  | 'diverged'
  | 'storage';

/** What an embed tells; `source` and `v` stand beside. */
export type Report =
  | {
      readonly type: 'ready';
      readonly demo: string;
      readonly params: Readonly<Record<string, DemoValue>>;
      readonly schema: Schema;
      readonly backends: readonly BackendId[];
    }
  | {
      readonly type: 'state';
      readonly step: number;
      readonly playing: boolean;
      readonly backend: BackendId | null;
      readonly runs: readonly {
        readonly loss: string;
        readonly params: Readonly<Record<string, number | string>>;
        readonly stats: RunStats & { readonly stepsPerSecond?: number };
      }[];
    }
  | { readonly type: 'height'; readonly px: number }
  | {
      readonly type: 'key';
      readonly key: string;
      readonly code: string;
      readonly altKey: boolean;
      readonly ctrlKey: boolean;
      readonly metaKey: boolean;
      readonly shiftKey: boolean;
    }
  | {
      readonly type: 'error';
      readonly code: ErrorCode;
      readonly message: string;
      readonly recovered: boolean;
    };

type Failure = Extract<Report, { type: 'error' }>;

/** What one message asks, and what is wrong with it. Neither: it was meant for somebody else. */
export interface Reading {
  readonly command?: Command;
  readonly error?: Failure;
}

const refuse = (code: ErrorCode, message: string): Reading => ({
  error: { type: 'error', code, message, recovered: true },
});

/** Reads whatever arrived for a demo in a state. Never throws. */
export function readMessage(data: unknown, spec: DemoSpec, state: DemoState): Reading {
  // What reveal.js says to the frames of a slide.
  if (data === 'slide:start') return { command: { type: 'play' } };
  if (data === 'slide:stop') return { command: { type: 'pause' } };
  if (!isRecord(data) || data.source !== messageSource) return {};
  if (data.v !== messageVersion) {
    return refuse(
      'bad-message',
      `This embed speaks version ${messageVersion} of its messages, not ${short(data.v)}.`,
    );
  }
  switch (data.type) {
    case 'play':
    case 'pause':
    case 'reset':
    case 'get':
      return { command: { type: data.type } };
    case 'step': {
      const { n = 1 } = data;
      return isCount(n, 1)
        ? { command: { type: 'step', n } }
        : refuse('bad-value', `"step" takes n, a whole number from 1 to ${mostSteps}, not ${short(n)}.`);
    }
    case 'goto': {
      const { step } = data;
      return isCount(step, 0)
        ? { command: { type: 'goto', step } }
        : refuse(
            'bad-value',
            `"goto" takes step, a whole number from 0 to ${mostSteps}, not ${short(step)}.`,
          );
    }
    case 'set':
      return isRecord(data.params)
        ? readParams(data.params, spec, state)
        : refuse(
            'bad-message',
            `"set" takes params, an object of keys and values, not ${short(data.params)}.`,
          );
    default:
      return refuse(
        'bad-message',
        `There is no message of type ${short(data.type)}; there are set, play, pause, step, reset, get and goto.`,
      );
  }
}

/** What can be used of `params` is; the rest is named in one sentence. */
function readParams(params: Readonly<Record<string, unknown>>, spec: DemoSpec, state: DemoState): Reading {
  const changes: [string, DemoValue][] = [];
  const wrong: string[] = [];
  let next = state;
  const take = (key: string) => {
    const schema = schemaOf(spec, next);
    const entry = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!entry) {
      wrong.push(`there is no key ${short(key)}`);
      return;
    }
    const given = params[key];
    const parsed = given === null ? { value: entry.default } : parseValue(spell(given), entry);
    if ('problem' in parsed) wrong.push(`${key} cannot be ${short(given)}`);
    else {
      changes.push([key, parsed.value]);
      next = withValue(next, key, parsed.value, entry);
    }
  };
  const first: readonly string[] = keysThatDecide.filter((key) => Object.hasOwn(params, key));
  for (const key of [...first, ...Object.keys(params).filter((name) => !first.includes(name))]) take(key);
  const error: Failure | undefined =
    wrong.length > 0
      ? {
          type: 'error',
          code: 'bad-value',
          message: `Left as it was: ${wrong.slice(0, 5).join('; ')}.`,
          recovered: true,
        }
      : undefined;
  return { ...(changes.length > 0 ? { command: { type: 'set', changes } } : {}), ...(error && { error }) };
}

/** A value as the query would spell it; what has no such spelling fits no key. */
function spell(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',');
  return '\0';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown, least: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= mostSteps;

/** A value for a sentence, whatever it is. */
function short(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A cycle, a big integer.
  }
  text ??= typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
