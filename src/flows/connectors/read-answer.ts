import { keptText } from '../../kernel/kept-text.ts';
import type { AnswerField, Values } from '../components/index.ts';

/** What an answer holds of the values that a node wants, or the first that it lacks. */
export type AnswerRead =
  | { readonly kind: 'values'; readonly values: Values }
  | { readonly kind: 'lacks'; readonly reason: string };

const TEXT_LENGTH_MAX = 2_000;

/** Takes values out of the text of an answer by JSON pointers. No field wanted: whatever was answered will do. */
export function readAnswer(fields: readonly AnswerField[], text: string): AnswerRead | null {
  if (fields.length === 0) return { kind: 'values', values: {} };
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const values: Record<string, string | number | boolean> = {};
  for (const { name, pointer, type } of fields) {
    const found = valueAt(answer, pointer);
    if (!isOfType(found, type)) {
      return { kind: 'lacks', reason: `The answer has no ${name} of type ${type} at ${pointer}.` };
    }
    values[name] = typeof found === 'string' ? keptText(found) : found;
  }
  return { kind: 'values', values };
}

/** Values that somebody gives in place of an answer: exactly those that the node leaves behind. */
export function judgeValues(fields: readonly AnswerField[], given: Values): string | null {
  for (const { name, type } of fields) {
    if (!isOfType(given[name], type)) return `${name} is to be given, of type ${type}.`;
  }
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field.name === name));
  return unknown === undefined ? null : `The node leaves no ${unknown} behind.`;
}

function isOfType(value: unknown, type: AnswerField['type']): value is string | number | boolean {
  if (type === 'string') {
    return typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX;
  }
  return type === 'int' ? Number.isSafeInteger(value) : typeof value === 'boolean';
}

/** RFC 6901; undefined: nothing is there. */
function valueAt(answer: unknown, pointer: string): unknown {
  let found = answer;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) {
      return undefined;
    }
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return found;
}
