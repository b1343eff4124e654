import { hash } from 'node:crypto';
import type { Random } from '../../../../kernel/random.ts';
import type { LeakPattern } from '../index.ts';
import { Form } from './sample-form.testing.ts';

const TRIES_MAX = 200_000;
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const forms = new Map<string, { form: Form; whole: RegExp }>();

/** Texts that drawing signs would never hit. */
const MAKERS: Readonly<Record<string, (random: Random) => string>> = {
  'bitcoin-key': makeBitcoinKey,
};

/** A text that a pattern matches and its check passes: of its form by chance, until the check is right. */
export function makeMatch(random: Random, pattern: LeakPattern): string {
  const maker = MAKERS[pattern.id];
  if (maker !== undefined) return maker(random);
  const known = forms.get(pattern.id) ?? {
    form: new Form(pattern.pattern),
    whole: new RegExp(`^(?:${pattern.pattern})$`, pattern.isCaseExact ? '' : 'i'),
  };
  forms.set(pattern.id, known);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const text = known.form.sample(random);
    if (known.whole.test(text) && (pattern.check === null || pattern.check(text))) return text;
  }
  throw new Error(`no text of ${pattern.id} passes its check in ${TRIES_MAX} tries`);
}

/** A private key of Bitcoin as wallets export it: 0x80, 32 bytes, 0x01, four bytes of the hash. */
function makeBitcoinKey(random: Random): string {
  const bytes = [0x80, ...Array.from({ length: 32 }, () => random.integer(1, 255)), 1];
  const body = Buffer.from(bytes);
  const check = hash('sha256', hash('sha256', body, 'buffer'), 'hex').slice(0, 8);
  let number = BigInt(`0x${body.toString('hex')}${check}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = `${BASE58[Number(number % 58n)]}${text}`;
  return text;
}
