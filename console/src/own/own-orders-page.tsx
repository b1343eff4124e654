import { ShoppingOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Money } from '../ui/figures.tsx';
import { formatDay } from '../ui/format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { ORDER_STATE_MOODS, Tag } from '../ui/state-tag.tsx';
import './own.css';

/** What a customer has ordered, newest first, and where each of it is. */
export function OwnOrdersPage() {
  const { t } = useTranslation('own');
  const { t: common } = useTranslation();
  const [search, setSearch] = useState('');
  const { rows, isLoading, hasMore, isLoadingMore, problem, loadMore, retry } = usePages(
    ['orders', 'own', search],
    (cursor, signal) =>
      answerOf(
        client.GET('/v1/orders', {
          params: {
            query: {
              ...(search === '' ? {} : { search }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
  );
  const isEmpty = rows.length === 0 && !hasMore && !isLoading && problem === null;
  return (
    <Page title={t('orders')} lead={t('ordersLead')}>
      {!(isEmpty && search === '') && (
        <div className="own-tools">
          <SearchField
            label={t('searchLabel')}
            placeholder={t('search')}
            value={search}
            onChange={setSearch}
          />
        </div>
      )}
      {problem !== null && <ProblemNotice problem={problem} onRetry={retry} />}
      {isLoading && problem === null && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {isEmpty && (
        <Section>
          <EmptyState
            icon={<ShoppingOutlined />}
            title={t(search === '' ? 'noOrders' : 'noneFound')}
            lead={t(search === '' ? 'noOrdersLead' : 'noneFoundLead')}
          />
        </Section>
      )}
      <div className="own-list">
        {rows.map((order) => (
          <OwnOrderCard key={order.id} order={order} />
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

function OwnOrderCard({ order }: { readonly order: OrderSummary }) {
  const { t, i18n } = useTranslation('own');
  const { id, externalId, state, totalMinor, currency, placedAt, promisedAt } = order;
  const isUnderWay = !['delivered', 'closed', 'returned', 'cancelled'].includes(state);
  return (
    <Link to="/orders/$id" params={{ id }} className="own-card">
      <span className="own-card-line">
        <span className="own-card-number">{t('order', { number: externalId })}</span>
        <Tag mood={ORDER_STATE_MOODS[state]}>{t(`state.${state}`)}</Tag>
      </span>
      <span className="own-card-line quiet">
        <span>
          {isUnderWay && promisedAt !== null
            ? t('promised', { day: formatDay(promisedAt, i18n.language) })
            : t('ordered', { day: formatDay(placedAt, i18n.language) })}
        </span>
        <Money minor={totalMinor} currency={currency} />
      </span>
    </Link>
  );
}
