import type { Claim } from '../client/contract.generated.d.ts';

export type ClaimMove = 'submitted' | 'accepted' | 'rejected' | 'paid' | 'withdrawn';

const MOVES: Readonly<Record<Claim['state'], readonly ClaimMove[]>> = {
  open: ['submitted', 'withdrawn'],
  submitted: ['accepted', 'rejected', 'withdrawn'],
  accepted: ['paid'],
  rejected: ['submitted', 'withdrawn'],
  paid: [],
  withdrawn: [],
};

/** Where a claim can go from where it stands, the usual way first. */
export function movesOf({ state }: Pick<Claim, 'state'>): readonly ClaimMove[] {
  return MOVES[state];
}

/** The amount that a move names when nobody says another one; null where none is asked for. */
export function amountAsked(
  { amountMinor, acceptedMinor }: Pick<Claim, 'amountMinor' | 'acceptedMinor'>,
  move: ClaimMove,
): number | null {
  if (move === 'accepted') return amountMinor;
  return move === 'paid' ? (acceptedMinor ?? amountMinor) : null;
}

const WAITING: ReadonlySet<Claim['state']> = new Set(['open', 'submitted', 'rejected']);

/** True when a claim waits and its deadline has passed. */
export function isOverdue({ state, dueAt }: Pick<Claim, 'state' | 'dueAt'>, now: number): boolean {
  return dueAt !== null && WAITING.has(state) && Date.parse(dueAt) < now;
}
