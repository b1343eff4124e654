import { Button } from 'antd';
import { RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event, Order } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useOrderEvents } from './order-queries.ts';
import { useAsk } from './why-provider.tsx';
import { useActor, useWord } from './words.ts';

const FEW = 8;

/** All that has happened to the order, newest first; each can be opened. */
export function OrderHistorySection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const { data } = useOrderEvents(order.id);
  const [isAll, setAll] = useState(false);
  const events = (data?.items ?? []).toReversed();
  if (data !== undefined && events.length === 0) return null;
  const shown = isAll ? events : events.slice(0, FEW);
  return (
    <Section
      title={t('history.title')}
      extra={<span>{t('history.count', { count: events.length })}</span>}
      isFlush
    >
      <EventList events={shown} />
      {events.length > FEW && (
        <div className="history-more">
          <Button type="link" onClick={() => setAll(!isAll)}>
            {isAll ? t('history.few') : t('history.all', { count: events.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Events as rows that open. */
export function EventList({
  events,
  hasSubject = false,
}: {
  readonly events: readonly Event[];
  readonly hasSubject?: boolean;
}) {
  return (
    <ul className="events">
      {events.map((event) => (
        <EventRow key={event.id} event={event} hasSubject={hasSubject} />
      ))}
    </ul>
  );
}

function EventRow({ event, hasSubject }: { readonly event: Event; readonly hasSubject: boolean }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const actor = useActor();
  const ask = useAsk();
  const [isOpen, setOpen] = useState(false);
  const traceId = event.traceparent.split('-')[1] ?? '';
  const { text } = (event.data ?? {}) as { readonly text?: unknown };
  return (
    <li className={isOpen ? 'event event-open' : 'event'}>
      <button
        type="button"
        className="event-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <RightOutlined className="event-arrow" aria-hidden />
        <span className="event-name">
          {word('event', event.type)}
          {hasSubject && <span className="quiet code"> {event.subject}</span>}
          {event.type === 'order.noted' && typeof text === 'string' && (
            <span className="quiet"> {text}</span>
          )}
        </span>
        <span className="event-actor quiet">{actor(event.actor ?? '')}</span>
        <span className="event-time quiet">
          <Moment at={event.time} />
        </span>
      </button>
      {isOpen && (
        <div className="event-body">
          <dl className="order-pairs">
            <div>
              <dt>{t('history.occurred')}</dt>
              <dd>
                <Moment at={event.time} />
              </dd>
            </div>
            <div>
              <dt>{t('history.recorded')}</dt>
              <dd>
                <Moment at={event.recordedtime} />
              </dd>
            </div>
            <div>
              <dt>{t('history.actor')}</dt>
              <dd className="code">{event.actor}</dd>
            </div>
            <div>
              <dt>{t('history.trace')}</dt>
              <dd>
                <Button type="link" size="small" onClick={() => ask({ about: 'trace', traceId })}>
                  <span className="code">{traceId.slice(0, 12)}…</span> {t('history.openTrace')}
                </Button>
              </dd>
            </div>
          </dl>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard */}
          <pre className="event-data" tabIndex={0} aria-label={t('history.data')}>
            {JSON.stringify(event.data, null, 2)}
          </pre>
        </div>
      )}
    </li>
  );
}
