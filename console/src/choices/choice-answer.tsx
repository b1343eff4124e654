import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/figures.tsx';
import '../order/why-drawer.css';
import { Agreement } from './agreement.tsx';
import { CartonView } from './carton-view.tsx';
import { ChoiceDocument } from './choice-document.tsx';
import { pictureOf } from './choice-picture.ts';
import { ChoicePictureView } from './choice-picture-view.tsx';
import './choices.css';
import { useChoiceContext, type OrderOfChoice } from './use-choice-context.ts';
import { useChoiceWords } from './use-choice-words.ts';
import type { Decided } from './use-decisions.ts';
import { useFieldText } from './use-field-text.ts';
import { WhatIfPanel } from './what-if-panel.tsx';

/** Why something was chosen, what else was weighed, what would have been on other conditions, and on what it rests. */
export function ChoiceAnswer({
  choice,
  order = null,
}: {
  readonly choice: Decided;
  /** What is known of the order that it is about. */
  readonly order?: OrderOfChoice | null;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const context = useChoiceContext(choice, order);
  const text = useFieldText(context);
  const picture = pictureOf(choice.kind, choice.choice, choice.input);
  const isLate =
    choice.kind === 'fulfilment.carrier' &&
    (choice.choice as { readonly keepsPromise?: boolean }).keepsPromise === false;
  return (
    <>
      <Agreement agrees={choice.agrees} />
      <p className="why-facts">
        <Moment at={choice.occurredAt} />
        <span>{t('version', { version: choice.version })}</span>
        <span className="code">{choice.subject.slice(choice.subject.indexOf('/') + 1)}</span>
      </p>
      <p className="choice-rule">{words.rule(choice.kind)}</p>
      {isLate && <p className="order-warn">{t('breaksPromise')}</p>}
      {picture.figures.length > 0 && (
        <dl className="choice-figures">
          {picture.figures.map(({ field, value }, index) => (
            <div key={`${field} ${index}`}>
              <dt>{words.field(choice.kind, field)}</dt>
              <dd className="numbers">{text(field, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {choice.kind === 'fulfilment.carton' && (
        <CartonView choice={choice.choice} context={context} />
      )}
      {picture.rows.length > 0 && <h3 className="why-subheading">{t('weighed')}</h3>}
      <ChoicePictureView picture={picture} context={context} />
      <WhatIfPanel key={choice.sequence} choice={choice} context={context} />
      <details className="why-details">
        <summary>{t('input')}</summary>
        <ChoiceDocument value={choice.input} context={context} />
      </details>
      <details className="why-details">
        <summary>{t('output')}</summary>
        <ChoiceDocument value={choice.choice} context={context} />
      </details>
    </>
  );
}
