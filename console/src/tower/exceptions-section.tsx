import { CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Exception } from '../client/contract.generated.d.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useNow } from '../ui/figures.tsx';
import { formatDuration, formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SeverityTag, useExceptionKind } from '../ui/exception-kind.tsx';

const SHOWN = 5;

/** What is stuck, failed or contradicts itself: the most urgent, each leading to where it is dealt with. */
export function ExceptionsSection({ open }: { readonly open: number | null }) {
  const { t, i18n } = useTranslation('tower');
  const query = useQuery({
    queryKey: ['exceptions', 'urgent'],
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/exceptions', { params: { query: { limit: SHOWN } }, signal })),
    placeholderData: (before) => before,
  });
  const items = query.data?.items ?? [];
  return (
    <Section
      className="tower-side"
      title={t('exceptions.heading')}
      isFlush
      extra={
        open !== null &&
        open > 0 && (
          <Link to="/exceptions">
            {t('exceptions.all', { number: formatQuantity(open, i18n.language) })}
          </Link>
        )
      }
    >
      {query.error !== null && (
        <div className="tower-pad">
          <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.isPending && (
        <div className="tower-pad">
          <Skeleton active paragraph={{ rows: 6 }} title={false} />
        </div>
      )}
      {query.isSuccess && items.length === 0 && (
        <EmptyState
          icon={<CheckCircleOutlined />}
          title={t('exceptions.none')}
          lead={t('exceptions.noneLead')}
        />
      )}
      <ul className="tower-list">
        {items.map((item) => (
          <li key={item.id}>
            <Urgent item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Urgent({ item }: { readonly item: Exception }) {
  const { t, i18n } = useTranslation('tower');
  const kindOf = useExceptionKind();
  const now = useNow(20_000);
  const leftMs = Date.parse(item.dueAt) - now;
  const time = formatDuration(leftMs, i18n.language);
  const [first] = item.subjects;
  const subject =
    item.subjectCount > 1 || first === undefined
      ? t('exceptions.many', { number: formatQuantity(item.subjectCount, i18n.language) })
      : first.orderId === null
        ? first.subject.slice(first.subject.indexOf('/') + 1)
        : t('exceptions.order', { id: first.orderId });
  const advice = i18n.language === 'zh-CN' ? item.suggestion['zh-CN'] : item.suggestion.en;
  return (
    <Link to="/exceptions" search={{ id: item.id }} className="tower-item">
      <span className="tower-item-head">
        <SeverityTag severity={item.severity} />
        <span
          className={leftMs < 0 ? 'tower-item-due figure-bad numbers' : 'tower-item-due numbers'}
        >
          {leftMs < 0 ? t('exceptions.overdue', { time }) : t('exceptions.dueIn', { time })}
        </span>
      </span>
      <span className="tower-item-title">
        {kindOf(item.kind)}
        <span className="tower-item-subject"> · {subject}</span>
      </span>
      <span className="tower-item-note">{advice}</span>
    </Link>
  );
}
