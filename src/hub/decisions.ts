import { isDeepStrictEqual } from 'node:util';
import { judgeVariation, parametersIn, type DecisionParameter } from './decision-parameters.ts';

/**
 * A kind of automatic choice: a pure function from its whole input to its choice. The choice says what
 * was chosen and what people ask about it: the candidates, their costs, why the others were rejected.
 */
export interface DecisionKind<Input, Choice> {
  /** Unique in the program, module first: fulfilment.carton. */
  readonly kind: string;
  /** Counted up when the same input may come to another choice from then on. */
  readonly version: number;
  readonly decide: (input: Input) => Choice;
  /** What of the input people may vary to see what would have been; none: it would say nothing. */
  readonly parameters: readonly DecisionParameter[];
}

/** An automatic choice as it is kept with its event. */
export interface DecisionRecord<Input = unknown, Choice = unknown> {
  readonly kind: string;
  readonly version: number;
  readonly input: Input;
  readonly choice: Choice;
}

/** Takes a decision. `record` is the JSON text that its event keeps. */
export function takeDecision<Input, Choice>(
  kind: DecisionKind<Input, Choice>,
  input: Input,
): { readonly choice: Choice; readonly record: string } {
  const choice = kind.decide(input);
  const record: DecisionRecord<Input, Choice> = {
    kind: kind.kind,
    version: kind.version,
    input,
    choice,
  };
  return { choice, record: JSON.stringify(record) };
}

/** What taking a stored decision again has come to. */
export interface TakenAgain {
  readonly stored: DecisionRecord;
  readonly choice: unknown;
  /** True when the choice is the same to the last figure. */
  readonly agrees: boolean;
}

/** The kinds that a program knows, to take their stored decisions again or to vary them. */
export class DecisionKinds {
  readonly #kinds: ReadonlyMap<string, DecisionKind<never, unknown>>;

  constructor(kinds: readonly DecisionKind<never, unknown>[]) {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
  }

  /** The record of a decision's text; null when it is of a kind that is explained elsewhere. */
  read(text: string): DecisionRecord | null {
    const record = JSON.parse(text) as DecisionRecord;
    return this.#kinds.has(record.kind) ? record : null;
  }

  /** What may be varied of a stored decision. */
  parametersOf({ kind, input }: DecisionRecord): readonly DecisionParameter[] {
    return parametersIn(this.#kinds.get(kind)?.parameters ?? [], input);
  }

  /** What keeps a varied input from being decided on, in one sentence; null: nothing. */
  judge(stored: DecisionRecord, input: unknown): string | null {
    return judgeVariation(this.parametersOf(stored), stored.input, input);
  }

  /** Takes a stored decision again, on its own input or on a varied one. */
  takeAgain(stored: DecisionRecord, input: unknown = stored.input): TakenAgain | null {
    const kind = this.#kinds.get(stored.kind);
    if (kind === undefined) return null;
    // Through JSON, as the stored one went.
    const choice: unknown = JSON.parse(JSON.stringify(kind.decide(input as never)));
    return { stored, choice, agrees: isDeepStrictEqual(choice, stored.choice) };
  }
}
