import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { StepFailureCode } from '../../../contracts/expression-messages.ts';
import {
  stepFailure,
  type EffectAsked,
  type Failure,
  type Step,
  type StepValues,
  type Values,
  type Visit,
} from '../components/index.ts';
import type {
  AskedEffect,
  CompiledFlow,
  CompiledNode,
  DoneEffect,
  LogLine,
  RunOutcome,
  RunState,
  Token,
} from './run-state.ts';

/** So many visits end a run: every loop has a bound, so only a bug or a monstrous flow gets there. */
export const STEPS_MAX = 2_000;

/** Lines that the log of a run keeps; what comes after them is not written. */
const LOG_LINES_MAX = 100;

/** What a node sees. `iteration`: how many times its token was there before. */
export type VisitOf = (iteration: number, node: string) => Visit;

/** Why a waiting token goes on: its time has come, or what it waited for has happened. */
export type Cause =
  | { readonly kind: 'due'; readonly now: Instant }
  /** Something has happened that its node wants to look at: it says whether it goes on. */
  | { readonly kind: 'again'; readonly key: string }
  | {
      readonly kind: 'signal';
      readonly key: string;
      readonly output: string;
      readonly values: Values;
      /** What is told of a run that fails by it; absent: nothing is known. */
      readonly reason?: string | null;
    };

type Signal = Extract<Cause, { kind: 'signal' }>;

/** What the token of a node waits for that has asked for something outside. */
export function effectSignal({ node, iteration, isUndo }: Omit<AskedEffect, 'effect'>): string {
  return `effect:${node}:${iteration}${isUndo ? ':undo' : ''}`;
}

/**
 * Lets a token that waits go on. Null: it does not wait for this, or not any more; whoever comes second
 * of timer and callback finds that the first has settled it.
 */
export function wake(
  flow: CompiledFlow,
  run: RunState,
  tokenNumber: number,
  cause: Cause,
): RunState | null {
  const token = run.tokens.find(({ number }) => number === tokenNumber);
  if (token === undefined || token.wait === null) return null;
  const { until, outputWhenDue, signal } = token.wait;
  if (cause.kind === 'due' && (until === null || until > cause.now)) return null;
  if (cause.kind !== 'due' && signal?.key !== cause.key) return null;
  const stage = new Stage(flow, run);
  stage.remove(token);
  const awake = { ...token, wait: null };
  const isAgain = cause.kind === 'due' && token.wait.isAgainWhenDue === true;
  if (cause.kind === 'again' || isAgain) stage.add({ ...awake, rested: token.wait });
  else if (cause.kind === 'due') stage.leave(awake, outputWhenDue);
  else stage.settle(awake, cause);
  return stage.state();
}

/** Takes every token that can move as far as it goes without waiting. */
export function advance(flow: CompiledFlow, run: RunState, visitOf: VisitOf): RunState {
  const stage = new Stage(flow, run);
  for (let steps = 0; ; steps += 1) {
    const token = stage.nextReady();
    if (token === null) {
      stage.undoWhenFailed(visitOf);
      return stage.state();
    }
    if (steps === STEPS_MAX) {
      stage.failAll(stepFailure('too_many_steps', 'too_many_steps', { max: STEPS_MAX }));
      continue;
    }
    stage.visit(token, visitOf);
  }
}

/** A failure outside: as whoever carried it out has told why, else in our words. */
function toldBy(
  code: Failure['code'],
  told: string | null | undefined,
  ours: StepFailureCode,
): Failure {
  return told === undefined || told === null ? stepFailure(code, ours) : { code, message: told };
}

/** The output of an effect that was not done. Unconnected, it fails the run. */
const FAILED = 'failed';

/** The way from the node that calls a flow to where that begins. */
export const CALL = 'call';

/** What the nodes of one flow have left behind, of a run that may have called others. */
function withinScope(values: RunState['values'], scope: string): RunState['values'] {
  if (scope === '') return values;
  return Object.fromEntries(
    Object.entries(values).flatMap(([node, left]) =>
      node.startsWith(scope) ? [[node.slice(scope.length), left]] : [],
    ),
  );
}

