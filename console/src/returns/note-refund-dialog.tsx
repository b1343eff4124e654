import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { Field } from '../order/action-modal.tsx';
import { AmountInput } from '../ui/amount-input.tsx';
import { formatMoney } from '../ui/format.ts';
import { StepDialog } from './step-dialog.tsx';
import { useReturnStep } from './use-return-step.ts';

const REFERENCE_LENGTH_MAX = 128;

/** Keeps that money went back by other hands: a marketplace, a bank, the till. */
export function NoteRefundDialog({
  one,
  balanceMinor,
  onClose,
}: {
  readonly one: ListedReturn;
  readonly balanceMinor: number;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('returns');
  const carryOut = useReturnStep(one);
  const [minor, setMinor] = useState(balanceMinor);
  const [reference, setReference] = useState('');
  const amount = (value: number): string => formatMoney(value, one.currency, i18n.language);
  return (
    <StepDialog
      title={t('noteRefund.title')}
      okText={t('noteRefund.ok')}
      said={t('noteRefund.done')}
      isReady={minor > 0 && reference.trim() !== ''}
      onClose={onClose}
      consequences={[
        t('noteRefund.cause', { amount: amount(minor) }),
        t('noteRefund.causeLeft', { amount: amount(Math.max(0, balanceMinor - minor)) }),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/orders/{id}/payments', {
            params: { path: { id: one.orderId } },
            body: { kind: 'refunded', amountMinor: minor, reference: reference.trim() },
          }),
        )
      }
    >
      <Field label={t('noteRefund.amount', { currency: one.currency })}>
        <AmountInput
          currency={one.currency}
          minor={minor}
          maxMinor={balanceMinor}
          onChange={setMinor}
        />
      </Field>
      <Field label={t('noteRefund.reference')}>
        <Input
          autoFocus
          value={reference}
          maxLength={REFERENCE_LENGTH_MAX}
          placeholder={t('noteRefund.referenceHint')}
          onChange={(event) => setReference(event.target.value)}
        />
      </Field>
    </StepDialog>
  );
}
