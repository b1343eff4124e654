import { DAY_MS, MINUTE_MS, type Instant } from '../../kernel/clock.ts';
import type { Effect } from '../connectors/index.ts';
import type { Run } from '../flow-facts.ts';
import type { Stage } from './stage.ts';

/** What waits longer than this is left waiting. */
export const HORIZON_MS = 30 * DAY_MS;
/** So many turns end what goes round and round. */
const TURNS_MAX = 500;

/** So long after it is asked, the sandbox gives the example that a node declares for an answer. */
const ANSWER_MS = MINUTE_MS;

/** Something that flows have waited for. */
interface Turn {
  readonly at: Instant;
  readonly kind: string;
  readonly body: object;
}

/** Things that happen one after the other, each at its time. */
export interface Lane {
  /** When the next one happens, not before `now`; null: none does. */
  next(now: Instant): Instant | null;
  /** Lets it happen. */
  pass(at: Instant): void;
}

/**
 * Lets time pass on a stage from a moment on, until nothing waits for time any more or the horizon is reached. Answers the
 * connectors that were asked, once a call.
 */
export function letTimePass(stage: Stage, begunAt: Instant, lanes: readonly Lane[]): string[] {
  const horizonAt = begunAt + HORIZON_MS;
  const calls: string[] = [];
  let now = begunAt;
  let seen = 0;
  for (let turns = 0; turns < TURNS_MAX; turns += 1) {
    seen = wakeWaiting(stage, seen, now);
    const asked = stage.effects();
    const answers = asked.map(answerOf);
    const next = earliest([...dueTurns(stage.runs()), ...answers]);
    const [lane, laneAt] = firstLane(lanes, now);
    if (lane !== null && laneAt <= horizonAt && (next === null || laneAt <= next.at)) {
      now = laneAt;
      lane.pass(now);
      continue;
    }
    if (next === null || next.at > horizonAt) break;
    const call = asked[answers.indexOf(next)];
    if (call !== undefined) calls.push(call.connector);
    now = Math.max(now, next.at);
    stage.submit(next.kind, next.body, next.at);
  }
  return calls;
}

/** The lane of which something happens first. */
function firstLane(lanes: readonly Lane[], now: Instant): readonly [Lane | null, Instant] {
  let first: readonly [Lane | null, Instant] = [null, Number.POSITIVE_INFINITY];
  for (const lane of lanes) {
    const at = lane.next(now);
    if (at !== null && at < first[1]) first = [lane, at];
  }
  return first;
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
