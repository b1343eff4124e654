import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { Money, Moment, useNow } from '../ui/figures.tsx';
import { OrderStateTag, PaymentStateTag } from '../ui/state-tag.tsx';
import { lateBy, PromiseMoment } from './promise-moment.tsx';
import type { Names } from '../ui/use-names.ts';

/** States of payment that somebody has to look at, or that hold the order up. */
const TOLD: ReadonlySet<OrderSummary['paymentState']> = new Set([
  'failed',
  'expired',
  'partly_paid',
  'charged_back',
]);

/** An order on a phone. */
export function OrderCard({
  order,
  names,
}: {
  readonly order: OrderSummary;
  readonly names: Names;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const isLate = lateBy(order, useNow(60_000)) !== null;
  const where = [names.countryName(order.countryCode), names.channelName(order.channel)].join(
    ' · ',
  );
  return (
    <div className="order-card">
      <div className="order-card-line">
        <span className="orders-number numbers">{order.id}</span>
        <OrderStateTag state={order.state} />
      </div>
      <div className="order-card-line">
        <span className="order-card-text">{order.customerName}</span>
        {order.totalMinor !== undefined && (
          <Money minor={order.totalMinor} currency={order.currency} />
        )}
      </div>
      <div className="order-card-line quiet">
        <span className="order-card-text">{where}</span>
        {isLate ? <PromiseMoment order={order} /> : <Moment at={order.placedAt} isRelative />}
      </div>
      {(TOLD.has(order.paymentState) || order.priority > 5) && (
        <div className="order-card-tags">
          {TOLD.has(order.paymentState) && <PaymentStateTag state={order.paymentState} />}
          {order.priority > 5 && (
            <span className="orders-urgent">
              {t('orders:columns.priority')} {order.priority}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
