import { InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { formatMoney } from '../ui/format.ts';
import { ActionModal, Field, type ActionModalProps } from './action-modal.tsx';
import { returnableUnits } from './order-actions.ts';
import { useSkuNames } from './order-queries.ts';
import { useWord } from '../locales/words.ts';

const REASONS = [
  'changed_mind',
  'does_not_fit',
  'damaged',
  'wrong_item',
  'not_as_described',
  'late',
  'undeliverable',
  'other',
] as const;

/** Expects goods of the order back. */
export function ReturnModal({
  order,
  names,
  onClose,
}: ActionModalProps & {
  /** What lines are called, for those who do not read the catalogue. */
  readonly names?: ReadonlyMap<number, string>;
}) {
  const { t, i18n } = useTranslation('order');
  const word = useWord();
  const skus = useSkuNames(order.lines.map(({ sku }) => sku));
  const [units, setUnits] = useState<Readonly<Record<number, number>>>({});
  const [reason, setReason] = useState<(typeof REASONS)[number]>('changed_mind');
  const [resolution, setResolution] = useState<'refund' | 'exchange'>('refund');
  const lines = order.lines.filter(
    (line) => returnableUnits(line) > 0 && line.bundleLine === undefined,
  );
  const taken = lines
    .map((line) => ({ line, quantity: units[line.lineNumber] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  const worthMinor = taken.reduce((sum, { line, quantity }) => {
    const ordered = Math.max(1, line.quantity);
    const costMinor = line.unitPriceMinor * line.quantity - line.discountMinor + line.taxMinor;
    return sum + Math.round((costMinor / ordered) * quantity);
  }, 0);
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="return"
      isReady={taken.length > 0}
      consequences={[
        t('action.return.consequence'),
        ...(resolution === 'refund' && worthMinor > 0
          ? [
              t('action.return.money', {
                amount: formatMoney(worthMinor, order.currency, i18n.language),
              }),
            ]
          : []),
      ]}
      submit={() =>
        answerOf(
          client.POST('/v1/orders/{id}/returns', {
            params: { path: { id: order.id } },
            body: {
              lines: taken.map(({ line, quantity }) => ({
                lineNumber: line.lineNumber,
                quantity,
                reason,
                resolution,
                ...(resolution === 'exchange' ? { exchangeSku: line.sku } : {}),
              })),
            },
          }),
        )
      }
    >
      {lines.map((line) => (
        <Field
          key={line.lineNumber}
          label={names?.get(line.lineNumber) ?? skus.get(line.sku) ?? line.sku}
        >
          <InputNumber
            aria-label={t('action.return.units', { sku: line.sku })}
            min={0}
            max={returnableUnits(line)}
            precision={0}
            value={units[line.lineNumber] ?? 0}
            suffix={`/ ${returnableUnits(line)}`}
            onChange={(value) => setUnits({ ...units, [line.lineNumber]: value ?? 0 })}
          />
        </Field>
      ))}
      <Field label={t('action.return.why')}>
        <Select
          value={reason}
          onChange={setReason}
          aria-label={t('action.return.why')}
          options={REASONS.map((value) => ({ value, label: word('returnReason', value) }))}
        />
      </Field>
      <fieldset className="field">
        <legend>{t('action.return.resolution')}</legend>
        <Radio.Group
          value={resolution}
          onChange={(event) => setResolution(event.target.value as typeof resolution)}
          options={(['refund', 'exchange'] as const).map((value) => ({
            value,
            label: t(`action.return.${value}`),
          }))}
        />
      </fieldset>
    </ActionModal>
  );
}
