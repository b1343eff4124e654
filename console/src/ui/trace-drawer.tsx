import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { EventList } from './event-list.tsx';
import { ReadingDrawer } from './reading-drawer.tsx';

/** As many events as a chain shows. */
const EVENTS_MAX = 500;

/** The whole chain of what one trace has caused, oldest first. */
export function TraceDrawer({
  traceId,
  onClose,
}: {
  readonly traceId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('order');
  const { data, error, isPending } = useQuery({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/events', {
          params: { query: { trace: traceId, limit: EVENTS_MAX } },
          signal,
        }),
      ),
  });
  return (
    <ReadingDrawer title={t('trace.title')} onClose={onClose}>
      <p className="quiet">{t('trace.lead')}</p>
      <p className="code trace-id">{traceId}</p>
      {isPending && <Skeleton active />}
      {error !== null && <ProblemNotice problem={error} />}
      {data?.items.length === 0 && <p>{t('trace.empty')}</p>}
      {data !== undefined && <EventList events={data.items} hasSubject />}
    </ReadingDrawer>
  );
}
