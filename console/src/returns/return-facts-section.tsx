import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { WhyChoice } from '../choices/why-choice.tsx';
import { useMay } from '../client/session.ts';
import { useActor } from '../locales/words.ts';
import { useNames } from '../ui/use-names.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { isExpecting } from './return-progress.ts';
import { useReturnEvents } from './return-queries.ts';

const ASKS = ['outside_window', 'too_dear'] as const;

/** Who asked, where the goods go and how, why a person had to judge, and what was said. */
export function ReturnFactsSection({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const actor = useActor();
  const may = useMay();
  const names = useNames();
  const events = useReturnEvents(one.orderId, one.id);
  const asked = events.find(({ type }) => type === 'return.requested');
  const { asks = [] } = (asked?.data ?? {}) as { readonly asks?: readonly string[] };
  const why = ASKS.filter((name) => asks.includes(name));
  const verdict = one.verdict ?? '';
  return (
    <Section title={t('facts.title')}>
      <dl className="return-facts">
        <dt>{t('facts.asked')}</dt>
        <dd>
          <Moment at={one.requestedAt} />
          {Boolean(one.requestedBy) && <span className="quiet"> · {actor(one.requestedBy)}</span>}
        </dd>
        {one.reference !== null && (
          <>
            <dt>{t('facts.reference')}</dt>
            <dd className="code">{one.reference}</dd>
          </>
        )}
        <dt>{t('facts.location')}</dt>
        <dd>
          {names.locationName(one.location)}{' '}
          <WhyChoice
            about={{
              subject: `return/${one.id}`,
              kind: 'returns.approval',
              orderId: one.orderId,
            }}
          />
        </dd>
        <dt>{t('facts.wayBack')}</dt>
        <dd>
          {one.trackingNumber === null ? (
            <span className="quiet">{t('facts.noParcel')}</span>
          ) : (
            <>
              {one.carrier !== null && `${one.carrier} `}
              <span className="code">{one.trackingNumber}</span>
            </>
          )}
        </dd>
        {isExpecting(one) && one.expiresAt !== null && (
          <>
            <dt>{t('facts.expires')}</dt>
            <dd>
              <Moment at={one.expiresAt} />
            </dd>
          </>
        )}
        {one.exchangeOrderIds.length > 0 && (
          <>
            <dt>{t('facts.exchange')}</dt>
            <dd className="numbers">
              {one.exchangeOrderIds.map((id) =>
                may('orders:read') ? (
                  <Link key={id} to="/orders/$id" params={{ id }}>
                    {id}
                  </Link>
                ) : (
                  <span key={id}>{id}</span>
                ),
              )}
            </dd>
          </>
        )}
      </dl>
      {why.length > 0 && (
        <>
          <h3 className="return-subheading">{t('facts.whyPerson')}</h3>
          <ul className="return-reasons">
            {why.map((name) => (
              <li key={name}>{t(`asks.${name}`)}</li>
            ))}
          </ul>
        </>
      )}
      {verdict !== '' && (
        <>
          <h3 className="return-subheading">{t(`facts.verdict.${verdictOf(one.state)}`)}</h3>
          <p className="return-quote">
            {one.state === 'expired' ? t('facts.didNotCome') : verdict}
          </p>
        </>
      )}
    </Section>
  );
}

function verdictOf(state: ListedReturn['state']): 'rejected' | 'over' | 'noted' {
  if (state === 'rejected') return 'rejected';
  return state === 'cancelled' || state === 'expired' ? 'over' : 'noted';
}
