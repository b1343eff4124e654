import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { EventList } from '../ui/event-list.tsx';
import { Section } from '../ui/page.tsx';
import { useOrderEvents } from './order-queries.ts';
import { useAsk } from './why-provider.tsx';

const FEW = 8;

/** All that has happened to the order, newest first; each can be opened. */
export function OrderHistorySection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const { data } = useOrderEvents(order.id);
  const ask = useAsk();
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
      <EventList events={shown} onTrace={(traceId) => ask({ about: 'trace', traceId })} />
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
