import { RollbackOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { GoodsOf, ReasonOf } from '../returns/return-cells.tsx';
import { creditedMinor } from '../returns/return-progress.ts';
import { ReturnStateTag } from '../returns/return-tags.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay, formatMoney } from '../ui/format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import './own.css';

/** What a customer sends back, newest first, and how far it is. */
export function OwnReturnsPage() {
  const { t } = useTranslation('own');
  const { t: common } = useTranslation();
  const { rows, isLoading, hasMore, isLoadingMore, problem, loadMore, retry } = usePages(
    ['returns', 'own'],
    (cursor, signal) =>
      answerOf(
        client.GET('/v1/returns', {
          params: { query: cursor === undefined ? {} : { cursor } },
          signal,
        }),
      ),
  );
  return (
    <Page title={t('returns')} lead={t('returnsLead')}>
      {problem !== null && <ProblemNotice problem={problem} onRetry={retry} />}
      {isLoading && problem === null && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {rows.length === 0 && !hasMore && !isLoading && problem === null && (
        <Section>
          <EmptyState
            icon={<RollbackOutlined />}
            title={t('noReturns')}
            lead={t('noReturnsLead')}
            action={<Link to="/orders">{t('all')}</Link>}
          />
        </Section>
      )}
      <div className="own-list">
        {rows.map((one) => (
          <OwnReturnCard key={one.id} one={one} />
        ))}
        {hasMore && (
          <Button className="own-more" loading={isLoadingMore} onClick={loadMore}>
            {common('more')}
          </Button>
        )}
      </div>
    </Page>
  );
}

function OwnReturnCard({ one }: { readonly one: ListedReturn }) {
  const { t, i18n } = useTranslation('own');
  const credited = creditedMinor(one);
  return (
    <Link to="/orders/$id" params={{ id: one.orderId }} className="own-card">
      <span className="own-card-line">
        <span className="own-card-number">{t('ofOrder', { number: one.orderExternalId })}</span>
        <ReturnStateTag state={one.state} />
      </span>
      <span className="own-card-line">
        <GoodsOf one={one} />
        <ReasonOf one={one} />
      </span>
      <span className="own-card-line quiet">
        <span>
          {one.expiresAt === null
            ? t('asked', { day: formatDay(one.requestedAt, i18n.language) })
            : t('sendBy', { day: formatDay(one.expiresAt, i18n.language) })}
        </span>
        {credited > 0 && (
          <span>
            {t('credited', { amount: formatMoney(credited, one.currency, i18n.language) })}
          </span>
        )}
      </span>
    </Link>
  );
}
