import type { Claim, ListedReturn } from '../client/contract.generated.d.ts';

export const STAGES = [
  'to_judge',
  'on_the_way',
  'to_inspect',
  'to_refurbish',
  'to_refund',
] as const;
export type Stage = (typeof STAGES)[number];

export const RETURN_STATES = [
  'requested',
  'approved',
  'on_the_way',
  'receiving',
  'received',
  'inspecting',
  'closed',
  'rejected',
  'cancelled',
  'expired',
] as const satisfies readonly ListedReturn['state'][];

export const CLAIM_STATES = [
  'open',
  'submitted',
  'accepted',
  'rejected',
  'paid',
  'withdrawn',
] as const satisfies readonly Claim['state'][];

/** What is looked at, as it stands in the address: a link shows the same to everybody. */
export interface ReturnsAddress {
  readonly view: 'returns' | 'claims';
  readonly stage: Stage | undefined;
  readonly state: ListedReturn['state'] | undefined;
  readonly channel: string | undefined;
  readonly location: string | undefined;
  readonly search: string | undefined;
  readonly claimState: Claim['state'] | undefined;
  readonly carrier: string | undefined;
  /** The claim that is opened beside the list. */
  readonly claim: string | undefined;
}

/** Reads an address; what it does not know is as if it were not there. */
export function readAddress(search: Readonly<Record<string, unknown>>): ReturnsAddress {
  const one = <Name extends string>(names: readonly Name[], value: unknown): Name | undefined =>
    names.find((name) => name === value);
  return {
    view: search['view'] === 'claims' ? 'claims' : 'returns',
    stage: one(STAGES, search['stage']),
    state: one(RETURN_STATES, search['state']),
    channel: textOf(search['channel']),
    location: textOf(search['location']),
    search: textOf(search['search']),
    claimState: one(CLAIM_STATES, search['claimState']),
    carrier: textOf(search['carrier']),
    claim: textOf(search['claim']),
  };
}

/** The same as an address carries it: only what differs from an address without anything. */
export function writeAddress(address: ReturnsAddress): Record<string, string> {
  return Object.fromEntries(
    Object.entries(address).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !(entry[0] === 'view' && entry[1] === 'returns'),
    ),
  );
}

/** True when anything narrows the list that is shown. */
export function isNarrowed(address: ReturnsAddress): boolean {
  const { view, stage, state, channel, location, search, claimState, carrier } = address;
  return view === 'returns'
    ? [stage, state, channel, location, search].some((value) => value !== undefined)
    : [claimState, carrier, search].some((value) => value !== undefined);
}

/** A router reads a number from an address where somebody typed one. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

const RETURN_ID = /^[1-9]\d{0,14}-R[1-9]\d{0,3}$/;

/** The number of a return where a text is one, as it is written; null otherwise. */
export function returnIdIn(text: string): string | null {
  const wanted = text.trim().toUpperCase();
  return RETURN_ID.test(wanted) ? wanted : null;
}
