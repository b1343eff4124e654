import type { FlowNode, FlowTrigger } from '../../../contracts/flows.ts';
import type { CompiledExpression } from '../expressions/index.ts';
import type {
  Component,
  EffectAsked,
  Facts,
  Failure,
  Needs,
  Outcome,
  Perform,
  StepValues,
  Undo,
  Values,
  Wait,
} from '../components/index.ts';

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
  /** True when a node of it leaves something behind for those after it. */
  readonly hasSteps: boolean;
  /** Facts beyond the order that its nodes read. */
  readonly needs: Required<Needs>;
}

export interface CompiledNode {
  readonly component: Component;
  readonly settings: FlowNode['settings'];
  /** By their pointers into the settings. */
  readonly expressions: ReadonlyMap<string, CompiledExpression>;
  readonly perform: Perform;
  /** Null: what it does is not undone. */
  readonly undo: Undo | null;
  /** The beginning of the identifiers of those that its `steps` are: of a called flow, the way to it. */
  readonly scope: string;
  /** True when a token that leaves it may come to it again. */
  readonly isRepeated: boolean;
  /** Nodes by output; an output that leads nowhere is not there, and ends its token or its call. */
  readonly next: ReadonlyMap<string, string>;
}

/** One of the places at which a run stands. Plain JSON: it is kept while it waits. */
export interface Token {
  readonly number: number;
  /** Identifier, not place: those who wait outlive the compiled flow. */
  readonly node: string;
  /** The forks that it came through, outermost first. */
  readonly forks: readonly number[];
  /** Visits by node, of nodes that it may come to again. */
  readonly visits: Readonly<Record<string, number>>;
  readonly wait: Wait | null;
  /** True when it stands at a join and waits for the others of its fork. */
  readonly isAtJoin: boolean;
  /** The wait in which something has happened: its node is asked again. Null: it is on its way. */
  readonly rested: Wait | null;
  /** What it has asked for outside and waits for; null: nothing. */
  readonly effect: TokenEffect | null;
  /** The flows that it went into, outermost first: by which node, and the fork that holds all that came of it. */
  readonly calls: readonly { readonly node: string; readonly fork: number }[];
}

/** A line that a node has written. */
export interface LogLine {
  readonly node: string;
  readonly text: string;
}

/** What a token has asked for outside. */
export interface TokenEffect {
  /** How many times the run was at the node before. */
  readonly iteration: number;
  /** True when it undoes what the node did there. */
  readonly isUndo: boolean;
}

/** What a node did outside, and what it left behind then: what undoes it is made of that. */
export interface DoneEffect {
  readonly node: string;
  readonly iteration: number;
  readonly values: Values;
}

/** Something that a run has asked for outside since it was last kept. */
export interface AskedEffect extends TokenEffect {
  readonly node: string;
  readonly effect: EffectAsked;
}

/** How a run ends for what it was asked about; of a refusal, by which node. */
export type RunOutcome =
  | Extract<Outcome, { kind: 'continue' }>
  | (Extract<Outcome, { kind: 'reject' }> & { readonly node: string });

/** How a run stands. Plain JSON. */
export interface RunState {
  readonly tokens: readonly Token[];
  /** How many tokens and forks there were so far: the next one gets one more. */
  readonly tokensMade: number;
  readonly forksMade: number;
  /** Nodes in the order in which they were visited. */
  readonly trail: readonly string[];
  /** Null while tokens are left. */
  readonly outcome: RunOutcome | null;
  readonly failures: readonly (Failure & { readonly node: string })[];
  /** What nodes left behind, by node; of several visits the last counts. */
  readonly values: Readonly<Record<string, StepValues>>;
  /** What was done outside and can be undone, oldest first. */
  readonly done: readonly DoneEffect[];
  /** What is to be asked for outside in the commit that keeps this. */
  readonly asked: readonly AskedEffect[];
  /** What nodes have written, oldest first. */
  readonly log: readonly LogLine[];
  /** Steps that its programs have taken; absent: none. */
  readonly programSteps?: number;
  /** What it is asked about beside the order; absent: nothing. */
  readonly about?: Facts;
}

/** A run that has not begun. */
export function newRun(flow: CompiledFlow, about?: Facts): RunState {
  return {
    ...(about === undefined ? {} : { about }),
    tokens: [
      {
        number: 1,
        node: flow.start,
        forks: [],
        visits: {},
        wait: null,
        rested: null,
        isAtJoin: false,
        effect: null,
        calls: [],
      },
    ],
    tokensMade: 1,
    forksMade: 0,
    trail: [],
    outcome: null,
    failures: [],
    values: {},
    done: [],
    asked: [],
    log: [],
  };
}
