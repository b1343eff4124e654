import type { Claim, ListedReturn } from '../client/contract.generated.d.ts';
import { useWord } from '../locales/words.ts';
import { Tag, type Mood } from '../ui/state-tag.tsx';

const RETURN_MOODS: Readonly<Record<ListedReturn['state'], Mood>> = {
  requested: 'warn',
  approved: 'info',
  on_the_way: 'info',
  receiving: 'accent',
  received: 'warn',
  inspecting: 'accent',
  closed: 'good',
  rejected: 'bad',
  cancelled: 'quiet',
  expired: 'quiet',
};
const CLAIM_MOODS: Readonly<Record<Claim['state'], Mood>> = {
  open: 'warn',
  submitted: 'info',
  accepted: 'accent',
  rejected: 'bad',
  paid: 'good',
  withdrawn: 'quiet',
};

/** Where a return stands. */
export function ReturnStateTag({ state }: { readonly state: ListedReturn['state'] }) {
  const word = useWord();
  return <Tag mood={RETURN_MOODS[state]}>{word('returnState', state)}</Tag>;
}

/** Where a claim stands. */
export function ClaimStateTag({ state }: { readonly state: Claim['state'] }) {
  const word = useWord();
  return <Tag mood={CLAIM_MOODS[state]}>{word('claimState', state)}</Tag>;
}
