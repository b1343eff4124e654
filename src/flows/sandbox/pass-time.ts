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
  /** Whether flows look at none of what is left, unless they wait. */
  isOutOfSight(): boolean;
}

/** Time that passes on a stage. */
export class PassingTime {
  readonly #stage: Stage;
  readonly #lanes: readonly Lane[];
  readonly #horizonAt: Instant;
  readonly #calls: string[] = [];
  #now: Instant;
  #seen = 0;
  #turns = 0;
  #hasStopped = false;

  constructor(stage: Stage, begunAt: Instant, lanes: readonly Lane[]) {
    this.#stage = stage;
    this.#lanes = lanes;
    this.#now = begunAt;
    this.#horizonAt = begunAt + HORIZON_MS;
  }

  /** Connectors that were asked, once a call. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  /** True: it has stopped before what is out of sight. */
  get hasStopped(): boolean {
    return this.#hasStopped;
  }

  /**
   * Goes on until nothing waits for time any more or the horizon is reached; with `stops`, until no flow waits and
   * all that is left is out of their sight.
   */
  goOn(stops: boolean): void {
    const stage = this.#stage;
    this.#hasStopped = false;
    for (; this.#turns < TURNS_MAX; this.#turns += 1) {
      this.#seen = wakeWaiting(stage, this.#seen, this.#now);
      const asked = stage.effects();
      const answers = asked.map(answerOf);
      const next = earliest([...dueTurns(stage.runs()), ...answers]);
      const [lane, laneAt] = firstLane(this.#lanes, this.#now);
      if (lane !== null && laneAt <= this.#horizonAt && (next === null || laneAt <= next.at)) {
        if (stops && next === null && this.#isUnwatched()) {
          this.#hasStopped = true;
          return;
        }
        this.#now = laneAt;
        lane.pass(laneAt);
        continue;
      }
      if (next === null || next.at > this.#horizonAt) return;
      const call = asked[answers.indexOf(next)];
      if (call !== undefined) this.#calls.push(call.connector);
      this.#now = Math.max(this.#now, next.at);
      stage.submit(next.kind, next.body, next.at);
    }
  }

  #isUnwatched(): boolean {
    return (
      this.#lanes.every((lane) => lane.next(this.#now) === null || lane.isOutOfSight()) &&
      this.#stage.runs().every(({ progress }) => progress.tokens.length === 0)
    );
  }
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
