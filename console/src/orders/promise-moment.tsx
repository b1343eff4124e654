import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { Moment, useNow } from '../ui/figures.tsx';
import { formatDuration } from '../ui/format.ts';

const WAITED_FOR: ReadonlySet<OrderSummary['state']> = new Set([
  'placed',
  'held',
  'backordered',
  'sourced',
  'released',
  'picking',
  'packed',
  'shipped',
]);

/** By how many milliseconds an order is late; null: it is not. */
export function lateBy(
  { state, promisedAt }: Pick<OrderSummary, 'state' | 'promisedAt'>,
  nowMs: number,
): number | null {
  if (promisedAt === null || !WAITED_FOR.has(state)) return null;
  const late = nowMs - Date.parse(promisedAt);
  return late > 0 ? late : null;
}

/** When an order was promised, and by how much it is late. */
export function PromiseMoment({ order }: { readonly order: OrderSummary }) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const late = lateBy(order, useNow(60_000));
  if (order.promisedAt === null) return <span className="quiet">{t('common:none')}</span>;
  if (late === null) return <Moment at={order.promisedAt} />;
  return (
    <span className="orders-late">
      {late < 60_000
        ? t('orders:late')
        : t('orders:lateBy', { time: formatDuration(late, i18n.language) })}
    </span>
  );
}