/** A token that has never been at its node. */
function withoutVisits(token: Token): Token {
  const { [token.node]: _over, ...visits } = token.visits;
  return { ...token, visits };
}

/** A run while it moves. */
class Stage {
  readonly #flow: CompiledFlow;
  readonly #about: RunState['about'];
  readonly #tokens: Token[];
  readonly #trail: string[];
  readonly #failures: (Failure & { node: string })[];
  readonly #done: DoneEffect[];
  readonly #asked: AskedEffect[];
  readonly #log: LogLine[];
  #values: RunState['values'];
  #programSteps: number;
  #tokensMade: number;
  #forksMade: number;
  #outcome: RunOutcome | null;

  constructor(flow: CompiledFlow, run: RunState) {
    this.#flow = flow;
    this.#about = run.about;
    this.#tokens = [...run.tokens];
    this.#trail = [...run.trail];
    this.#failures = [...run.failures];
    this.#done = [...run.done];
    this.#asked = [...run.asked];
    this.#log = [...run.log];
    this.#values = run.values;
    this.#programSteps = run.programSteps ?? 0;
    this.#tokensMade = run.tokensMade;
    this.#forksMade = run.forksMade;
    this.#outcome = run.outcome;
  }

  state(): RunState {
    const isOver = this.#tokens.length === 0;
    return {
      tokens: this.#tokens,
      tokensMade: this.#tokensMade,
      forksMade: this.#forksMade,
      trail: this.#trail,
      outcome: isOver ? (this.#outcome ?? { kind: 'continue' }) : this.#outcome,
      failures: this.#failures,
      values: this.#values,
      done: this.#done,
      asked: this.#asked,
      log: this.#log,
      ...(this.#programSteps === 0 ? {} : { programSteps: this.#programSteps }),
      ...(this.#about === undefined ? {} : { about: this.#about }),
    };
  }

  /** The oldest token that can move. */
  nextReady(): Token | null {
    return this.#tokens.find(({ wait, isAtJoin }) => wait === null && !isAtJoin) ?? null;
  }

  add(token: Token): void {
    this.#tokens.push(token);
  }

  remove(token: Token): void {
    const index = this.#tokens.indexOf(token);
    assert(index >= 0, 'a token that moves is there');
    this.#tokens.splice(index, 1);
  }

  visit(token: Token, visitOf: VisitOf): void {
    const { perform, scope, isRepeated } = this.#nodeOf(token);
    // A node may be called like something that every object has.
    const visits = Object.hasOwn(token.visits, token.node) ? (token.visits[token.node] ?? 0) : 0;
    // Asked again where it rested, it is still there for the same time.
    const isAgain = token.rested !== null;
    const iteration = isAgain && isRepeated ? visits - 1 : visits;
    if (!isAgain) this.#trail.push(token.node);
    const visited: Token = {
      ...token,
      rested: null,
      visits: isRepeated ? { ...token.visits, [token.node]: iteration + 1 } : token.visits,
    };
    let step: Step;
    try {
      const seen = this.#withSteps(visitOf(iteration, token.node), scope);
      const visit = { ...seen, programSteps: this.#programSteps };
      step = perform(isAgain ? { ...visit, rested: token.rested } : visit);
    } catch (error) {
      // A bug of this node must not take the order with it, nor the orders beside it in the batch.
      this.failAll({ code: 'broken', message: String(error) });
      return;
    }
    this.remove(token);
    if (step.kind === 'go' || step.kind === 'fail') this.#programSteps += step.programSteps ?? 0;
    this.#take(visited, step);
  }

  /** Facts with what nodes have left behind. */
  #withSteps(visit: Visit, scope: string): Visit {
    if (!this.#flow.hasSteps) return visit;
    return { ...visit, facts: { ...visit.facts, steps: withinScope(this.#values, scope) } };
  }

  /** Lets a token that waited for an answer go on by it. */
  settle(token: Token, { output, values, reason }: Signal): void {
    const { node, effect } = token;
    if (effect?.isUndo === true) {
      if (output === FAILED) {
        this.#failures.push({ ...toldBy('undo_failed', reason, 'not_undone'), node });
      }
      return;
    }
    this.#values = { ...this.#values, [node]: values };
    if (effect === null) {
      this.leave(token, output);
      return;
    }
    const { undo, next } = this.#nodeOf(token);
    if (output !== FAILED && undo !== null) {
      this.#done.push({ node, iteration: effect.iteration, values });
    }
    if (output === FAILED && !next.has(FAILED)) {
      this.#take(token, { kind: 'fail', failure: toldBy('effect_failed', reason, 'not_done') });
    } else this.leave(token, output);
  }

  /** When a run has failed and nothing of it moves any more, what it did outside is undone, the last first. */
  undoWhenFailed(visitOf: VisitOf): void {
    if (this.#failures.length === 0) return;
    while (this.#tokens.length === 0) {
      const last = this.#done.pop();
      if (last === undefined) return;
      this.#undo(last, visitOf);
    }
  }

  #undo({ node, iteration, values }: DoneEffect, visitOf: VisitOf): void {
    const { undo, scope } = this.#nodeOf({ node });
    assert(undo !== null, 'what was noted down as done can be undone');
    let effect: EffectAsked | Failure | null;
    try {
      effect = undo(this.#withSteps(visitOf(iteration, node), scope), values);
    } catch (error) {
      effect = { code: 'broken', message: String(error) };
    }
    if (effect === null) return;
    if ('code' in effect) {
      this.#failures.push({ ...effect, code: 'undo_failed', node });
      return;
    }
    this.#tokensMade += 1;
    const place = { number: this.#tokensMade, node, forks: [], calls: [], visits: {} };
    const token = { ...place, isAtJoin: false, rested: null };
    this.#ask({ ...token, wait: null, effect: { iteration, isUndo: true } }, effect);
  }

  /** Lets a token rest until what it asks for outside is settled. */
  #ask(token: Token, effect: EffectAsked): void {
    const { node } = token;
    assert(token.effect !== null, 'a token that asks says what for');
    const asked = { ...token.effect, node, effect };
    const signal = { key: effectSignal(asked) };
    this.#asked.push(asked);
    this.#tokens.push({ ...token, wait: { until: null, outputWhenDue: FAILED, signal } });
  }

  #take(token: Token, step: Step): void {
    switch (step.kind) {
      case 'go':
        if (step.values !== undefined) {
          this.#values = { ...this.#values, [token.node]: step.values };
        }
        for (const text of step.log ?? []) {
          if (this.#log.length < LOG_LINES_MAX) this.#log.push({ node: token.node, text });
        }
        this.leave(step.endsRounds === true ? withoutVisits(token) : token, step.output);
        return;
      case 'call': {
        // What an earlier call gave back is not what this one gives.
        this.#values = { ...this.#values, [token.node]: {} };
        this.#forksMade += 1;
        const fork = this.#forksMade;
        const calls = [...token.calls, { node: token.node, fork }];
        this.leave({ ...token, calls, forks: [...token.forks, fork] }, CALL);
        return;
      }
      case 'fork': {
        this.#forksMade += 1;
        const forks = [...token.forks, this.#forksMade];
        for (const output of step.outputs) {
          if (!this.#follow({ ...token, forks }, output)) this.#restAtCall({ ...token, forks });
        }
        // Only when all have set out: a way that leads nowhere must not look like the last one.
        this.#release(forks);
        return;
      }
      case 'join':
        // Of a called flow, what the call itself has set out is no branch.
        if (token.forks.at(-1) === token.calls.at(-1)?.fork) {
          this.leave(token, 'next');
          return;
        }
        this.#tokens.push({ ...token, isAtJoin: true });
        this.#release(token.forks);
        return;
      case 'wait':
        this.#tokens.push({ ...token, wait: step.wait });
        return;
      case 'effect': {
        // Branches may meet at a node, so a token's own count of its visits names no effect.
        const iteration = this.#trail.filter((node) => node === token.node).length - 1;
        this.#ask({ ...token, effect: { iteration, isUndo: false } }, step.effect);
        return;
      }
      case 'end':
        // To refuse is stronger than to go on, whichever branch comes first.
        if (step.outcome.kind === 'continue') {
          this.#goOn(step.outcome);
          this.#giveBack(token, step.values);
          this.#restAtCall(token);
        } else if (this.#outcome?.kind !== 'reject') {
          this.#outcome = { ...step.outcome, node: token.node };
        }
        this.#release(token.forks);
        return;
      case 'fail':
        this.#failures.push({ ...step.failure, node: token.node });
        if (step.failure.code === 'broken') this.failAll(step.failure);
        this.#release(token.forks);
        return;
    }
  }

  /** Leaves behind at the node that called the flow what an end of it gives back; of several ends the last counts. */
  #giveBack({ calls }: Token, values: StepValues | undefined): void {
    const call = calls.at(-1);
    if (call === undefined || values === undefined) return;
    this.#values = { ...this.#values, [call.node]: { ...this.#values[call.node], ...values } };
  }

  /** The first answer counts, and any counts more than none. */
  #goOn(outcome: Extract<RunOutcome, { kind: 'continue' }>): void {
    const hasAnswer = this.#outcome?.kind === 'continue' && this.#outcome.answer !== undefined;
    if (
      this.#outcome === null ||
      (outcome.answer !== undefined && !hasAnswer && this.#outcome.kind === 'continue')
    ) {
      this.#outcome = outcome;
    }
  }

  /** Moves a token that was taken out to where an output leads; one that leads nowhere ends it. */
  leave(token: Token, output: string): void {
    if (this.#follow(token, output)) return;
    this.#restAtCall(token);
    this.#release(token.forks);
  }

  /** Lets a token that has come to the end of a called flow rest at the node that called it. */
  #restAtCall(token: Token): void {
    const call = token.calls.at(-1);
    if (call === undefined) return;
    this.#tokens.push({ ...token, node: call.node, wait: null, effect: null, isAtJoin: true });
  }

  #follow(token: Token, output: string): boolean {
    const node = this.#nodeOf(token).next.get(output);
    if (node === undefined || this.#isGivenUp()) return false;
    this.#tokensMade += 1;
    const arrived = { number: this.#tokensMade, node, wait: null, isAtJoin: false, effect: null };
    this.#tokens.push({ ...token, ...arrived });
    return true;
  }

  /** Ends the run. What was asked for outside is still waited for: it may be done, and is to be undone then. */
  failAll(failure: Failure): void {
    const moving = this.#tokens.filter(({ effect }) => effect === null);
    for (const { node } of moving) this.#failures.push({ ...failure, node });
    for (const token of moving) this.remove(token);
  }

  /** True when no token goes on to another node any more. */
  #isGivenUp(): boolean {
    return this.#failures.some(({ code }) => code === 'broken' || code === 'too_many_steps');
  }

  /**
   * When everybody of the innermost fork who lives has arrived at a join, one goes on from there for all
   * who are at it. Where nobody lives any more, the fork around it is asked.
   */
  #release(forks: readonly number[]): void {
    const fork = forks.at(-1);
    if (fork === undefined) return;
    const outer = forks.slice(0, -1);
    const living = this.#tokens.filter((token) => token.forks.includes(fork));
    if (living.length === 0) {
      this.#release(outer);
      return;
    }
    if (!living.every(({ isAtJoin }) => isAtJoin)) return;
    const arrived = Map.groupBy(living, ({ node }) => node);
    for (const token of living) this.remove(token);
    for (const [first] of arrived.values()) {
      assert(first !== undefined, 'somebody arrived');
      this.#goOnBehind(fork, { ...first, forks: outer });
    }
    this.#release(outer);
  }

  /** Behind a join, or behind the call that a fork belongs to; a call waits for the forks within it. */
  #goOnBehind(fork: number, token: Token): void {
    const call = token.calls.at(-1);
    const isReturning = call?.node === token.node;
    if (isReturning && call.fork !== fork) {
      this.#tokens.push(token);
      return;
    }
    const behind = isReturning ? { ...token, calls: token.calls.slice(0, -1) } : token;
    if (!this.#follow(behind, 'next')) this.#restAtCall(behind);
  }

  #nodeOf({ node }: Pick<Token, 'node'>): CompiledNode {
    const found = this.#flow.nodes.get(node);
    assert(found !== undefined, 'a run stands at a node of its flow');
    return found;
  }
}
