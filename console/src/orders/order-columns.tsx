import { FlagFilled } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import type { Column } from '../ui/cursor-table.tsx';
import { Money, Moment } from '../ui/figures.tsx';
import { OrderStateTag, PaymentStateTag } from '../ui/state-tag.tsx';
import { PromiseMoment } from './promise-moment.tsx';
import type { ColumnChoice, ColumnKey } from './saved-views.ts';
import type { Names } from '../ui/use-names.ts';

type OrderColumn = Omit<Column<OrderSummary>, 'key' | 'title'>;

/** What stands in the columns of the list, as somebody has chosen and arranged them. */
export function orderColumns(
  choices: readonly ColumnChoice[],
  names: Names,
  t: TFunction<['orders', 'common']>,
): readonly Column<OrderSummary>[] {
  const all: Readonly<Record<ColumnKey, OrderColumn>> = {
    id: {
      width: '124px',
      isSticky: true,
      render: ({ id, priority }) => (
        <>
          <Link to="/orders/$id" params={{ id }} className="orders-number numbers">
            {id}
          </Link>
          {priority > 5 && (
            <span className="orders-flag" title={`${t('orders:columns.priority')} ${priority}`}>
              <FlagFilled aria-label={`${t('orders:columns.priority')} ${priority}`} />
            </span>
          )}
        </>
      ),
    },
    state: { width: '120px', render: ({ state }) => <OrderStateTag state={state} /> },
    customer: {
      width: 'minmax(112px, 1.4fr)',
      render: ({ customerName }) => <span title={customerName}>{customerName}</span>,
    },
    total: {
      width: '108px',
      align: 'end',
      render: ({ totalMinor, currency }) =>
        // Who may not see money gets an order without it.
        totalMinor === undefined ? (
          t('common:none')
        ) : (
          <Money minor={totalMinor} currency={currency} />
        ),
    },
    paymentState: {
      width: '136px',
      render: ({ paymentState }) => <PaymentStateTag state={paymentState} />,
    },
    country: {
      width: 'minmax(88px, 1fr)',
      render: ({ countryCode }) => {
        const name = names.countryName(countryCode);
        return <span title={name}>{name}</span>;
      },
    },
    channel: {
      width: 'minmax(96px, 1.2fr)',
      render: ({ channel }) => {
        const name = names.channelName(channel);
        return <span title={name}>{name}</span>;
      },
    },
    locations: {
      width: 'minmax(96px, 1.3fr)',
      render: ({ locations }) => {
        const name = locations.map(names.locationName).join(', ');
        return name === '' ? (
          <span className="quiet">{t('common:none')}</span>
        ) : (
          <span title={name}>{name}</span>
        );
      },
    },
    placedAt: { width: '100px', render: ({ placedAt }) => <Moment at={placedAt} isRelative /> },
    promisedAt: {
      width: 'minmax(148px, 1.3fr)',
      render: (order) => <PromiseMoment order={order} />,
    },
    priority: {
      width: '84px',
      align: 'end',
      render: ({ priority }) => (
        <span className={priority > 5 ? 'numbers orders-urgent' : 'numbers quiet'}>{priority}</span>
      ),
    },
    kind: { width: '118px', render: ({ kind }) => t(`common:orderKind.${kind}`) },
    externalId: {
      width: 'minmax(150px, 1fr)',
      render: ({ externalId }) => (
        <span className="code" title={externalId}>
          {externalId}
        </span>
      ),
    },
  };
  return choices
    .filter(({ isShown }) => isShown)
    .map(({ key, widthPx }) => ({
      key,
      title: t(`orders:columns.${key}`),
      ...all[key],
      ...(widthPx === null ? {} : { width: `${widthPx}px` }),
    }));
}
