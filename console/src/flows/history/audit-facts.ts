import type { FlowAuditPage } from '../../client/contract.generated.d.ts';
import type { ReleaseReason } from '../releases/use-reason-words.ts';

export type AuditEntry = FlowAuditPage['items'][number];

/** What an entry says beyond who did what and when; absent: it says nothing of that. */
export interface AuditFacts {
  /** Steps that were drawn otherwise. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Other parts of the flow that were drawn otherwise. */
  readonly parts: readonly string[];
  readonly text?: string;
  /** A share of the orders, 1 is all of them. */
  readonly share?: number;
  readonly reasons: readonly ReleaseReason[];
  readonly isAtOnce: boolean;
  readonly isAgain: boolean;
  readonly isOvertaken: boolean;
  readonly runsMoved: number;
  readonly movedFrom?: number;
}

const MILLION = 1_000_000;

/** Reads what an entry of the audit says. Its detail is of another form for every action. */
export function auditFactsOf({ detail }: Pick<AuditEntry, 'detail'>): AuditFacts {
  const given = (typeof detail === 'object' && detail !== null ? detail : {}) as Readonly<
    Record<string, unknown>
  >;
  const list = (name: string): readonly unknown[] => {
    const value = given[name];
    return Array.isArray(value) ? value : [];
  };
  const { note, reason, shareMillionths, from } = given;
  const text = [note, reason].find((each) => typeof each === 'string' && each !== '');
  return {
    added: list('added').length,
    changed: list('changed').length,
    removed: list('removed').length,
    parts: list('parts').filter((part) => typeof part === 'string'),
    reasons: list('reasons') as readonly ReleaseReason[],
    isAtOnce: given['plan'] === 'at_once',
    isAgain: given['isAgain'] === true,
    isOvertaken: given['overtakenBy'] !== undefined,
    runsMoved: list('runs').length,
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof shareMillionths === 'number' ? { share: shareMillionths / MILLION } : {}),
    ...(typeof from === 'number' ? { movedFrom: from } : {}),
  };
}
