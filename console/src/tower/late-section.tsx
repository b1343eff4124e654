import { CheckCircleOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { OrderStateTag } from '../ui/state-tag.tsx';
import { sumOf } from './throughput.ts';

const SHOWN = 4;

/** Orders whose promise is over, the longest first, and how many soon will be. */
export function LateSection({ lateness }: { readonly lateness: Overview['lateness'] }) {
  const { t, i18n } = useTranslation('tower');
  const late = sumOf(lateness.late);
  const number = (value: number) =>
    formatQuantity(value, i18n.language) + (lateness.isMore ? '+' : '');
  return (
    <Section
      title={<span id="late">{t('late.heading')}</span>}
      isFlush
      extra={late > 0 && <span className="numbers">{number(late)}</span>}
    >
      {late === 0 ? (
        <p className="tower-calm">
          <CheckCircleOutlined aria-hidden /> {t('late.none')}
        </p>
      ) : (
        <ul className="tower-list">
          {lateness.first.slice(0, SHOWN).map((order) => (
            <li key={order.id}>
              <Link to="/orders/$id" params={{ id: order.id }} className="tower-line">
                <span className="numbers">{order.id}</span>
                <OrderStateTag state={order.state} />
                <span className="tower-line-end">
                  {t('late.promised')} <Moment at={order.promisedAt} isRelative />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className="tower-foot">
        {t('late.atRisk')}
        <span className="numbers">{number(sumOf(lateness.atRisk))}</span>
      </p>
    </Section>
  );
}
