import { InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { formatMoney } from '../ui/format.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';
import { useSkuNames } from './order-queries.ts';

const AT_LOCATIONS = new Set(['released', 'picking', 'packed']);

/** Changes how much is wanted of each line. */
export function AmendModal({ order, onClose }: ActionModalProps) {
  const { t, i18n } = useTranslation('order');
  const names = useSkuNames(order.lines.map(({ sku }) => sku));
  const [quantities, setQuantities] = useState<Readonly<Record<number, number>>>({});
  const [reason, setReason] = useState('');
  const isAtLocations = AT_LOCATIONS.has(order.state);
  const lines = order.lines.filter(({ bundleLine }) => bundleLine === undefined);
  const changes = lines
    .map((line) => ({ line, quantity: quantities[line.lineNumber] ?? line.quantity }))
    .filter(({ line, quantity }) => quantity !== line.quantity);
  const less = changes.reduce(
    (sum, { line, quantity }) => sum + Math.max(0, line.quantity - quantity),
    0,
  );
  const more = changes.reduce(
    (sum, { line, quantity }) => sum + Math.max(0, quantity - line.quantity),
    0,
  );
  // Discount and tax follow the quantity in proportion, as the server does it.
  const differenceMinor = changes.reduce((sum, { line, quantity }) => {
    const costMinor = line.unitPriceMinor * line.quantity - line.discountMinor + line.taxMinor;
    const each = line.quantity === 0 ? line.unitPriceMinor : costMinor / line.quantity;
    return sum + Math.round(each * (quantity - line.quantity));
  }, 0);
  const amount = formatMoney(Math.abs(differenceMinor), order.currency, i18n.language);
  const consequences =
    changes.length === 0
      ? [t('action.amend.none')]
      : [
          ...(less > 0 ? [t('action.amend.freed', { units: t('units', { count: less }) })] : []),
          ...(more > 0 ? [t('action.amend.more', { units: t('units', { count: more }) })] : []),
          ...(differenceMinor < 0 ? [t('action.amend.refund', { amount })] : []),
          ...(differenceMinor > 0 ? [t('action.amend.charge', { amount })] : []),
          t(isAtLocations ? 'action.amend.atLocations' : 'action.amend.sourcedAnew'),
        ];
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="amend"
      isReady={changes.length > 0}
      consequences={consequences}
      submit={(expectedVersion) =>
        answerOf(
          client.PATCH('/v1/orders/{id}', {
            params: { path: { id: order.id } },
            body: {
              expectedVersion,
              lines: changes.map(({ line, quantity }) => ({
                lineNumber: line.lineNumber,
                quantity,
              })),
              ...(reason === '' ? {} : { reason }),
            },
          }),
        )
      }
    >
      {lines.map((line) => (
        <Field key={line.lineNumber} label={names.get(line.sku) ?? line.sku}>
          <InputNumber
            aria-label={t('action.amend.quantity', { sku: line.sku })}
            min={line.shippedQuantity}
            max={isAtLocations ? line.quantity : 1_000_000}
            precision={0}
            value={quantities[line.lineNumber] ?? line.quantity}
            onChange={(value) =>
              setQuantities({ ...quantities, [line.lineNumber]: value ?? line.quantity })
            }
          />
        </Field>
      ))}
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}
