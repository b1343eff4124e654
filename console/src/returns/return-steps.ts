import type { ListedReturn } from '../client/contract.generated.d.ts';
import { unitsOf } from './return-progress.ts';

export type StepName =
  | 'requested'
  | 'approved'
  | 'rejected'
  | 'on_the_way'
  | 'received'
  | 'inspected'
  | 'closed'
  | 'cancelled'
  | 'expired';

/** A step of a return. `part`: it has begun and is not done. */
export interface ReturnStep {
  readonly name: StepName;
  readonly kind: 'reached' | 'part' | 'ahead' | 'trouble';
  readonly at: string | null;
  readonly by: string | null;
}

/** As much of an event as the steps follow from. */
export interface StepEvent {
  readonly type: string;
  readonly time: string;
  readonly actor?: string | undefined;
}

const TROUBLES = ['rejected', 'cancelled', 'expired'] as const;

/**
 * The way of a return: what it has reached, and what is ahead of it. Times come from its events; whoever
 * may not see them sees what the return itself tells. Reception and inspection are steps of their own.
 */
export function returnSteps(
  one: Pick<ListedReturn, 'state' | 'lines' | 'requestedAt' | 'requestedBy' | 'stateSince'>,
  events: readonly StepEvent[],
): readonly ReturnStep[] {
  const { state } = one;
  const units = unitsOf(one);
  const firstOf = (...types: readonly string[]): Pick<ReturnStep, 'at' | 'by'> => {
    const event = events.find(({ type }) => types.includes(type));
    return { at: event?.time ?? null, by: event?.actor ?? null };
  };
  const step = (
    name: StepName,
    kind: ReturnStep['kind'],
    when: Pick<ReturnStep, 'at' | 'by'>,
  ): ReturnStep => ({
    name,
    kind,
    // What just happened is known without any event.
    at: when.at ?? (kind !== 'ahead' && state === stateOf(name) ? one.stateSince : null),
    by: when.by,
  });
  const asked: ReturnStep = {
    name: 'requested',
    kind: 'reached',
    at: one.requestedAt,
    by: one.requestedBy,
  };
  const trouble = TROUBLES.find((name) => name === state);
  const end = trouble === undefined ? null : step(trouble, 'trouble', firstOf(`return.${trouble}`));
  if (trouble === 'rejected' && end !== null) return [asked, end];
  const isApproved = events.some(({ type }) => type === 'return.approved');
  if (state === 'cancelled' && !isApproved && end !== null) return [asked, end];
  const approved = step(
    'approved',
    state === 'requested' ? 'ahead' : 'reached',
    firstOf('return.approved'),
  );
  const wasSent = state === 'on_the_way' || events.some(({ type }) => type === 'return.on_the_way');
  const hasCome = units.received > 0;
  // Goods that come without word were on their way too, but nobody knows since when.
  const sent =
    wasSent || !hasCome
      ? [step('on_the_way', wasSent ? 'reached' : 'ahead', firstOf('return.on_the_way'))]
      : [];
  if (end !== null) return [asked, approved, ...sent.filter(({ kind }) => kind !== 'ahead'), end];
  const judged = units.accepted + units.sentBack;
  return [
    asked,
    approved,
    ...sent,
    step('received', kindOf(units.received, units.expected), firstOf('return.received')),
    step('inspected', kindOf(judged, units.expected), firstOf('return.inspected', 'return.closed')),
    step('closed', state === 'closed' ? 'reached' : 'ahead', firstOf('return.closed')),
  ];
}

function kindOf(done: number, all: number): ReturnStep['kind'] {
  if (done === 0) return 'ahead';
  return done < all ? 'part' : 'reached';
}

function stateOf(name: StepName): ListedReturn['state'] {
  return name === 'inspected' ? 'inspecting' : name;
}
