import type { Instant } from '../kernel/clock.ts';
import { bytesArray, integerArray, textArray } from '../platform/postgres/array-literals.ts';
import type { Command, Reply } from './command.ts';
import * as sql from './hub.sql.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { FactSource, Write } from './unit-of-work.ts';

interface KeptReply {
  readonly requestHash: Buffer;
  readonly status: number;
  readonly body: string;
}

/** Answers given before, by idempotency key: the same key and body get the same bytes again. */
export class Replies {
  readonly known = new Map<string, KeptReply>();
  readonly added: { key: string; reply: KeptReply; recordedAt: Instant }[] = [];

  /** The earlier answer to this command, a refusal when the key was used for something else, or null. */
  answer(command: Command): Reply | Refusal | null {
    const kept = command.key === null ? undefined : this.known.get(command.key);
    if (kept === undefined) return null;
    if (kept.requestHash.equals(command.requestHash)) {
      return { status: kept.status, body: kept.body, repeated: true };
    }
    return refuse(
      'idempotency_key_reused',
      'This idempotency key belongs to a request with another body.',
    );
  }

  keep(command: Command, { status, body }: Reply): void {
    if (command.key === null) return;
    const reply = { requestHash: command.requestHash, status, body };
    this.known.set(command.key, reply);
    this.added.push({ key: command.key, reply, recordedAt: command.receivedAt });
  }
}

export const replies: FactSource<Replies> = {
  name: 'replies',
  open: () => new Replies(),
  follow(facts, ahead) {
    for (const { key, reply } of ahead.added) facts.known.set(key, reply);
  },
  async load(facts, unit, run) {
    const keys = [...new Set(unit.commands.map(({ key }) => key))].filter(
      (key) => key !== null && !facts.known.has(key),
    ) as string[];
    if (keys.length === 0) return;
    const rows = await run<{ key: string; request_hash: Buffer; status: number; body: string }>(
      sql.readReplies,
      [textArray(keys)],
    );
    for (const row of rows) {
      facts.known.set(row.key, {
        requestHash: row.request_hash,
        status: row.status,
        body: row.body,
      });
    }
  },
  write({ added }): Write[] {
    if (added.length === 0) return [];
    return [
      {
        statement: sql.insertReplies,
        values: [
          textArray(added.map(({ key }) => key)),
          bytesArray(added.map(({ reply }) => reply.requestHash)),
          integerArray(added.map(({ reply }) => reply.status)),
          textArray(added.map(({ reply }) => reply.body)),
          integerArray(added.map(({ recordedAt }) => recordedAt)),
        ],
      },
    ];
  },
};
