import type { Random } from '../../../../kernel/random.ts';
import type { LeakPattern } from '../index.ts';
import { makeMatch } from './make-match.testing.ts';

/** How a leak is written in a line of the corpus. */
export const WRITINGS = [
  'note',
  'note-chinese',
  'field',
  'row',
  'url',
  'base64',
  'base64-url',
  'hex',
  'full-width',
  'escaped',
  'spaced',
  'twice-base64',
] as const;
export type Writing = (typeof WRITINGS)[number];

/** A word that must stand near, or nothing when none must. */
function wordFor(random: Random, pattern: LeakPattern): string {
  return pattern.isKeywordNear ? random.pick(pattern.keywords) : '';
}

function fullWidth(text: string): string {
  return text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

function escaped(text: string): string {
  return text.replace(/\d/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

/** Whether writing signs between the digits leaves what a reader still recognises. */
function canBeSpaced(pattern: LeakPattern, match: string): boolean {
  return pattern.check !== null && /^\d{9,}[\dX]?$/i.test(match);
}

/** The writings that suit a match: long texts of many signs are not written digit by digit. */
function writingsFor(pattern: LeakPattern, match: string): readonly Writing[] {
  return WRITINGS.filter((writing) => {
    if (writing === 'spaced') return canBeSpaced(pattern, match);
    const isCoded = ['base64', 'base64-url', 'hex', 'twice-base64'].includes(writing);
    return !isCoded || match.length >= 8;
  });
}

/** A line in which something leaks, and how it is written. */
export function leakingLine(
  random: Random,
  pattern: LeakPattern,
): { text: string; writing: Writing } {
  const match = makeMatch(random, pattern);
  const word = wordFor(random, pattern);
  const before = word === '' ? '' : `${word}: `;
  const writing = random.pick(writingsFor(pattern, match));
  const number = random.integer(1000, 9999);
  const base64 = Buffer.from(match).toString('base64');
  const texts: Readonly<Record<Writing, () => string>> = {
    note: () => `order ${number}, customer says ${before}${match}, please check`,
    'note-chinese': () => `订单备注：${before}${match}，请核对`,
    field: () =>
      JSON.stringify({ order: number, [word === '' ? 'value' : word]: match, done: true }),
    row: () => `${number};open;${before}${match};${random.integer(1, 9)}`,
    url: () => `note=${encodeURIComponent(`${before}${match}`)}&step=${number % 7}`,
    base64: () => `${before}${base64}`,
    'base64-url': () =>
      JSON.stringify({
        order: number,
        [word === '' ? 'payload' : word]: Buffer.from(match).toString('base64url'),
      }),
    hex: () => `${before}${Buffer.from(match).toString('hex')}`,
    'full-width': () => `备注 ${before}${fullWidth(match)} 谢谢`,
    escaped: () => `{"note":"${before}${escaped(match.replaceAll('"', '\\"'))}"}`,
    spaced: () => `${before}${match.replace(/(.{4})(?=.)/g, '$1 ')}`,
    'twice-base64': () => `${before}${Buffer.from(base64).toString('base64')}`,
  };
  return { text: texts[writing](), writing };
}
