import { useTranslation } from 'react-i18next';
import type { Event, ListedReturn } from '../client/contract.generated.d.ts';
import { useActor, useWord } from '../locales/words.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useReturnEvents } from './return-queries.ts';

interface NamedUnits {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly disposition?: string;
  readonly note?: string;
}

/** What happened to the return, newest first, in words. */
export function ReturnHistorySection({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const word = useWord();
  const actor = useActor();
  const events = useReturnEvents(one.orderId, one.id).toReversed();
  if (events.length === 0) return null;
  return (
    <Section title={t('history.title')}>
      <ol className="return-history">
        {events.map((event) => (
          <li key={event.id}>
            <strong>{word('event', event.type)}</strong>
            <span className="quiet">
              <Moment at={event.time} />
              {Boolean(event.actor) && ` · ${actor(event.actor ?? '')}`}
            </span>
            <Details event={event} one={one} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Details({ event, one }: { readonly event: Event; readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const data = (event.data ?? {}) as {
    readonly received?: readonly NamedUnits[];
    readonly inspected?: readonly NamedUnits[];
  };
  const skuOf = (lineNumber: number): string =>
    one.lines.find((line) => line.lineNumber === lineNumber)?.sku ?? '';
  const units = data.received ?? data.inspected ?? [];
  if (units.length === 0) return null;
  return (
    <ul>
      {units.map((each, index) => (
        <li key={index}>
          <span className="numbers">{each.quantity}</span> ×{' '}
          <span className="code">{skuOf(each.lineNumber)}</span>
          {isDisposition(each.disposition) && ` → ${t(`disposition.${each.disposition}`)}`}
          {each.note !== undefined && each.note !== '' && (
            <span className="quiet"> · {each.note}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function isDisposition(
  name: string | undefined,
): name is 'restock' | 'refurbish' | 'scrap' | 'send_back' {
  return name !== undefined && ['restock', 'refurbish', 'scrap', 'send_back'].includes(name);
}
