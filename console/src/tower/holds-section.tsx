import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../client/contract.generated.d.ts';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { useHoldName } from './hold-name.ts';

const SHOWN = 5;

/** Why orders are held, by how many. */
export function HoldsSection({ holds }: { readonly holds: Overview['holds'] }) {
  const { t, i18n } = useTranslation('tower');
  const holdName = useHoldName();
  const most = Math.max(1, ...holds.map(({ orders }) => orders));
  return (
    <Section title={t('holds.heading')} isFlush>
      {holds.length === 0 && <p className="tower-calm">{t('holds.none')}</p>}
      <ul className="tower-list">
        {holds.slice(0, SHOWN).map(({ kind, orders }) => (
          <li key={kind}>
            <Link to="/orders" search={{ state: 'held' }} className="tower-line">
              <span>{holdName(kind)}</span>
              <meter className="tower-meter" min={0} max={most} value={orders} aria-hidden />
              <span className="numbers">{formatQuantity(orders, i18n.language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
