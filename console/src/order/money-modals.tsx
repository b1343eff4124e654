import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { randomId } from '../client/random-id.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { formatMoney } from '../ui/format.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';
import { overpaidMinor } from './order-actions.ts';

/** Sends back what is paid too much. */
export function RefundModal({ order, onClose }: ActionModalProps) {
  const { t, i18n } = useTranslation('order');
  const { currency } = order;
  const maxMinor = overpaidMinor(order);
  const [minor, setMinor] = useState(maxMinor);
  const [reason, setReason] = useState('');
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="refund"
      isReady={minor > 0 && reason.trim() !== ''}
      consequences={[
        t('action.refund.consequence'),
        t('action.refund.left', { amount: formatMoney(maxMinor, currency, i18n.language) }),
      ]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/refunds', {
            params: { path: { id: order.id } },
            body: { amountMinor: minor, reason },
          }),
        )
      }
    >
      <Field label={t('action.refund.amount', { currency })}>
        <AmountInput currency={currency} minor={minor} maxMinor={maxMinor} onChange={setMinor} />
      </Field>
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}

/** Money back for a disappointment. */
export function AppeaseModal({ order, onClose }: ActionModalProps) {
  const { t, i18n } = useTranslation('order');
  const { currency, totals } = order;
  const [minor, setMinor] = useState(0);
  const [reason, setReason] = useState('');
  // The same reference counts once, so that a second click credits nothing twice.
  const [reference] = useState(randomId);
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="appease"
      isReady={minor > 0 && reason.trim() !== ''}
      consequences={[
        t('action.appease.consequence', { amount: formatMoney(minor, currency, i18n.language) }),
        t('action.appease.noGoods'),
      ]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/appease', {
            params: { path: { id: order.id } },
            body: { amountMinor: minor, reason, reference },
          }),
        )
      }
    >
      <Field label={t('action.appease.amount', { currency })}>
        <AmountInput
          currency={currency}
          minor={minor}
          maxMinor={totals.totalMinor - (totals.creditedMinor ?? 0)}
          onChange={setMinor}
        />
      </Field>
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}
