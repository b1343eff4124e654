import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChoiceWords } from '../choices/use-choice-words.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useNames } from '../ui/use-names.ts';
import { ClaimStateTag, ReturnStateTag } from '../returns/return-tags.tsx';
import { useChoices, useClaims, useReturns } from './order-queries.ts';
import { WhyButton } from './why-provider.tsx';
import { useWord } from '../locales/words.ts';

/** What comes back, and what is claimed of carriers. Not shown while there is neither. */
export function OrderReturnsSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const words = useChoiceWords();
  const names = useNames();
  const { data: returns } = useReturns(order.id);
  const { data: claims } = useClaims(order.id);
  const { data: choices } = useChoices(order.id);
  const found = [...(returns?.items ?? []), ...(claims?.items ?? [])];
  if (found.length === 0) return null;
  return (
    <Section title={t('returns.title')} isFlush>
      <ul className="order-rows">
        {returns?.items.map((one) => {
          const creditedMinor = one.lines.reduce((sum, line) => sum + line.creditedMinor, 0);
          const why = choices?.items.filter(
            ({ kind, subject }) => kind.startsWith('returns.') && subject === `return/${one.id}`,
          );
          return (
            <li key={one.id} className="order-row">
              <div className="order-row-head">
                <Link to="/returns/$id" params={{ id: one.id }} className="order-row-title code">
                  {one.id}
                </Link>
                <ReturnStateTag state={one.state} />
                {why?.map(({ sequence, kind }) => (
                  <WhyButton
                    key={sequence}
                    question={{ about: 'choice', sequence }}
                    what={words.kind(kind)}
                  />
                ))}
              </div>
              <p className="order-row-facts">
                <span>{t('returns.to', { place: names.locationName(one.location) })}</span>
                <Moment at={one.requestedAt} />
                {creditedMinor > 0 && <Money minor={creditedMinor} currency={order.currency} />}
              </p>
              <ul className="parcels">
                {one.lines.map((line) => (
                  <li key={line.lineNumber}>
                    {t('units', { count: line.quantity })} <span className="code">{line.sku}</span>
                    <span className="quiet"> · {word('returnReason', line.reason)}</span>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
        {claims?.items.map((claim) => (
          <li key={claim.id} className="order-row">
            <div className="order-row-head">
              <Link
                to="/returns"
                search={{ view: 'claims', claim: claim.id }}
                className="order-row-title"
              >
                {t('returns.claim', { carrier: claim.carrier })}
              </Link>
              <span>{word('claimKind', claim.kind)}</span>
              <ClaimStateTag state={claim.state} />
            </div>
            <p className="order-row-facts">
              <Money minor={claim.amountMinor} currency={claim.currency} />
              <Moment at={claim.openedAt} />
              {claim.notes !== '' && <span>{claim.notes}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
