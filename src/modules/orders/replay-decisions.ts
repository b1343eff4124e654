import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import type { DecisionKinds } from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import {
  decideSourcing,
  isSameChoice,
  readLatestRules,
  unpackDecision,
} from '../sourcing/index.ts';
import type { ChangedSettings, ReplayReport } from '../../../contracts/order-reads.ts';
import { isOtherPlan } from './explain-plan.ts';
import { isUnchanged, refuseUnknownLocations, RulesByVersion } from './explain-rules.ts';
import { findHistoryRange } from './replay-range.ts';
import { ReplaySums } from './replay-sums.ts';
import * as sql from './replay.sql.ts';

/** Which decisions to take again, and under what. */
export interface ReplayOptions {
  /** The newest so many; without it all that were written down between `from` and `to`. */
  readonly last?: number;
  readonly from?: Instant;
  /** Exclusive. */
  readonly to?: Instant;
  /** Without changes every decision must come out as it was stored, to the last figure. */
  readonly settings?: ChangedSettings;
  /** The other kinds of decisions that are taken again, where no settings change. */
  readonly kinds?: DecisionKinds;
  readonly onProgress?: (done: number) => void;
  /** Ends the replay early; the report then covers what was done. */
  readonly signal?: AbortSignal;
}

const PAGE_DECISIONS = 1_000;
/** Whoever else uses this thread gets a turn after about so many milliseconds' worth of decisions. */
const DECISIONS_PER_TURN = 50;
const FIRST_DIFFERENT_MAX = 20;

interface DecisionRow {
  readonly xid: string;
  readonly id: string;
  readonly order_id: number | null;
  readonly decision: string;
}

/**
 * Takes stored decisions again, the newest first, and says what comes out otherwise. Reads pages ahead
 * while it decides; changes nothing. `unknown_reference` when the settings name a location that the
 * newest rules do not know.
 */
export async function replayDecisions(
  pool: Pool,
  options: ReplayOptions,
): Promise<Answer<ReplayReport>> {
  const started = performance.now();
  const settings = options.settings ?? {};
  const latest = await readLatestRules(pool);
  const unknown = latest === null ? null : refuseUnknownLocations(latest, settings);
  if (unknown !== null) return unknown;
  const replay = new Replay(pool, settings, options.kinds ?? null);
  for await (const page of readPages(pool, options)) {
    for (const [index, row] of page.entries()) {
      if (index % DECISIONS_PER_TURN === 0) {
        await nextTurn();
        options.onProgress?.(replay.decisions);
      }
      await replay.decide(row);
    }
    if (options.signal?.aborted === true) break;
  }
  return { kind: 'found', value: replay.report((performance.now() - started) / 1_000) };
}

async function* readPages(
  pool: Pool,
  options: ReplayOptions,
): AsyncGenerator<readonly DecisionRow[]> {
  const range = await findHistoryRange(pool, options.from ?? null, options.to ?? null);
  if (range === null) return;
  let left = options.last ?? Infinity;
  const read = (xid: string, id: string): Promise<DecisionRow[]> =>
    runStatement<DecisionRow>(pool, sql.readDecisionsBefore, [
      xid,
      id,
      range.fromXid,
      range.from,
      range.to,
      Math.min(left, PAGE_DECISIONS),
    ]);
  let page = await read(range.beforeXid, '00000000-0000-0000-0000-000000000000');
  while (page.length > 0) {
    left -= page.length;
    const last = page.at(-1) as DecisionRow;
    const next =
      left > 0 && page.length === PAGE_DECISIONS ? read(last.xid, last.id) : Promise.resolve([]);
    // When the page at hand fails, nobody waits for the next one.
    next.catch(() => undefined);
    yield page;
    page = await next;
  }
}

class Replay {
  readonly #was: RulesByVersion;
  readonly #becomes: RulesByVersion;
  readonly #settings: ChangedSettings;
  readonly #sums = new ReplaySums();
  readonly #firstDifferent: ReplayReport['firstDifferent'] = [];
  decisions = 0;
  #different = 0;
  #refused = 0;
  readonly #kinds: DecisionKinds | null;
  readonly #otherKinds = new Map<string, { decisions: number; different: number }>();

  constructor(pool: Pool, settings: ChangedSettings, kinds: DecisionKinds | null) {
    this.#settings = settings;
    this.#kinds = isUnchanged(settings) ? kinds : null;
    this.#was = new RulesByVersion(pool);
    this.#becomes = isUnchanged(settings) ? this.#was : new RulesByVersion(pool, settings);
  }

  async decide(row: DecisionRow): Promise<void> {
    const record = unpackDecision(row.decision);
    if (record === null) {
      this.#decideOther(row);
      return;
    }
    this.decisions += 1;
    const rules = await this.#becomes.rules(record.rulesVersion);
    const again = decideSourcing(record.problem, rules);
    const isDifferent =
      this.#becomes === this.#was
        ? !isSameChoice(record, again)
        : again.kind === 'refused' || isOtherPlan(record.choice, again);
    if (isDifferent) {
      this.#different += 1;
      if (this.#firstDifferent.length < FIRST_DIFFERENT_MAX) {
        this.#firstDifferent.push({ orderId: String(row.order_id), event: row.id });
      }
    }
    if (again.kind === 'refused') this.#refused += 1;
    else this.#sums.add(rules, record.choice, again, record.problem.wantedBy);
  }

  #decideOther({ decision }: DecisionRow): void {
    const stored = this.#kinds?.read(decision) ?? null;
    const again = stored === null ? null : (this.#kinds?.takeAgain(stored) ?? null);
    if (again === null) return;
    const { kind } = again.stored;
    const sums = this.#otherKinds.get(kind) ?? { decisions: 0, different: 0 };
    sums.decisions += 1;
    if (!again.agrees) sums.different += 1;
    this.#otherKinds.set(kind, sums);
  }

  report(seconds: number): ReplayReport {
    return {
      decisions: this.decisions,
      different: this.#different,
      refused: this.#refused,
      firstDifferent: this.#firstDifferent,
      settings: this.#settings,
      ...this.#sums.report(),
      otherKinds: [...this.#otherKinds]
        .map(([kind, sums]) => ({ kind, ...sums }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      seconds: Math.round(seconds * 1_000) / 1_000,
      decisionsPerSecond: seconds > 0 ? Math.round(this.decisions / seconds) : 0,
    };
  }
}
