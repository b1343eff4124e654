import { instantToText } from '../../src/kernel/clock.ts';
import { Random } from '../../src/kernel/random.ts';
import { checkDecisions } from './check-decisions.ts';
import { Life, LifeFailure, type Carried } from './life.ts';
import { COUNT_ACTS } from './count-acts.ts';
import { KEEPING_ACTS } from './keeping-acts.ts';
import type { Act } from './act.ts';
import { ORDER_ACTS } from './order-acts.ts';
import { PLACE_ACTS } from './place-acts.ts';
import { RETURN_ACTS } from './return-acts.ts';
import { STOCK_ACTS } from './stock-acts.ts';
import { randomOf, drawLife, type Step, type StepKind } from './steps.ts';
import type { Stage } from './stage.ts';
import { WAREHOUSE_ACTS } from './warehouse-acts.ts';

const ACTS: Readonly<Record<StepKind, Act>> = {
  ...PLACE_ACTS,
  ...ORDER_ACTS,
  ...WAREHOUSE_ACTS,
  ...RETURN_ACTS,
  ...STOCK_ACTS,
  ...KEEPING_ACTS,
  ...COUNT_ACTS,
};

/** Of so many lives the decisions of one are taken again: that costs more than living it. */
const DECISIONS_EVERY = 25;

/** One life as it went. */
export interface Lived {
  readonly number: number;
  readonly carried: readonly Carried[];
  /** What did not hold; null: everything did. */
  readonly failure: string | null;
}

/** A life that failed, with the fewest steps that still fail in the same way. */
export interface FailedLife {
  readonly life: number;
  readonly failure: string;
  /** One line a command, with what was answered. */
  readonly story: readonly string[];
}

/** What many lives have come to. */
export interface LivesResult {
  readonly lives: number;
  readonly commands: number;
  /** By kind of command: how many were carried out and how many refused. */
  readonly byKind: Readonly<Record<string, readonly [accepted: number, refused: number]>>;
  /** How many orders were in each state at the end of their life. */
  readonly byState: Readonly<Record<string, number>>;
  readonly failed: readonly FailedLife[];
}

/** What lives are lived. */
export interface LivesRange {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  /** Every so many; two processes take turns. */
  readonly stride: number;
  /** After so many that failed nobody goes on. */
  readonly failuresMax: number;
}

/** Lives the steps of one life. `isCommittable`: on the database as it is, to be written afterwards. */
export async function liveOnce(
  stage: Stage,
  { seed, number, steps }: { seed: number; number: number; steps: readonly Step[] },
  after: (life: Life) => Promise<void> | void = () => undefined,
  isCommittable = false,
): Promise<Lived> {
  const opened = await stage.open(randomOf(seed, number).integer(0, 2 ** 32 - 1), isCommittable);
  const life = new Life(number, stage, opened);
  try {
    for (const { kind, seed: own } of steps) ACTS[kind](life, new Random(own));
    // However far behind those are who read events, they read them all.
    while (life.due.length > 0) life.followEvent();
    if (!isCommittable) life.end();
    await after(life);
  } catch (error) {
    if (!(error instanceof LifeFailure)) throw error;
    return { number, carried: life.carried, failure: error.message };
  }
  return { number, carried: life.carried, failure: null };
}

/** Lives a range of lives one after the other. */
export async function runLives(
  stage: Stage,
  { seed, first, count, stride, failuresMax }: LivesRange,
  told: {
    onProgress(lives: number): void;
    onFailed(life: FailedLife): void;
  } = { onProgress: () => undefined, onFailed: () => undefined },
): Promise<LivesResult> {
  const byKind = new Map<string, [number, number]>();
  const byState = new Map<string, number>();
  const failed: FailedLife[] = [];
  let commands = 0;
  let lives = 0;
  for (let number = first; number < first + count; number += stride) {
    const after = (life: Life): void => {
      for (const { state } of life.orders()) byState.set(state, (byState.get(state) ?? 0) + 1);
      if (number % DECISIONS_EVERY === 0) checkDecisions(life);
    };
    const steps = drawLife(seed, number);
    const lived = await liveOnce(stage, { seed, number, steps }, after);
    lives += 1;
    commands += lived.carried.length;
    for (const { kind, outcome } of lived.carried) {
      const counts = byKind.get(kind) ?? [0, 0];
      counts[outcome.kind === 'accepted' ? 0 : 1] += 1;
      byKind.set(kind, counts);
    }
    if (lives % 200 === 0) told.onProgress(lives);
    if (lived.failure === null) continue;
    const life = await shortest(stage, seed, { ...lived, failure: lived.failure }, steps);
    failed.push(life);
    told.onFailed(life);
    if (failed.length >= failuresMax) break;
  }
  return {
    lives,
    commands,
    byKind: Object.fromEntries([...byKind].toSorted(byName)),
    byState: Object.fromEntries([...byState].toSorted(byName)),
    failed,
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** Drops steps one after the other while the life still fails, and tells the shortest one. */
async function shortest(
  stage: Stage,
  seed: number,
  { number, failure, carried }: Lived & { readonly failure: string },
  steps: readonly Step[],
): Promise<FailedLife> {
  let kept = [...steps];
  let shown = { failure, carried };
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      const fewer = kept.toSpliced(index, 1);
      const again = await liveOnce(stage, { seed, number, steps: fewer });
      if (again.failure === null || signOf(again.failure) !== signOf(failure)) continue;
      kept = fewer;
      shown = { failure: again.failure, carried: again.carried };
      isShorter = true;
    }
  }
  return { life: number, failure: shown.failure, story: shown.carried.map(lineOf) };
}

/** Failures of one kind differ in their numbers only. */
export function signOf(failure: string): string {
  return failure
    .split('\n')
    .slice(0, failure.startsWith('thrown') ? 4 : 1)
    .join('\n')
    .replaceAll(/\b(SHA|CTU|CAN|WUH|MAKER|TEA|POT|BOOK|CUP|PEN|MILK|WATCH|SET|KIT)\b/g, 'X')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|-?\d+/g, 'N');
}

function lineOf({ kind, body, at, outcome }: Carried): string {
  const answer = outcome.kind === 'accepted' ? String(outcome.status) : `refused: ${outcome.code}`;
  return `${instantToText(at)} ${kind} ${JSON.stringify(body)} -> ${answer}`;
}
