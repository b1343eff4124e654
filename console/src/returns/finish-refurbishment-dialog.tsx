import { InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import { Field } from '../order/action-modal.tsx';
import { useSkuNames } from '../order/order-queries.ts';
import { useNames } from '../ui/use-names.ts';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import { StepDialog } from './step-dialog.tsx';
import { useReturnStep } from './use-return-step.ts';

const OUTCOMES = ['restock', 'scrap'] as const;

/** Says that goods which were being mended are as new, or lost. */
export function FinishRefurbishmentDialog({ one, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('returns');
  const places = useNames();
  const carryOut = useReturnStep(one);
  const [lines] = useState(() => one.lines.filter((line) => line.refurbishingQuantity > 0));
  const names = useSkuNames(lines.map(({ sku }) => sku));
  const [lineNumber, setLineNumber] = useState(lines[0]?.lineNumber ?? 0);
  const most = lines.find((line) => line.lineNumber === lineNumber)?.refurbishingQuantity ?? 0;
  const [typed, setQuantity] = useState<number | null>(null);
  const quantity = Math.min(typed ?? most, most);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('restock');
  return (
    <StepDialog
      title={t('act.finish.title')}
      okText={t('act.finish.ok')}
      said={t('act.finish.done')}
      isReady={quantity > 0}
      onClose={onClose}
      consequences={[
        t(`act.finish.cause.${outcome}`, {
          count: quantity,
          place: places.locationName(one.location),
        }),
        t('act.finish.causeMoney'),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/finish-refurbishment', {
            params: { path: { id: one.id } },
            body: { lineNumber, quantity, outcome },
          }),
        )
      }
    >
      <Field label={t('act.finish.goods')}>
        <Select
          aria-label={t('act.finish.goods')}
          value={lineNumber}
          onChange={(value) => {
            setLineNumber(value);
            setQuantity(null);
          }}
          options={lines.map((line) => ({
            value: line.lineNumber,
            label: `${names.get(line.sku) ?? line.sku} · ${line.refurbishingQuantity}`,
          }))}
        />
      </Field>
      <Field label={t('act.finish.units', { count: most })}>
        <InputNumber
          min={1}
          max={most}
          precision={0}
          value={quantity}
          onChange={(value) => setQuantity(value ?? 0)}
        />
      </Field>
      <fieldset className="field">
        <legend>{t('act.finish.outcome')}</legend>
        <Radio.Group
          value={outcome}
          onChange={(event) => setOutcome(event.target.value as typeof outcome)}
          options={OUTCOMES.map((value) => ({ value, label: t(`act.finish.${value}`) }))}
        />
      </fieldset>
    </StepDialog>
  );
}
