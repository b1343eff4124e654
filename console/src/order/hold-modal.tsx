import { AutoComplete, DatePicker, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMe } from '../client/session.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';
import { useWord } from '../locales/words.ts';

const KINDS = [
  'fraud_check',
  'address_check',
  'payment_check',
  'customer_request',
  'other',
] as const;

/** Stops the order until somebody has decided. */
export function HoldModal({ order, onClose }: ActionModalProps) {
  const { t } = useTranslation('order');
  const word = useWord();
  const { actor } = useMe();
  const [kind, setKind] = useState<string>('customer_request');
  const [owner, setOwner] = useState(actor.split('/')[1] ?? '');
  const [dueAt, setDueAt] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="hold"
      isReady={reason.trim() !== '' && kind.trim() !== ''}
      consequences={[t('action.hold.consequence'), t('action.hold.soft')]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/holds', {
            params: { path: { id: order.id } },
            body: {
              kind,
              reason,
              ...(owner === '' ? {} : { owner }),
              ...(dueAt === null ? {} : { dueAt }),
            },
          }),
        )
      }
    >
      <ReasonField value={reason} onChange={setReason} />
      <div className="field-grid">
        <Field label={t('action.hold.kind')}>
          <AutoComplete
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: word('hold', value) }))}
          />
        </Field>
        <Field label={t('action.hold.owner')}>
          <Input value={owner} maxLength={100} onChange={(event) => setOwner(event.target.value)} />
        </Field>
        <Field label={t('action.hold.due')}>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            onChange={(date) => setDueAt(date?.toISOString() ?? null)}
          />
        </Field>
      </div>
    </ActionModal>
  );
}
