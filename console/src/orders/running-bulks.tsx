import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { progressOf } from './bulk-target.ts';

const RECENT = 10;

/** What is being done to many orders at this moment, by whomever, and how far it is. */
export function RunningBulks({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation('orders');
  const { data } = useQuery({
    queryKey: ['bulk_changes', 'running'],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/bulk-changes', { params: { query: { limit: RECENT } }, signal })),
  });
  const running = (data?.items ?? []).filter(
    ({ state }) => state === 'running' || state === 'undoing',
  );
  return running.map((bulk) => {
    const { done, total } = progressOf(bulk);
    return (
      <button key={bulk.id} type="button" className="bulk-now" onClick={() => onOpen(bulk.id)}>
        <span className="bulk-now-name">
          {bulk.state === 'undoing' ? t('bulk.undoing') : t(`bulk.title.${bulk.action}`)}
        </span>
        <Progress
          size="small"
          showInfo={false}
          aria-hidden
          percent={total === 0 ? 100 : (done / total) * 100}
        />
        <span className="numbers quiet">{t('bulk.running', { done, count: total })}</span>
      </button>
    );
  });
}
