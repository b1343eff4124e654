import type { Static, TSchema } from 'typebox';
import type { Instant } from '../../kernel/clock.ts';
import type { Refusal } from '../../hub/index.ts';
import type { AssetContent, AssetKind } from '../../../contracts/flow-assets.ts';
import type { FlowProblemCode } from '../../../contracts/flow-problem-codes.ts';
import type { FlowPoint } from '../../../contracts/flows.ts';
import type { FailureReason, Message } from '../../../contracts/expression-messages.ts';
import type { FlowTask } from '../../../contracts/flow-tasks.ts';
import type { TaskForm } from '../../../contracts/forms.ts';
import type { CompiledExpression, FactSchema, FactType, Money } from '../expressions/index.ts';

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
  | {
      readonly kind: 'go';
      readonly output: string;
      readonly values?: StepValues;
      /** Lines for the log of the run. */
      readonly log?: readonly string[];
      /** Its rounds are over: when the token comes to it again, it counts anew. */
      readonly endsRounds?: true;
      readonly programSteps?: number;
    }
  /** Goes through the flow that the node names, and on by `next` when nothing of that moves any more. */
  | { readonly kind: 'call' }
  | { readonly kind: 'fork'; readonly outputs: readonly string[] }
  /** Leaves when everything that came from the same fork and still lives has arrived. */
  | { readonly kind: 'join' }
  | { readonly kind: 'wait'; readonly wait: Wait }
  /** Rests until what it asks for outside is settled; leaves by `next` or `failed`, with values. */
  | { readonly kind: 'effect'; readonly effect: EffectAsked }
  /** `values`: what it gives back to the flow that calls this one. */
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly values?: StepValues }
  /** `programSteps`: what its program has taken, of this run. */
  | { readonly kind: 'fail'; readonly failure: Failure; readonly programSteps?: number };

/** Why a token rests, and how it goes on. */
export interface Wait {
  /** Null: for as long as it takes. */
  readonly until: Instant | null;
  readonly outputWhenDue: string;
  /** True when its node is asked again once its time has come, rather than left by that output. */
  readonly isAgainWhenDue?: true;
  /** What brings it on before that, by an output and with values that come with it; null: only time does. */
  readonly signal: WaitedSignal | null;
}

/** What a token waits for. Plain JSON: it is kept while it waits. */
export interface WaitedSignal {
  /** Begins with its kind: signal:KEY, task:ID, event:TYPE (of its order; event:* for all). */
  readonly key: string;
  /** Of an event: what happened no later than this identifier was made does not count. */
  readonly after?: string;
  /** Of a signal: the ways out that it may choose, and what it brings. */
  readonly accepts?: {
    readonly outputs: readonly string[];
    readonly values: Readonly<Record<string, 'string' | 'int' | 'bool'>>;
  };
}

/** What a node leaves behind for later expressions: `steps.NODE.NAME`. Small: it is kept with the run. */
export type StepValues = Readonly<Record<string, string | number | boolean | Money>>;

/** What an answer from outside leaves behind. */
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
  /** `answer`: what whoever called it is told. */
  | { readonly kind: 'continue'; readonly answer?: StepValues }
  | { readonly kind: 'reject'; readonly reason: string };

/** Why a node could not do its work. */
export interface Failure {
  readonly code:
    | 'expression_failed'
    | 'refused'
    | 'too_many_steps'
    | 'effect_failed'
    | 'undo_failed'
    | 'wrong_answer'
    | 'answer_withheld'
    | 'code_failed'
    | 'broken';
  readonly message: string;
  /** Why and where, for whoever says it in another language. */
  readonly reason?: FailureReason;
}

/** What flows may do to an order. Live it changes the order in the batch; in the sandbox it is noted down. */
export interface Deeds {
  hold(hold: HoldDeed): Refusal | null;
  /** Releases all holds of a kind, or those of them that this flow has placed; none is there: nothing is done. */
  releaseHolds(kind: string, placedBy: 'this_flow' | 'anybody'): Refusal | null;
  setAttribute(name: string, value: string | number | boolean): Refusal | null;
  /** Only while the order is being priced. */
  takeOff(discount: DiscountDeed): Refusal | null;
  /** Lets somebody look at the order: an exception with this reason. */
  flag(flag: FlagDeed): Refusal | null;
  /** Plans anew what no location has. */
  sourceAgain(wish: SourceDeed): Refusal | null;
  /** Keeps units beside what the order holds. Answers the identifier of the reservation. */
  reserve(reservation: ReservationDeed): string | Refusal;
  releaseReservation(id: string): Refusal | null;
  /** Asks somebody to do something. Answers the identifier of the task. */
  openTask(task: TaskDeed): string;
  /** Says something to whoever asks at the point of the flow; components name the only points where they do. */
  advise(advice: Advice): Refusal | null;
  /** Counts towards a limit of a person when it leaves room for it. */
  countLimit(count: LimitDeed): LimitAnswer;
}

/** What a flow has to say at a point, to whoever asks there. */
export type Advice =
  | { readonly kind: 'judge_return'; readonly verdict: 'approve' | 'ask'; readonly reason: string }
  | {
      readonly kind: 'route_exception';
      /** role/operations or person/ada; null: as the rules say. */
      readonly owner: string | null;
      readonly severity: 1 | 2 | 3 | null;
      readonly dueMinutes: number | null;
    }
  | {
      readonly kind: 'weigh_location';
      readonly locations: readonly string[];
      /** True: all but those. */
      readonly isOthers: boolean;
      /** Charged a shipment from there; null: nothing comes from there. */
      readonly added: Money | null;
      readonly reason: string;
    }
  | { readonly kind: 'add_handling_days'; readonly days: number; readonly reason: string };

