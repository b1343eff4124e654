import type { Static, TSchema } from 'typebox';
import type { Instant } from '../../kernel/clock.ts';
import type { Refusal } from '../../hub/index.ts';
import type { CompiledExpression, FactType } from '../expressions/index.ts';

/** What a component does beyond reading facts; the policy at submission and the sandbox go by it. */
export type Effect = 'pure' | 'stock' | 'outside' | 'wait';

/** Who may use it in a flow: everyone who draws, only with approval, only technical admins. */
export type Tier = 'everyone' | 'approved' | 'technical';

/** Where a value goes: into logs, to other systems, into answers that everybody may read. */
export type Reach = 'log' | 'outside' | 'public';

/** Text in the languages of the console. */
export interface BothLanguages {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** An expression within the settings of a node. */
export interface ExpressionField {
  /** JSON pointer into the settings. */
  readonly pointer: string;
  readonly text: string;
  /** What it must come to; absent: anything. */
  readonly type?: FactType | undefined;
}

/** What one visit of a node comes to. */
export type Step =
  | { readonly kind: 'go'; readonly output: string; readonly values?: Values }
  | { readonly kind: 'fork'; readonly outputs: readonly string[] }
  /** Leaves when everything that came from the same fork and still lives has arrived. */
  | { readonly kind: 'join' }
  | { readonly kind: 'wait'; readonly wait: Wait }
  /** Rests until what it asks for outside is settled; leaves by `next` or `failed`, with values. */
  | { readonly kind: 'effect'; readonly effect: EffectAsked }
  | { readonly kind: 'end'; readonly outcome: Outcome }
  | { readonly kind: 'fail'; readonly failure: Failure };

/** Why a token rests, and how it goes on. */
export interface Wait {
  /** Null: for as long as it takes. */
  readonly until: Instant | null;
  readonly outputWhenDue: string;
  /** What brings it on before that, by an output and with values that come with it; null: only time does. */
  readonly signal: { readonly key: string } | null;
}

/** What a node leaves behind for later expressions: `steps.NODE.NAME`. Small: it is kept with the run. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** Something that a node asks for outside. Plain JSON: it is kept until it is settled. */
export interface EffectAsked {
  /** Code of the connector that it goes through. */
  readonly connector: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base address of the connector, with every piece that comes from data percent-encoded. */
  readonly path: string;
  /** JSON; null: without a body. */
  readonly body: unknown;
  /** Where the answer has the values that the node leaves behind. */
  readonly answer: readonly AnswerField[];
}

/** A value that is taken out of an answer. */
export interface AnswerField {
  readonly name: string;
  /** JSON pointer into the answer. */
  readonly pointer: string;
  readonly type: 'string' | 'int' | 'bool';
  /** What the sandbox answers in its place. */
  readonly example: string | number | boolean;
}

/** How a flow ends for what it was asked about. */
export type Outcome =
  | { readonly kind: 'continue' }
  | { readonly kind: 'reject'; readonly reason: string };

/** Why a node could not do its work. */
export interface Failure {
  readonly code:
    | 'expression_failed'
    | 'refused'
    | 'too_many_steps'
    | 'effect_failed'
    | 'undo_failed'
    | 'broken';
  readonly message: string;
}

/** What flows may do to an order. Live it changes the order in the batch; in the sandbox it is noted down. */
export interface Deeds {
  hold(hold: HoldDeed): Refusal | null;
  /** Releases all holds of a kind; none is there: nothing is done. */
  releaseHolds(kind: string): Refusal | null;
  setAttribute(name: string, value: string | number | boolean): Refusal | null;
}

export interface HoldDeed {
  readonly kind: string;
  readonly reason: string;
  readonly owner: string | null;
  readonly dueAt: Instant | null;
}

/** Facts by name, as expressions read them. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a node sees when a token visits it. */
export interface Visit {
  readonly facts: Facts;
  readonly now: Instant;
  readonly deeds: Deeds;
  /** How many times this token was at this node before. */
  readonly iteration: number;
}

/** What a node does. Throws only for bugs, which end its run: whatever orders hold comes back as a step. */
export type Perform = (visit: Visit) => Step;

/** What undoes what a node has done outside and what left these values behind; null: nothing does. */
export type Undo = (visit: Visit, values: Values) => EffectAsked | Failure | null;

/** One building block of flows. */
export interface Component<Settings extends TSchema = TSchema> {
  readonly code: string;
  readonly titles: BothLanguages;
  readonly docs: BothLanguages;
  readonly tier: Tier;
  readonly effect: Effect;
  readonly settings: Settings;
  /** Where what its expressions come to can be read by others than people at work here; absent: nowhere. */
  readonly reaches?: Reach | undefined;
  /** True where personal data is what it is for: a label, an invoice, a mail to the customer. */
  readonly isForPersonalData?: boolean | undefined;
  /** True when it writes what its expressions come to beside the order, for later steps and other flows. */
  readonly isKept?: boolean | undefined;
  outputs(settings: Static<Settings>): readonly string[];
  expressions(settings: Static<Settings>): readonly ExpressionField[];
  /** What a node of these settings leaves behind, by name. Absent: nothing. */
  values?(settings: Static<Settings>): Readonly<Record<string, FactType>>;
  /** `expressionAt` gives the compiled expression of a pointer. */
  prepare(
    settings: Static<Settings>,
    expressionAt: (pointer: string) => CompiledExpression,
  ): Perform;
  /** Null or absent: what it does is not undone when the run fails. */
  prepareUndo?(
    settings: Static<Settings>,
    expressionAt: (pointer: string) => CompiledExpression,
  ): Undo | null;
}

/** Declares a component. Its settings are validated against their schema before anything else sees them. */
export function component<Settings extends TSchema>(
  declared: Component<Settings>,
): Component<Settings> {
  return declared;
}
