import { hash } from 'node:crypto';
import type { Instant } from '../../kernel/clock.ts';
import type { FlowAuditEntry } from '../../../contracts/flow-releases.ts';
import { canonicalText } from '../definition/index.ts';

/** What an entry says, without its hash. */
export interface AuditContent {
  readonly number: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: FlowAuditEntry['action'];
  readonly flowCode: string;
  readonly flowVersion: number | null;
  readonly releaseId: string | null;
  readonly contentHash: string | null;
  /** Plain JSON. */
  readonly detail: unknown;
}

export interface AuditEntry extends AuditContent {
  readonly hash: string;
}

/** The last entry that was written: number 0 before there is one. */
export interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

/** Where a chain begins. */
export const NO_ENTRIES: ChainHead = { number: 0, hash: '0'.repeat(64) };

/** The hash of an entry: SHA-256 over the hash of the one before it and its canonical JSON. */
export function entryHash(hashBefore: string, content: AuditContent): string {
  const { number, at, actor, action, flowCode, flowVersion, releaseId, contentHash, detail } =
    content;
  const said = {
    number,
    at,
    actor,
    action,
    flowCode,
    flowVersion,
    releaseId,
    contentHash,
    detail,
  };
  return hash('sha256', `${hashBefore}\n${canonicalText(said)}`, 'hex');
}

/** Where a chain is not as it was written. */
export interface ChainBreak {
  readonly number: number;
  readonly kind: 'changed' | 'missing' | 'cut_off';
}

/** Follows a chain entry by entry. Feed it all entries by number, then ask whether they reach the head. */
export class ChainCheck {
  #last: ChainHead = NO_ENTRIES;
  readonly #known: ChainHead | null;

  /** `known` is the head of an earlier verdict, which was kept where nobody who writes here gets at it. */
  constructor(known: ChainHead | null = null) {
    this.#known = known;
  }

  /** The first thing that is wrong with the next entries; null: nothing is. */
  follow(entries: Iterable<AuditEntry>): ChainBreak | null {
    for (const entry of entries) {
      const number = this.#last.number + 1;
      if (entry.number !== number) return { number, kind: 'missing' };
      const isForged = number === this.#known?.number && entry.hash !== this.#known.hash;
      if (isForged || entryHash(this.#last.hash, entry) !== entry.hash) {
        return { number, kind: 'changed' };
      }
      this.#last = entry;
    }
    return null;
  }

  /** Whether the entries reach the head that was kept beside them. */
  end(head: ChainHead): ChainBreak | null {
    const { number, hash: last } = this.#last;
    if (Math.max(head.number, this.#known?.number ?? 0) > number) {
      return { number: number + 1, kind: 'cut_off' };
    }
    return head.number === number && head.hash === last ? null : { number, kind: 'changed' };
  }

  get last(): ChainHead {
    return this.#last;
  }
}
