import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { EventList } from './order-history-section.tsx';
import { useTraceEvents } from './order-queries.ts';

/** The whole chain of what one trace has caused, oldest first. */
export function TraceDrawer({
  traceId,
  onClose,
}: {
  readonly traceId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('order');
  const { data, error, isPending } = useTraceEvents(traceId);
  return (
    <Drawer
      open
      size="min(680px, 100vw)"
      title={t('trace.title')}
      onClose={onClose}
      className="why-drawer"
    >
      <p className="quiet">{t('trace.lead')}</p>
      <p className="code trace-id">{traceId}</p>
      {isPending && <Skeleton active />}
      {error !== null && <ProblemNotice problem={error} />}
      {data?.items.length === 0 && <p>{t('trace.empty')}</p>}
      {data !== undefined && <EventList events={data.items} hasSubject />}
    </Drawer>
  );
}
