import type { Instant } from '../../kernel/clock.ts';
import type { Command, FactSource, Outcome, RecordFacts, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';

/** A change of stock that its sender has given an identity. */
export interface StoredChange {
  /** Kind of the change and its identity. */
  readonly id: string;
  readonly version: number;
  readonly bodyHash: string;
  readonly answer: string;
  readonly recordedAt: Instant;
}

type ChangeCommand = Command<{ readonly changeId?: string }>;
type ChangeSource = FactSource<RecordFacts<StoredChange>>;

/** Names the change that may have been carried out before. */
export function needChange(changes: ChangeSource, command: ChangeCommand, unit: UnitOfWork): void {
  const id = idOf(command);
  if (id !== null) unit.facts(changes).need(id);
}

/**
 * Carries out a change once under the identity that its sender gave it, however often and late it is
 * sent again: then the first answer is repeated, and another change under the same identity is refused
 * (`idempotency_key_reused`). A change that was refused may be sent again. Without an identity it is
 * carried out each time.
 */
export function carryOutOnce(
  changes: ChangeSource,
  command: ChangeCommand,
  unit: UnitOfWork,
  decide: () => Outcome,
): Outcome {
  const id = idOf(command);
  if (id === null) return decide();
  const facts = unit.facts(changes);
  const earlier = facts.find(id);
  const bodyHash = command.requestHash.toString('hex');
  if (earlier !== undefined) {
    return earlier.bodyHash === bodyHash
      ? { kind: 'accepted', status: 200, body: earlier.answer, repeated: true }
      : refuse(
          'idempotency_key_reused',
          `Change ${command.body.changeId} was carried out before with another body.`,
          { changeId: command.body.changeId },
        );
  }
  const outcome = decide();
  if (outcome.kind === 'accepted') {
    facts.add({ id, version: 1, bodyHash, answer: outcome.body, recordedAt: command.receivedAt });
  }
  return outcome;
}

function idOf({ kind, body }: ChangeCommand): string | null {
  return body.changeId === undefined ? null : `${kind}/${body.changeId}`;
}
