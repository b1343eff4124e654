import { useTranslation } from 'react-i18next';
import type { Order, OrderSummary } from '../client/contract.generated.d.ts';
import './state-tag.css';

/** The mood of a tag: how much of somebody's attention it wants. */
export type Mood = 'quiet' | 'info' | 'good' | 'warn' | 'bad' | 'accent';

/** A word with a colour and a dot; the word alone says it all, the colour only helps the eye. */
export function Tag({
  mood,
  children,
}: {
  readonly mood: Mood;
  readonly children: React.ReactNode;
}) {
  return (
    <span className={`tag tag-${mood}`}>
      <span className="tag-dot" aria-hidden />
      {children}
    </span>
  );
}

export const ORDER_STATE_MOODS: Readonly<Record<OrderSummary['state'], Mood>> = {
  placed: 'quiet',
  held: 'warn',
  backordered: 'warn',
  sourced: 'info',
  released: 'info',
  picking: 'info',
  packed: 'info',
  shipped: 'accent',
  delivered: 'good',
  returning: 'warn',
  returned: 'quiet',
  closed: 'quiet',
  cancelled: 'quiet',
};

const PAYMENT_STATE_MOODS: Readonly<Record<Order['paymentState'], Mood>> = {
  unpaid: 'quiet',
  authorised: 'info',
  partly_captured: 'info',
  partly_paid: 'info',
  paid: 'good',
  failed: 'bad',
  expired: 'bad',
  refunded: 'quiet',
  charged_back: 'bad',
  not_required: 'quiet',
};

/** Where an order stands. */
export function OrderStateTag({ state }: { readonly state: OrderSummary['state'] }) {
  const { t } = useTranslation();
  return <Tag mood={ORDER_STATE_MOODS[state]}>{t(`orderState.${state}`)}</Tag>;
}

/** Where the payment of an order stands. */
export function PaymentStateTag({ state }: { readonly state: Order['paymentState'] }) {
  const { t } = useTranslation();
  return <Tag mood={PAYMENT_STATE_MOODS[state]}>{t(`paymentState.${state}`)}</Tag>;
}
