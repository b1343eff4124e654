/**
 * An expected no. The hub knows codes and sentences only; what each code means to a caller (status,
 * title, what to do) stands in the catalogue that the hub is given as `answerRefusal`.
 */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  /** One sentence about this very case. */
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The refusals that the hub itself makes. */
export type HubRefusalCode =
  | 'not_found'
  | 'stopping'
  | 'overloaded'
  | 'database_unavailable'
  | 'quarantined'
  | 'illegal_transition'
  | 'precondition_failed'
  | 'idempotency_key_reused';

/** Makes a refusal of the hub's own. */
export function refuse(
  code: HubRefusalCode,
  detail: string,
  facts: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { kind: 'refused', code, detail, facts };
}
