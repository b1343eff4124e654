import { assert } from '../../kernel/assert.ts';
import type { LoadMode, RunStatement, Write } from '../../hub/index.ts';
import {
  copyInstant,
  copyInteger,
  copyJson,
  copyRow,
  copyText,
} from '../../platform/postgres/copy.ts';
import { effectKeyOf, keyUndone, type Effect } from './effect.ts';
import * as sql from './effects.sql.ts';

/** A row of flows.effect. */
export interface EffectRow {
  readonly id: string;
  readonly key: string;
  readonly run_id: string;
  readonly order_id: number;
  readonly flow_code: string;
  readonly flow_version: number;
  readonly node: string;
  readonly iteration: number;
  readonly is_undo: boolean;
  readonly connector: string;
  readonly request: Effect['request'];
  readonly state: Effect['state'];
  readonly attempts: number;
  readonly values_left: Effect['values'];
  readonly reason: string | null;
  readonly requested_at: number;
  readonly settled_at: number | null;
  readonly settled_by: string | null;
  readonly version: number;
}

/** A row as an effect. */
export function effectOf(row: EffectRow): Effect {
  return {
    id: row.id,
    key: row.key,
    runId: row.run_id,
    orderId: row.order_id,
    flowCode: row.flow_code,
    flowVersion: row.flow_version,
    node: row.node,
    iteration: row.iteration,
    isUndo: row.is_undo,
    connector: row.connector,
    request: row.request,
    state: row.state,
    attempts: row.attempts,
    values: row.values_left,
    reason: row.reason,
    requestedAt: row.requested_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    version: row.version,
  };
}

/** The effects that one batch asks for and settles. */
export class EffectFacts {
  readonly #needed = new Set<string>();
  readonly #known = new Map<string, Effect>();
  readonly #added = new Set<string>();
  readonly #changed = new Set<string>();

  need(id: string): void {
    this.#needed.add(id);
  }

  /** Undefined: there is no such effect. */
  find(id: string): Effect | undefined {
    assert(this.#needed.has(id), `effect ${id} was not asked for`);
    return this.#known.get(id);
  }

  /** What an effect undoes. */
  undoneBy(undo: Effect): Effect {
    const key = keyUndone(undo);
    const found = this.#known.values().find((effect) => effect.key === key);
    assert(found !== undefined, 'what an effect undoes is loaded with it');
    return found;
  }

  /** Asks for something outside; it begins in state requested. */
  request(asked: Omit<Effect, 'key'>): Effect {
    const effect = { ...asked, key: effectKeyOf(asked) };
    this.#known.set(effect.id, effect);
    this.#added.add(effect.id);
    return effect;
  }

  change(effect: Effect): void {
    this.#known.set(effect.id, effect);
    if (!this.#added.has(effect.id)) this.#changed.add(effect.id);
  }

  /** What was asked for and has no answer. */
  open(): Effect[] {
    return [...this.#known.values()].filter(({ state }) => state === 'requested');
  }

  /** Forgets what was asked for: nothing of a trial is sent. */
  forget(): void {
    this.#known.clear();
    this.#added.clear();
    this.#changed.clear();
  }

  /** The runs of what was asked for. */
  async load(run: RunStatement, mode: LoadMode): Promise<ReadonlySet<string>> {
    if (this.#needed.size === 0) return new Set();
    const statement = mode === 'locked' ? sql.lockEffects : sql.readEffects;
    const rows = await run<EffectRow>(statement, [[...this.#needed]]);
    for (const row of rows) this.#known.set(row.id, effectOf(row));
    return new Set(rows.map((row) => row.run_id));
  }

  writes(): Write[] {
    const writes: Write[] = [];
    if (this.#changed.size > 0) {
      const rows = this.#rows(this.#changed).map((effect) => ({
        id: effect.id,
        state: effect.state,
        values_left: effect.values,
        reason: effect.reason,
        settled_at_ms: effect.settledAt,
        settled_by: effect.settledBy,
        version: effect.version,
      }));
      const values = [JSON.stringify(rows)];
      writes.push({ statement: sql.updateEffects, values, rowsExpected: rows.length });
    }
    if (this.#added.size > 0) {
      writes.push({ copy: sql.copyEffects, rows: this.#rows(this.#added).map(lineOf).join('') });
    }
    return writes;
  }

  #rows(ids: Iterable<string>): Effect[] {
    return [...ids].map((id) => {
      const effect = this.#known.get(id);
      assert(effect !== undefined, 'an effect that is written is there');
      return effect;
    });
  }
}

function lineOf(effect: Effect): string {
  return copyRow([
    effect.id,
    copyText(effect.key),
    effect.runId,
    copyInteger(effect.orderId),
    copyText(effect.flowCode),
    copyInteger(effect.flowVersion),
    copyText(effect.node),
    copyInteger(effect.iteration),
    effect.isUndo ? 't' : 'f',
    copyText(effect.connector),
    copyJson(JSON.stringify(effect.request)),
    effect.state,
    copyInteger(effect.attempts),
    copyJson(effect.values === null ? null : JSON.stringify(effect.values)),
    copyText(effect.reason),
    copyInstant(effect.requestedAt),
    copyInstant(effect.settledAt),
    copyText(effect.settledBy),
    copyInteger(effect.version),
  ]);
}
