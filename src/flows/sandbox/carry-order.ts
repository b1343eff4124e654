import { DAY_MS, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import type { OrderRecord } from '../../modules/orders/index.ts';
import type { Effect } from '../connectors/index.ts';
import type { Run } from '../flow-facts.ts';
import { PastLife, type PastLifeOrder, type Reached } from './past-life.ts';
import type { Stage } from './stage.ts';

/** What became of a past order on a stage. */
export interface CarriedOrder {
  /** Null: it was placed. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** As it stood in the end; null: it was refused. */
  readonly order: OrderRecord | null;
  /** As it stood before anything of it left its locations; null: it was refused. */
  readonly planned: OrderRecord | null;
  readonly reached: Reached;
  /** Types of what happened. */
  readonly events: ReadonlySet<string>;
  readonly runs: readonly Run[];
  /** Connectors that it would have called, once a call. */
  readonly calls: readonly string[];
  /** How long it was held, up to the horizon. */
  readonly heldMs: number;
}

/** What waits longer than this is left waiting. */
export const HORIZON_MS = 30 * DAY_MS;
/** So many turns end an order that goes round and round. */
const TURNS_MAX = 500;

/** So long after it is asked, the sandbox gives the example that a node declares for an answer. */
const ANSWER_MS = MINUTE_MS;

/** Something that happens to the order at its time. */
interface Turn {
  readonly at: Instant;
  readonly kind: string;
  readonly body: object;
}

/**
 * Places a past order once more, tells its payments and what happened to it when it did, and lets time pass until
 * nothing of its flows waits for time any more or the horizon is reached. What it took is given back.
 */
export function carryOrder(stage: Stage, past: PastLifeOrder): CarriedOrder {
  const placed = stage.submit('place_order', past.body, past.receivedAt);
  if (placed.kind === 'refused') {
    const { code, detail } = placed;
    return {
      refusal: { code, detail },
      order: null,
      planned: null,
      reached: new Set(),
      events: new Set(),
      runs: stage.runs(),
      calls: [],
      heldMs: 0,
    };
  }
  const orderId = Number((JSON.parse(placed.body) as { id: string }).id);
  const horizonAt = past.receivedAt + HORIZON_MS;
  const payments: Turn[] = past.payments.map(({ at, body }) => ({
    at,
    kind: 'record_payment',
    body: { orderId, ...body },
  }));
  const life = new PastLife(stage, orderId, past);
  const calls: string[] = [];
  let now = past.receivedAt;
  let seen = 0;
  for (let turns = 0; turns < TURNS_MAX; turns += 1) {
    seen = wakeWaiting(stage, seen, now);
    const asked = stage.effects();
    const answers = asked.map(answerOf);
    const next = earliest([...payments.slice(0, 1), ...dueTurns(stage.runs()), ...answers]);
    const lifeAt = life.next(now);
    if (lifeAt !== null && lifeAt <= horizonAt && (next === null || lifeAt < next.at)) {
      now = lifeAt;
      life.pass(now);
      continue;
    }
    if (next === null || next.at > horizonAt) break;
    if (next === payments[0]) payments.shift();
    const call = asked[answers.indexOf(next)];
    if (call !== undefined) calls.push(call.connector);
    now = Math.max(now, next.at);
    stage.submit(next.kind, next.body, next.at);
  }
  const order = stage.order(orderId);
  const { planned, reached, left } = life;
  const carried = {
    refusal: null,
    order,
    planned,
    reached,
    events: new Set(stage.events(0).map(({ type }) => type)),
    runs: stage.runs(),
    calls,
    heldMs: heldMsOf(order, horizonAt),
  };
  stage.clear(orderId, left, horizonAt);
  return carried;
}

/** Lets runs that wait for what happens to the order look at what has. Answers how many events were seen. */
function wakeWaiting(stage: Stage, seen: number, now: Instant): number {
  const happened = stage.events(seen);
  for (const { id, type } of happened) {
    for (const run of stage.runs()) {
      for (const { number, wait } of run.progress.tokens) {
        const signal = wait?.signal ?? null;
        if (signal?.after === undefined || id <= signal.after) continue;
        if (signal.key !== `event:${type}` && signal.key !== 'event:*') continue;
        const body = { runId: run.id, token: number, key: signal.key };
        stage.submit('look_again', body, now);
      }
    }
  }
  return seen + happened.length;
}

/** Nobody outside is called: every node declares what an answer looks like. */
function answerOf({ id, request, requestedAt }: Effect): Turn {
  const values = Object.fromEntries(request.answer.map(({ name, example }) => [name, example]));
  return {
    at: requestedAt + ANSWER_MS,
    kind: 'settle_effect',
    body: { effectId: id, outcome: 'done', values, reason: null },
  };
}

/** What runs wait for that comes by itself. */
function dueTurns(runs: readonly Run[]): Turn[] {
  return runs.flatMap((run) =>
    run.progress.tokens.flatMap(({ number, wait }): Turn[] =>
      wait === null || wait.until === null
        ? []
        : [{ at: wait.until, kind: 'resume_run', body: { runId: run.id, token: number } }],
    ),
  );
}

function earliest(turns: readonly Turn[]): Turn | null {
  return turns.reduce<Turn | null>(
    (first, turn) => (first === null || turn.at < first.at ? turn : first),
    null,
  );
}

function heldMsOf({ holds }: OrderRecord, horizonAt: Instant): number {
  return holds.reduce(
    (longest, { placedAt, releasedAt }) => Math.max(longest, (releasedAt ?? horizonAt) - placedAt),
    0,
  );
}
