import { RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '../client/contract.generated.d.ts';
import { useActor, useWord } from '../locales/words.ts';
import './event-list.css';
import { Moment } from './figures.tsx';

/** Events as rows that open. */
export function EventList({
  events,
  hasSubject = false,
  onTrace,
}: {
  readonly events: readonly Event[];
  readonly hasSubject?: boolean;
  /** Opens the chain of events that an event belongs to, where they are not that chain already. */
  readonly onTrace?: (traceId: string) => void;
}) {
  return (
    <ul className="events">
      {events.map((event) => (
        <EventRow key={event.id} event={event} hasSubject={hasSubject} onTrace={onTrace} />
      ))}
    </ul>
  );
}

function EventRow({
  event,
  hasSubject,
  onTrace,
}: {
  readonly event: Event;
  readonly hasSubject: boolean;
  readonly onTrace: ((traceId: string) => void) | undefined;
}) {
  const { t } = useTranslation('order');
  const word = useWord();
  const actor = useActor();
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
                {onTrace === undefined ? (
                  <span className="code">{traceId.slice(0, 12)}…</span>
                ) : (
                  <Button type="link" size="small" onClick={() => onTrace(traceId)}>
                    <span className="code">{traceId.slice(0, 12)}…</span> {t('history.openTrace')}
                  </Button>
                )}
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
