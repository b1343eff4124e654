import { assert } from '../../kernel/assert.ts';
import type { FactSource, RunStatement } from '../../hub/index.ts';
import * as sql from './fulfilment.sql.ts';

const BLOCK = 100;
/** Digits of company prefix and serial number together: 18 less extension digit and check digit. */
const PREFIX_AND_SERIAL_DIGITS = 16;

/**
 * The check digit of a GS1 key. Source: GS1 General Specifications, section 7.9.1 (standard check digit
 * calculations): weights 3 and 1 alternate from the right, the sum is filled up to a multiple of ten.
 */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 === 0 ? digit * 3 : digit;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * The serial shipping container code of a parcel: extension digit, GS1 company prefix, serial number,
 * check digit. When a prefix has run out of serial numbers the extension digit counts up.
 */
export function ssccOf(companyPrefix: string, extensionDigit: number, serial: number): string {
  assert(/^\d{7,12}$/.test(companyPrefix), 'a GS1 company prefix has 7 to 12 digits');
  const serialDigits = PREFIX_AND_SERIAL_DIGITS - companyPrefix.length;
  const capacity = 10 ** serialDigits;
  const extension = (extensionDigit + Math.floor(serial / capacity)) % 10;
  const body = `${extension}${companyPrefix}${String(serial % capacity).padStart(serialDigits, '0')}`;
  return `${body}${gs1CheckDigit(body)}`;
}

/** Serial numbers that this process may hand out to parcels. */
export class SerialFacts {
  readonly #blocks: { next: number; end: number }[];
  needed = 0;

  constructor(blocks: { next: number; end: number }[]) {
    this.#blocks = blocks;
  }

  /** Says how many parcels the decision may make. */
  need(count: number): void {
    this.needed += count;
  }

  /** The next serial number. Gaps are allowed, twice the same is not. */
  take(): number {
    for (const block of this.#blocks) if (block.next < block.end) return block.next++;
    throw new RangeError('serial numbers are fetched when the batch is loaded');
  }
}

/** Where serial numbers come from. One a process: it keeps its block. */
export function createSerialSource(): FactSource<SerialFacts> {
  const blocks: { next: number; end: number }[] = [];
  return {
    name: 'sscc_serials',
    open: () => new SerialFacts(blocks),
    load: (facts, _unit, run) => fetchSerials(blocks, facts.needed, run),
    write: () => [],
  };
}

async function fetchSerials(
  blocks: { next: number; end: number }[],
  count: number,
  run: RunStatement,
): Promise<void> {
  blocks.splice(0, blocks.length, ...blocks.filter(({ next, end }) => next < end));
  const left = blocks.reduce((sum, { next, end }) => sum + end - next, 0);
  if (left >= count) return;
  const wanted = Math.ceil((count - left) / BLOCK);
  for (const { first } of await run<{ first: number }>(sql.nextSsccBlocks, [wanted])) {
    blocks.push({ next: first, end: first + BLOCK });
  }
}
