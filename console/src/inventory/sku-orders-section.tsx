import { ShoppingOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { OrderStateTag } from '../ui/state-tag.tsx';
import { useLocations } from './use-locations.ts';

/** Orders that want a SKU, the newest first. */
export function SkuOrdersSection({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const { nameOf } = useLocations();
  const pages = usePages<OrderSummary>(['orders', 'of-sku', sku], (cursor, signal) =>
    answerOf(
      client.GET('/v1/orders', {
        params: { query: { search: sku, limit: 30, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <Section
      isFlush
      title={t('skuPage.orders')}
      extra={
        <Link to="/orders" search={{ search: sku }}>
          {t('skuPage.allOrders')}
        </Link>
      }
    >
      <CursorTable
        label={t('skuPage.orders')}
        height="360px"
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/orders/$id', params: { id } })}
        columns={[
          {
            key: 'id',
            title: t('order.id'),
            width: '120px',
            render: (row) => <span className="code">{row.id}</span>,
          },
          {
            key: 'customer',
            title: t('order.customer'),
            width: 'minmax(120px, 1fr)',
            render: (row) => row.customerName,
          },
          {
            key: 'placed',
            title: t('order.placed'),
            width: '140px',
            render: (row) => <Moment at={row.placedAt} />,
          },
          {
            key: 'promised',
            title: t('order.promised'),
            width: '140px',
            render: (row) => (row.promisedAt === null ? '—' : <Moment at={row.promisedAt} />),
          },
          {
            key: 'from',
            title: t('order.from'),
            width: 'minmax(140px, 1fr)',
            render: (row) => row.locations.map(nameOf).join(', '),
          },
          {
            key: 'state',
            title: t('state'),
            width: '140px',
            render: (row) => <OrderStateTag state={row.state} />,
          },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <span className="code">{row.id}</span>
              <OrderStateTag state={row.state} />
            </div>
            <div className="inventory-card-foot">
              <span>{row.customerName}</span>
              <Moment at={row.placedAt} />
            </div>
          </div>
        )}
        empty={
          <EmptyState
            icon={<ShoppingOutlined />}
            title={t('skuPage.noOrders')}
            lead={t('skuPage.noOrdersLead')}
          />
        }
      />
    </Section>
  );
}
