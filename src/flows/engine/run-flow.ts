import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FlowTrigger } from '../../../contracts/flows.ts';
import type { CompiledExpression } from '../expressions/index.ts';
import type { Failure, Outcome, Perform, Step, Visit, Wait } from '../components/index.ts';

/** A flow that is ready to run: what each node does and where each output leads. */
export interface CompiledFlow {
  readonly code: string;
  /** Content hash of the definition. */
  readonly hash: string;
  readonly trigger: FlowTrigger;
  /** Which of what triggers it the flow is for; null: all. */
  readonly filter: CompiledExpression | null;
  readonly start: string;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
}

export interface CompiledNode {
  readonly perform: Perform;
  /** Nodes by output; an output that leads nowhere is not there, and ends its token. */
  readonly next: ReadonlyMap<string, string>;
}

/** One of the places at which a run stands. Plain JSON: it is kept while it waits. */
export interface Token {
  readonly number: number;
  /** Identifier, not place: those who wait outlive the compiled flow. */
  readonly node: string;
  /** The forks that it came through, outermost first. */
  readonly forks: readonly number[];
  /** Visits by node, of nodes that were visited more than once. */
  readonly visits: Readonly<Record<string, number>>;
  readonly wait: Wait | null;
  /** True when it stands at a join and waits for the others of its fork. */
  readonly isAtJoin: boolean;
}

/** How a run stands. Plain JSON. */
export interface RunState {
  readonly tokens: readonly Token[];
  /** How many tokens and forks there were so far: the next one gets one more. */
  readonly tokensMade: number;
  readonly forksMade: number;
  /** Nodes in the order in which they were visited. */
  readonly trail: readonly string[];
  /** Null while tokens are left. */
  readonly outcome: Outcome | null;
  readonly failures: readonly (Failure & { readonly node: string })[];
}

/** So many visits end a run: every loop has a bound, so only a bug or a monstrous flow gets there. */
export const STEPS_MAX = 2_000;

/** A run that has not begun. */
export function newRun(flow: CompiledFlow): RunState {
  return {
    tokens: [{ number: 1, node: flow.start, forks: [], visits: {}, wait: null, isAtJoin: false }],
    tokensMade: 1,
    forksMade: 0,
    trail: [],
    outcome: null,
    failures: [],
  };
}

/** Why a waiting token goes on: its time has come, or what it waited for has happened. */
export type Cause =
  | { readonly kind: 'due'; readonly now: Instant }
  | { readonly kind: 'signal'; readonly key: string };

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
  if (cause.kind === 'signal' && signal?.key !== cause.key) return null;
  const output = cause.kind === 'due' || signal === null ? outputWhenDue : signal.output;
  const stage = new Stage(flow, run);
  stage.remove(token);
  stage.leave({ ...token, wait: null }, output);
  return stage.state();
}

/** Takes every token that can move as far as it goes without waiting. */
export function advance(
  flow: CompiledFlow,
  run: RunState,
  visitOf: (iteration: number) => Visit,
): RunState {
  const stage = new Stage(flow, run);
  for (let steps = 0; ; steps += 1) {
    const token = stage.nextReady();
    if (token === null) return stage.state();
    if (steps === STEPS_MAX) {
      stage.failAll({ code: 'too_many_steps', message: `More than ${STEPS_MAX} steps.` });
      return stage.state();
    }
    stage.visit(token, visitOf);
  }
}

/** A run while it moves. */
class Stage {
  readonly #flow: CompiledFlow;
  readonly #tokens: Token[];
  readonly #trail: string[];
  readonly #failures: (Failure & { node: string })[];
  #tokensMade: number;
  #forksMade: number;
  #outcome: Outcome | null;

  constructor(flow: CompiledFlow, run: RunState) {
    this.#flow = flow;
    this.#tokens = [...run.tokens];
    this.#trail = [...run.trail];
    this.#failures = [...run.failures];
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
    };
  }

  /** The oldest token that can move. */
  nextReady(): Token | null {
    return this.#tokens.find(({ wait, isAtJoin }) => wait === null && !isAtJoin) ?? null;
  }

  remove(token: Token): void {
    const index = this.#tokens.indexOf(token);
    assert(index >= 0, 'a token that moves is there');
    this.#tokens.splice(index, 1);
  }

  visit(token: Token, visitOf: (iteration: number) => Visit): void {
    const { perform } = this.#nodeOf(token);
    const iteration = token.visits[token.node] ?? 0;
    this.#trail.push(token.node);
    const visited: Token = {
      ...token,
      visits: { ...token.visits, [token.node]: iteration + 1 },
    };
    this.remove(token);
    this.#take(visited, perform(visitOf(iteration)));
  }

  #take(token: Token, step: Step): void {
    switch (step.kind) {
      case 'go':
        this.leave(token, step.output);
        return;
      case 'fork': {
        this.#forksMade += 1;
        const forks = [...token.forks, this.#forksMade];
        for (const output of step.outputs) this.#follow({ ...token, forks }, output);
        // Only when all have set out: a way that leads nowhere must not look like the last one.
        this.#release(forks);
        return;
      }
      case 'join':
        if (token.forks.length === 0) {
          this.leave(token, 'next');
          return;
        }
        this.#tokens.push({ ...token, isAtJoin: true });
        this.#release(token.forks);
        return;
      case 'wait':
        this.#tokens.push({ ...token, wait: step.wait });
        return;
      case 'end':
        // To refuse is stronger than to go on, whichever branch comes first.
        if (this.#outcome?.kind !== 'reject') this.#outcome = step.outcome;
        this.#release(token.forks);
        return;
      case 'fail':
        this.#failures.push({ ...step.failure, node: token.node });
        this.#release(token.forks);
        return;
    }
  }

  /** Moves a token that was taken out to where an output leads; one that leads nowhere ends it. */
  leave(token: Token, output: string): void {
    if (!this.#follow(token, output)) this.#release(token.forks);
  }

  #follow(token: Token, output: string): boolean {
    const node = this.#nodeOf(token).next.get(output);
    if (node === undefined) return false;
    this.#tokensMade += 1;
    this.#tokens.push({ ...token, number: this.#tokensMade, node, wait: null, isAtJoin: false });
    return true;
  }

  failAll(failure: Failure): void {
    for (const { node } of this.#tokens) this.#failures.push({ ...failure, node });
    this.#tokens.length = 0;
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
      this.#follow({ ...first, forks: outer }, 'next');
    }
    this.#release(outer);
  }

  #nodeOf({ node }: Token): CompiledNode {
    const found = this.#flow.nodes.get(node);
    assert(found !== undefined, 'a run stands at a node of its flow');
    return found;
  }
}
