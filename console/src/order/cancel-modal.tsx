import { InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { formatMoney } from '../ui/format.ts';
import { useNames } from '../ui/use-names.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';
import { useSkuNames } from './order-queries.ts';

/** Calls off the order, or units of its lines. */
export function CancelModal({ order, onClose }: ActionModalProps) {
  const { t, i18n } = useTranslation('order');
  const names = useNames();
  const skus = useSkuNames(order.lines.map(({ sku }) => sku));
  const [isWhole, setWhole] = useState(true);
  const [units, setUnits] = useState<Readonly<Record<number, number>>>({});
  const [reason, setReason] = useState('');
  const lines = order.lines.filter(({ bundleLine }) => bundleLine === undefined);
  const taken = lines.map((line) => ({
    line,
    quantity: isWhole ? line.quantity - line.shippedQuantity : (units[line.lineNumber] ?? 0),
  }));
  const count = taken.reduce((sum, { quantity }) => sum + quantity, 0);
  const begun = [
    ...new Set(
      order.shipments
        .filter(({ fulfilmentOrder }) => fulfilmentOrder !== undefined)
        .map(({ location }) => names.locationName(location)),
    ),
  ];
  const takenMinor = taken.reduce((sum, { line, quantity }) => {
    const costMinor = line.unitPriceMinor * line.quantity - line.discountMinor + line.taxMinor;
    return sum + (line.quantity === 0 ? 0 : Math.round((costMinor / line.quantity) * quantity));
  }, 0);
  const { paidMinor, totalMinor } = order.totals;
  const isNothingShipped = lines.every(({ shippedQuantity }) => shippedQuantity === 0);
  const leftMinor = isWhole && isNothingShipped ? 0 : totalMinor - takenMinor;
  const refundMinor = Math.max(0, paidMinor - Math.max(0, leftMinor));
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="cancel"
      isDanger
      isReady={reason.trim() !== '' && count > 0}
      consequences={[
        t('action.cancel.freed', { units: t('units', { count }) }),
        refundMinor > 0
          ? t('action.cancel.refund', {
              amount: formatMoney(refundMinor, order.currency, i18n.language),
            })
          : t('action.cancel.noRefund'),
        ...(begun.length > 0 ? [t('action.cancel.asked', { places: begun.join(', ') })] : []),
        ...(isWhole ? [t('action.cancel.final')] : []),
      ]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/cancel', {
            params: { path: { id: order.id } },
            body: {
              reason,
              ...(isWhole
                ? {}
                : {
                    lines: taken
                      .filter(({ quantity }) => quantity > 0)
                      .map(({ line, quantity }) => ({ lineNumber: line.lineNumber, quantity })),
                  }),
            },
          }),
        )
      }
    >
      <Segmented
        block
        value={isWhole ? 'whole' : 'parts'}
        onChange={(value) => setWhole(value === 'whole')}
        options={(['whole', 'parts'] as const).map((value) => ({
          value,
          label: t(`action.cancel.${value}`),
        }))}
      />
      {!isWhole &&
        lines.map((line) => (
          <Field key={line.lineNumber} label={skus.get(line.sku) ?? line.sku}>
            <InputNumber
              aria-label={t('action.cancel.units', { sku: line.sku })}
              min={0}
              max={line.quantity - line.shippedQuantity}
              precision={0}
              value={units[line.lineNumber] ?? 0}
              onChange={(value) => setUnits({ ...units, [line.lineNumber]: value ?? 0 })}
            />
          </Field>
        ))}
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}
