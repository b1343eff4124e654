import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { DeliveryView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { Rows, RowWords } from './rows.tsx';
import { useEventWords } from './use-event-words.ts';

const PAGE_ROWS = 30;
/** Attempts are no events: the newest are asked for while somebody looks. */
const LOOK_EVERY_MS = 2_000;

/** Every attempt at a delivery, the newest first, as they happen. */
export function DeliveryLog({ webhookId }: { readonly webhookId: string }) {
  const { t } = useTranslation('system');
  const queries = useQueryClient();
  const pages = usePages<DeliveryView>(['webhook', webhookId, 'deliveries'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/webhooks/{id}/deliveries', {
        params: {
          path: { id: webhookId },
          query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  useEffect(() => {
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['webhook', webhookId] }),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [queries, webhookId]);
  return (
    <Rows
      label={t('webhooks.deliveries')}
      items={pages.rows}
      rowKey={({ id }) => id}
      isLoading={pages.isLoading}
      problem={pages.problem}
      retry={pages.retry}
      empty={
        <EmptyState title={t('webhooks.noDeliveries')} lead={t('webhooks.noDeliveriesLead')} />
      }
      more={
        pages.hasMore && (
          <div className="system-more">
            <Button loading={pages.isLoadingMore} onClick={pages.loadMore}>
              {t('more')}
            </Button>
          </div>
        )
      }
    >
      {(delivery) => <Delivery delivery={delivery} />}
    </Rows>
  );
}

function Delivery({ delivery }: { readonly delivery: DeliveryView }) {
  const { t } = useTranslation('system');
  const { eventName } = useEventWords();
  const { isDelivered, httpStatus, orderId, attempt, answer, durationMs } = delivery;
  return (
    <>
      <RowWords
        title={eventName(delivery.eventType)}
        tags={
          <Tag mood={isDelivered ? 'good' : 'bad'}>
            {isDelivered ? t('webhooks.arrived') : t('webhooks.failed')}
            {httpStatus !== null && ` · ${httpStatus}`}
          </Tag>
        }
      >
        {orderId !== null && (
          <Link to="/orders/$id" params={{ id: orderId }}>
            {t('webhooks.order', { id: orderId })}
          </Link>
        )}
        {attempt > 1 && <span>{t('webhooks.attempt', { count: attempt })}</span>}
        {!isDelivered && answer !== '' && <span className="webhook-answer">{answer}</span>}
      </RowWords>
      <div className="system-row-end numbers">
        <span>{t('webhooks.took', { ms: durationMs })}</span>
        <Moment at={delivery.attemptedAt} isRelative />
      </div>
    </>
  );
}
