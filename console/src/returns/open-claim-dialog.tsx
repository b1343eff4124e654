import { useQuery } from '@tanstack/react-query';
import { PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, DatePicker, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { Field } from '../order/action-modal.tsx';
import { useWord } from '../locales/words.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { formatMoney } from '../ui/format.ts';
import { PhotoField } from './photo-field.tsx';
import { StepDialog } from './step-dialog.tsx';
import { useReturnsAddress } from './use-returns-address.ts';

const KINDS = ['lost', 'damaged', 'late', 'missing_contents'] as const;
const ORDER_ID = /^[1-9]\d{0,14}$/;
const NOTE_LENGTH_MAX = 2_000;
const NAME_LENGTH_MAX = 64;
const AMOUNT_MINOR_MAX = 1_000_000_000_000;

/** Begins a claim against a carrier. */
export function OpenClaimButton() {
  const { t } = useTranslation('returns');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('openClaim.title')}
      </Button>
      {isOpen && <OpenClaimDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function OpenClaimDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('returns');
  const word = useWord();
  const [, show] = useReturnsAddress();
  const [orderId, setOrderId] = useState('');
  const [shipment, setShipment] = useState('');
  const [typedCarrier, setCarrier] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('lost');
  const [typedMinor, setMinor] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [dueAt, setDueAt] = useState<string | null>(null);
  const { order, shipments, isMissing } = useClaimedOrder(useDeferredValue(orderId.trim()));
  const chosen = shipments.find(({ id, trackingNumber }) =>
    [id, trackingNumber].includes(shipment),
  );
  const carrier = typedCarrier ?? chosen?.carrier ?? '';
  const minor = typedMinor ?? order?.totals.totalMinor ?? 0;
  const isReady =
    order !== undefined && shipment.trim() !== '' && carrier.trim() !== '' && minor > 0;
  return (
    <StepDialog
      title={t('openClaim.title')}
      okText={t('openClaim.title')}
      said={t('openClaim.done')}
      isReady={isReady}
      consequences={[
        isReady
          ? t('openClaim.cause', {
              amount: formatMoney(minor, order.currency, i18n.language),
              carrier: carrier.trim(),
            })
          : t('openClaim.causeUnknown'),
        t('openClaim.once'),
      ]}
      onDone={({ id }) => show({ view: 'claims', claim: id })}
      onClose={onClose}
      submit={() =>
        answerOf(
          client.POST('/v1/claims', {
            body: {
              orderId: orderId.trim(),
              shipment: shipment.trim(),
              carrier: carrier.trim(),
              kind,
              amountMinor: minor,
              ...(note.trim() === '' ? {} : { note: note.trim() }),
              ...(photoIds.length === 0 ? {} : { photoIds: [...photoIds] }),
              ...(dueAt === null ? {} : { dueAt }),
            },
          }),
        )
      }
    >
      <div className="field-grid">
        <Field label={t('openClaim.order')}>
          <Input
            autoFocus
            inputMode="numeric"
            value={orderId}
            maxLength={15}
            status={isMissing ? 'error' : ''}
            onChange={(event) => setOrderId(event.target.value)}
          />
        </Field>
        <Field label={t('openClaim.kind')}>
          <Select
            value={kind}
            onChange={setKind}
            aria-label={t('openClaim.kind')}
            options={KINDS.map((value) => ({ value, label: word('claimKind', value) }))}
          />
        </Field>
      </div>
      {isMissing && <p className="returns-overdue">{t('openClaim.noOrder')}</p>}
      <div className="field-grid">
        <Field label={t('openClaim.shipment')}>
          <AutoComplete
            value={shipment}
            onChange={setShipment}
            aria-label={t('openClaim.shipment')}
            options={shipments.map(({ id, trackingNumber, carrier: by }) => ({
              value: id,
              label: `${id} · ${by} ${trackingNumber}`,
            }))}
          />
        </Field>
        <Field label={t('column.carrier')}>
          <Input
            value={carrier}
            maxLength={NAME_LENGTH_MAX}
            onChange={(event) => setCarrier(event.target.value)}
          />
        </Field>
      </div>
      <div className="field-grid">
        <Field label={t('openClaim.amount', { currency: order?.currency ?? '' })}>
          <AmountInput
            currency={order?.currency ?? 'EUR'}
            minor={minor}
            maxMinor={AMOUNT_MINOR_MAX}
            onChange={setMinor}
          />
        </Field>
        <Field label={t('openClaim.due')}>
          <DatePicker
            aria-label={t('openClaim.due')}
            onChange={(day) => setDueAt(day === null ? null : day.endOf('day').toISOString())}
          />
        </Field>
      </div>
      <Field label={t('openClaim.note')}>
        <Input.TextArea
          value={note}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={NOTE_LENGTH_MAX}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <PhotoField photoIds={photoIds} onChange={setPhotoIds} />
    </StepDialog>
  );
}

/** The order that somebody has typed and the shipments that it went out in. */
function useClaimedOrder(id: string) {
  const isNumber = ORDER_ID.test(id);
  const params = { path: { id } };
  const { data: order, error } = useQuery({
    queryKey: ['order', id],
    enabled: isNumber,
    retry: false,
    queryFn: ({ signal }) => answerOf(client.GET('/v1/orders/{id}', { params, signal })),
  });
  const { data: parts } = useQuery({
    queryKey: ['order', id, 'fulfilment'],
    enabled: order !== undefined,
    queryFn: ({ signal }) => answerOf(client.GET('/v1/orders/{id}/fulfilment', { params, signal })),
  });
  return {
    order,
    shipments: parts?.shipments ?? [],
    isMissing: error !== null || (id !== '' && !isNumber),
  };
}