export interface DiscountDeed {
  /** Null: the whole order. */
  readonly lineNumber: number | null;
  readonly amount: Money;
  readonly name: string;
  /** True: the tax of what it is taken off shrinks in proportion. */
  readonly lessensTax: boolean;
}

export interface FlagDeed {
  /** Which node flags it: those of one node are one exception. */
  readonly node: string;
  readonly reason: string;
  /** 1 is worst. */
  readonly severity: 1 | 2 | 3;
}

export interface SourceDeed {
  readonly excludedLocations: readonly string[];
  readonly split: 'allow' | 'never' | null;
  readonly reason: string;
}

export interface ReservationDeed {
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
  readonly until: Instant;
}

/** What somebody is to do. */
export interface TaskDeed {
  readonly node: string;
  readonly title: string;
  readonly form: TaskForm;
  readonly outputs: readonly string[];
  readonly role: FlowTask['role'];
  /** Who may not do it. */
  readonly notBy: readonly string[];
  readonly dueAt: Instant | null;
}

/** What is counted for a person, and until when. */
export interface LimitSpec {
  readonly limit: string;
  /** Within the channel of the order, or in all channels. */
  readonly within: 'channel' | 'company';
  readonly period: 'day' | 'month' | 'year' | 'ever';
}

export interface LimitDeed extends LimitSpec {
  /** Which node counts. */
  readonly node: string;
  readonly amount: number;
  readonly most: number;
}

/** Whether it is within the limit (and counted), and what has been used by now. */
export type LimitAnswer =
  | { readonly kind: 'within' | 'exceeded'; readonly used: number }
  /** Nothing of the order tells who the person is. */
  | { readonly kind: 'unknown_person' };

/** What nodes ask of the batch. Live it is what was loaded, in the sandbox what is known of then. */
export interface Questions {
  /** Units of a SKU that can be promised to the channel of the order now; null: there is no such SKU. */
  available(sku: string): number | null;
}

/** Facts beyond the order that nodes of some settings read; they are loaded with the batch. */
export interface Needs {
  readonly skus?: readonly string[];
  readonly limits?: readonly LimitSpec[];
}

/** Something that is wrong with settings of a node. */
export interface SettingProblem {
  readonly code: FlowProblemCode;
  readonly message: string;
  readonly mend: string;
  /** JSON pointer into the settings. */
  readonly setting: string;
  /** What the message is filled with, for translations. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** What is wrong within an expression, for translations. */
  readonly reason?: Message;
  /** From where to where in the text of the setting, in characters; absent: all of it. */
  readonly start?: number;
  readonly end?: number;
}

/** A flow that a node goes through. */
export interface CalledFlow {
  readonly flow: string;
  readonly version: number;
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
  readonly ask: Questions;
  readonly node: string;
  /** An identifier that is later than all that has happened so far. */
  readonly newId: () => string;
  /** Where the node rested and something has happened that it waits for; absent: it has just come. */
  readonly rested?: Wait | null;
  /** How many times this token was at this node before. */
  readonly iteration: number;
  /** Steps that programs of this run have taken so far; absent: none. */
  readonly programSteps?: number;
  /** What programs have taken of the batch; absent: nobody counts it. */
  readonly batch?: BatchPrograms;
}

/** How long programs of a batch have made everybody wait. */
export interface BatchPrograms {
  /** True when they have taken so much that the next one is to rest until another batch. */
  isOver(): boolean;
  add(steps: number): void;
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
  /** True when it leads there only with some settings. Absent: it always does. */
  readonly doesReach?: (settings: Static<Settings>) => boolean;
  /** True where personal data is what it is for: a label, an invoice, a mail to the customer. Absent: nowhere. */
  isForPersonalData?(settings: Static<Settings>): boolean;
  /**
   * The values that it leaves behind or gives back and that are made of an expression: a table answers with the words of
   * its rows, whatever it looks up. Absent: all of them are made of each.
   */
  valuesMadeOf?(settings: Static<Settings>, pointer: string): readonly string[];
  /** True when what its expressions come to is given back to the flow that calls this one, by the ends of their pointers. */
  readonly givesBack?: boolean | undefined;
  /** True when it writes what its expressions come to beside the order, for later steps and other flows. */
  readonly isKept?: boolean | undefined;
  /** True when it does something to the order: a flow that is called without one cannot have it. */
  readonly needsOrder?: boolean | undefined;
  /** The kind of asset of the library that its settings may name as `asset`, in place of saying it themselves. */
  readonly assetKind?: AssetKind;
  /** Its settings with what the asset says in place of its name. */
  withAsset?(settings: Static<Settings>, content: AssetContent): Static<Settings>;
  outputs(settings: Static<Settings>): readonly string[];
  expressions(settings: Static<Settings>): readonly ExpressionField[];
  /** What a node of these settings leaves behind, by name. Absent: nothing. */
  values?(settings: Static<Settings>): Readonly<Record<string, FactType>>;
  /** The only points at which it has something to do. Absent: it may stand in every flow. */
  readonly points?: readonly FlowPoint[];
  needs?(settings: Static<Settings>): Needs;
  /** What is wrong beyond the schema of the settings and their expressions. */
  judge?(settings: Static<Settings>, schema: FactSchema): readonly SettingProblem[];
  /** Code of the connector that it asks; the mail server of the house is none. */
  connector?(settings: Static<Settings>): string | null;
  /** The flow that it goes through. */
  calls?(settings: Static<Settings>): CalledFlow;
  /** `expressionAt` gives the compiled expression of a pointer. */
  prepare(
    settings: Static<Settings>,
    expressionAt: (pointer: string) => CompiledExpression,
    schema: FactSchema,
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
