import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { CostBar } from './cost-bar.tsx';
import { useFulfilment, type Choice } from './order-queries.ts';
import { useWord } from '../locales/words.ts';

interface Candidate {
  readonly service: string;
  readonly carrier: string;
  readonly freightMinor: number;
  readonly fuelMinor: number;
  readonly surchargeMinor: number;
  readonly costMinor: number;
  readonly billedGrams: number;
  readonly deliverBy: number | null;
  readonly rejected: string | null;
}

/** Which carriers could have taken the parcels, what each costs, and why it was not taken. */
export function CarrierChoiceView({
  order,
  choice,
}: {
  readonly order: Order;
  readonly choice: Choice;
}) {
  const { t } = useTranslation('order');
  const word = useWord();
  const { data } = useFulfilment(order.id);
  const { candidates, keepsPromise } = choice.choice as {
    readonly candidates: readonly Candidate[];
    readonly keepsPromise: boolean;
  };
  const currency =
    data?.shipments.find(({ fulfilmentOrder }) => choice.subject.endsWith(`/${fulfilmentOrder}`))
      ?.currency ?? order.currency;
  const largestMinor = Math.max(1, ...candidates.map(({ costMinor }) => costMinor));
  return (
    <section>
      {!keepsPromise && <p className="order-warn">{t('drawer.breaksPromise')}</p>}
      <div className="why-heading">
        <h3>{t('drawer.candidates')}</h3>
        <ul className="cost-legend">
          {(['freight', 'fuel', 'surcharge'] as const).map((part, index) => (
            <li key={part}>
              <span
                className={`cost-swatch cost-${(['shipping', 'handling', 'lateness'] as const)[index] ?? 'stock'}`}
                aria-hidden
              />
              {t(`drawer.${part}`)}
            </li>
          ))}
        </ul>
      </div>
      <ul className="candidates">
        {candidates.map((candidate) => (
          <li
            key={candidate.service}
            className={candidate.rejected === null ? 'candidate candidate-chosen' : 'candidate'}
          >
            <div className="candidate-head">
              <b>{candidate.carrier}</b>
              {candidate.rejected === null ? (
                <Tag mood="good">{t('drawer.chosen')}</Tag>
              ) : (
                <span className="candidate-reason">{word('rejected', candidate.rejected)}</span>
              )}
              <span className="candidate-cost">
                <Money minor={candidate.costMinor} currency={currency} />
              </span>
            </div>
            <CostBar
              parts={{
                shipping: candidate.freightMinor,
                handling: candidate.fuelMinor,
                lateness: candidate.surchargeMinor,
              }}
              largestMinor={largestMinor}
              currency={currency}
            />
            <p className="why-facts">
              <span className="code">{candidate.service}</span>
              <span>
                {t('drawer.billed', { weight: `${(candidate.billedGrams / 1_000).toFixed(1)} kg` })}
              </span>
              {candidate.deliverBy !== null && (
                <span>
                  → <Moment at={new Date(candidate.deliverBy).toISOString()} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
