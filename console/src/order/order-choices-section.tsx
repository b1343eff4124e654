import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { useChoiceWords } from '../choices/use-choice-words.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useChoices, useTimeline } from './order-queries.ts';
import { useAsk, type Question } from './why-provider.tsx';

const SOURCING_EVENTS = new Set([
  'order.placed',
  'order.amended',
  'order.sourced',
  'order.lines_cancelled',
]);

/** Every automatic choice about the order; each opens its reasons. */
export function OrderChoicesSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const words = useChoiceWords();
  const ask = useAsk();
  const { data: timeline } = useTimeline(order.id);
  const { data: choices } = useChoices(order.id);
  const others = choices?.items ?? [];
  const otherSequences = new Set(others.map(({ sequence }) => sequence));
  const rows: { key: string; at: string; what: string; question: Question }[] = [
    ...(timeline?.events ?? [])
      .filter(
        ({ hasDecision, type, cursor }) =>
          hasDecision && SOURCING_EVENTS.has(type) && !otherSequences.has(cursor),
      )
      .map(({ id, occurredAt }) => ({
        key: id,
        at: occurredAt,
        what: t('choices.sourcing'),
        question: { about: 'sourcing' as const, event: id },
      })),
    ...others.map(({ sequence, occurredAt, kind }) => ({
      key: sequence,
      at: occurredAt,
      what: words.kind(kind),
      question: { about: 'choice' as const, sequence },
    })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return (
    <Section title={t('choices.title')}>
      {rows.length === 0 ? (
        <p className="quiet">{t('choices.none')}</p>
      ) : (
        <ul className="choices">
          {rows.map(({ key, at, what, question }) => (
            <li key={key}>
              <button type="button" onClick={() => ask(question)}>
                <span>{what}</span>
                <span className="quiet">
                  <Moment at={at} />
                </span>
                <span className="choices-why">{t('why')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
