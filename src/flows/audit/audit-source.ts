import { assert } from '../../kernel/assert.ts';
import type { FactSource, Write } from '../../hub/index.ts';
import {
  entryHash,
  NO_ENTRIES,
  type AuditContent,
  type AuditEntry,
  type ChainHead,
} from './chain.ts';
import * as sql from './audit.sql.ts';

/** The end of the audit, as a batch sees it and adds to it. */
export class AuditFacts {
  readonly #entries: AuditEntry[] = [];
  #isNeeded = false;
  #read: ChainHead | null = null;
  #head: ChainHead | null = null;

  /** Every command that changes a flow names it: what it does is written down. */
  need(): void {
    this.#isNeeded = true;
  }

  get isNeeded(): boolean {
    return this.#isNeeded;
  }

  keepRead(head: ChainHead): void {
    this.#read = head;
    this.#head = head;
  }

  /** Adds an entry behind the last. */
  add(draft: Omit<AuditContent, 'number'>): void {
    assert(this.#head !== null, 'the audit was asked for');
    const content = { ...draft, number: this.#head.number + 1 };
    const entry = { ...content, hash: entryHash(this.#head.hash, content) };
    this.#entries.push(entry);
    this.#head = entry;
  }

  writes(): Write[] {
    if (this.#entries.length === 0) return [];
    assert(this.#head !== null && this.#read !== null, 'what was added has a head');
    const { number, hash } = this.#head;
    return [
      { statement: sql.moveAuditHead, values: [number, hash, this.#read.hash], rowsExpected: 1 },
      { statement: sql.insertAuditEntries, values: [JSON.stringify(this.#entries.map(rowOf))] },
    ];
  }
}

function rowOf(entry: AuditEntry) {
  return {
    number: entry.number,
    at_ms: entry.at,
    actor: entry.actor,
    action: entry.action,
    flow_code: entry.flowCode,
    flow_version: entry.flowVersion,
    release_id: entry.releaseId,
    content_hash: entry.contentHash,
    detail: entry.detail,
    hash: entry.hash,
  };
}

/** Who changed what, in the commit that changes it. */
export function createAuditSource(): FactSource<AuditFacts> {
  return {
    name: 'flow_audit',
    open: () => new AuditFacts(),
    async load(facts, _unit, run, mode) {
      if (!facts.isNeeded) return;
      const statement = mode === 'locked' ? sql.lockAuditHead : sql.readAuditHead;
      const [head] = await run<ChainHead>(statement, []);
      facts.keepRead(head ?? NO_ENTRIES);
    },
    write: (facts) => facts.writes(),
  };
}
