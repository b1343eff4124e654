import { useTranslation } from 'react-i18next';
import type { CountTaskView } from '../client/contract.generated.d.ts';
import { Tag, type Mood } from '../ui/state-tag.tsx';

type CountState = CountTaskView['state'];

const MOODS: Readonly<Record<CountState, Mood>> = {
  open: 'info',
  recount: 'warn',
  approval: 'warn',
  posted: 'good',
  short: 'bad',
  cancelled: 'quiet',
};

/** Where a count stands. */
export function CountTag({ state }: { readonly state: CountState }) {
  const { t } = useTranslation('inventory');
  return <Tag mood={MOODS[state]}>{t(`count.state.${state}`)}</Tag>;
}

/** More or less than expected; nothing while nobody is to know. */
export function Variance({ value }: { readonly value: number | null }) {
  if (value === null) return <span className="quiet">—</span>;
  const sign = value > 0 ? '+' : '';
  return (
    <span
      className={
        value === 0 ? 'numbers quiet' : value < 0 ? 'numbers drift-less' : 'numbers drift-more'
      }
    >
      {sign}
      {value}
    </span>
  );
}
