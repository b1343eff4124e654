import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { CarrierChoiceView } from './carrier-choice-view.tsx';
import { CartonChoiceView } from './carton-choice-view.tsx';
import { ChoiceDocument } from './choice-document.tsx';
import type { Choice } from './order-queries.ts';
import { Agreement } from './sourcing-answer.tsx';
import { useWord } from '../locales/words.ts';

/** Why something was chosen: readable for the kinds that people ask about most, and whole for any. */
export function ChoiceAnswer({
  order,
  choice,
}: {
  readonly order: Order;
  readonly choice: Choice;
}) {
  const { t } = useTranslation('order');
  const word = useWord();
  return (
    <>
      <Agreement agrees={choice.agrees} />
      <p className="why-facts">
        <Moment at={choice.occurredAt} />
        <span>
          {t('drawer.kindVersion', {
            kind: word('decision', choice.kind),
            version: choice.version,
          })}
        </span>
        <span className="code">{choice.subject}</span>
      </p>
      {choice.kind === 'fulfilment.carrier' && <CarrierChoiceView order={order} choice={choice} />}
      {choice.kind === 'fulfilment.carton' && <CartonChoiceView order={order} choice={choice} />}
      {choice.kind !== 'fulfilment.carrier' && choice.kind !== 'fulfilment.carton' && (
        <>
          <h3 className="why-subheading">{t('drawer.output')}</h3>
          <ChoiceDocument value={choice.choice} />
        </>
      )}
      <details className="why-details">
        <summary>{t('drawer.input')}</summary>
        <ChoiceDocument value={choice.input} />
      </details>
    </>
  );
}
