import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import { randomId } from '../client/random-id.ts';
import { useMay } from '../client/session.ts';
import { Field } from '../order/action-modal.tsx';
import { useOrder, useSkuNames } from '../order/order-queries.ts';
import { useWord } from '../locales/words.ts';
import { useNames } from '../ui/use-names.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { formatMoney } from '../ui/format.ts';
import { PhotoField } from './photo-field.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import {
  creditAtMost,
  creditedMinor,
  toInspect,
  unitsByDisposition,
  unnamedUnits,
  type Disposition,
  type Judgement,
} from './return-progress.ts';
import { useReturnRules } from './return-queries.ts';
import { StepDialog } from './step-dialog.tsx';
import { useReturnStep } from './use-return-step.ts';

const DISPOSITIONS = ['restock', 'refurbish', 'scrap', 'send_back'] as const;
const NOTE_LENGTH_MAX = 1_000;
const DEDUCTION_MINOR_MAX = 1_000_000_000;

/** Says what becomes of the goods that came: this is what accepts them, and what the customer is paid for. */
export function InspectReturnDialog({ one, onClose }: ReturnDialogProps) {
  const { t, i18n } = useTranslation('returns');
  const word = useWord();
  const may = useMay();
  const places = useNames();
  const carryOut = useReturnStep(one);
  const rules = useReturnRules();
  const { data: order } = useOrder(one.orderId, may('orders:read'));
  const [lines] = useState(() => one.lines.filter((line) => toInspect(line) > 0));
  const names = useSkuNames(lines.map(({ sku }) => sku));
  const [judgements, setJudgements] = useState<readonly Judgement[]>(() =>
    lines.map((line) => newJudgement(line.lineNumber, toInspect(line))),
  );
  const change = (key: string, changed: Partial<Judgement>): void =>
    setJudgements(judgements.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  const named = judgements.filter(({ quantity }) => quantity > 0);
  const decided = named.flatMap(({ disposition, ...rest }) =>
    disposition === null ? [] : [{ ...rest, disposition }],
  );
  const isTooMany = lines.some((line) => unnamedUnits(line, judgements) < 0);
  const units = unitsByDisposition(named);
  const left = lines.reduce((sum, line) => sum + Math.max(0, unnamedUnits(line, judgements)), 0);
  const place = places.locationName(one.location);
  const creditMinor = order === undefined ? 0 : creditAtMost(one, order.lines, named);
  const isExchange = decided.some(
    ({ lineNumber, disposition }) =>
      disposition !== 'send_back' &&
      lines.some((line) => line.lineNumber === lineNumber && line.resolution === 'exchange'),
  );
  const isPaidBefore = rules?.refundOn === 'reception';
  return (
    <StepDialog
      isWide
      title={t('act.inspect.title')}
      okText={t('act.inspect.ok')}
      said={t('act.inspect.done')}
      isReady={decided.length > 0 && decided.length === named.length && !isTooMany}
      onClose={onClose}
      consequences={[
        ...DISPOSITIONS.filter((name) => units[name] > 0).map((name) =>
          t(`act.inspect.cause.${name}`, { count: units[name], place }),
        ),
        ...(isPaidBefore
          ? [t('act.inspect.causePaidBefore')]
          : creditMinor > 0
            ? [
                t('act.inspect.causeCredit', {
                  amount: formatMoney(creditMinor, one.currency, i18n.language),
                }),
              ]
            : []),
        ...(isExchange ? [t('act.inspect.causeExchange')] : []),
        ...(left > 0 ? [t('act.inspect.causeLeft', { count: left })] : []),
        ...(decided.length < named.length ? [t('act.inspect.causeUndecided')] : []),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/inspect', {
            params: { path: { id: one.id } },
            body: {
              lines: decided.map((each) => ({
                lineNumber: each.lineNumber,
                quantity: each.quantity,
                disposition: each.disposition,
                ...(each.note.trim() === '' ? {} : { note: each.note.trim() }),
                ...(each.photoIds.length === 0 ? {} : { photoIds: [...each.photoIds] }),
                ...(each.deductionMinor === 0 || each.disposition === 'send_back'
                  ? {}
                  : { deductionMinor: each.deductionMinor }),
              })),
            },
          }),
        )
      }
    >
      <ul className="dialog-lines">
        {lines.map((line) => {
          const unnamed = unnamedUnits(line, judgements);
          const own = judgements.filter(({ lineNumber }) => lineNumber === line.lineNumber);
          return (
            <li key={line.lineNumber} className="dialog-line">
              <div className="dialog-line-head">
                <span>
                  <strong>{names.get(line.sku) ?? line.sku}</strong>{' '}
                  <span className="quiet">
                    {t('act.inspect.toInspect', { count: toInspect(line) })} ·{' '}
                    {word('returnReason', line.reason)}
                  </span>
                </span>
              </div>
              {(line.note ?? '') !== '' && (
                <blockquote className="return-quote">{line.note}</blockquote>
              )}
              <PhotoStrip photoIds={line.photoIds} />
              {own.map((each) => (
                <JudgementFields
                  key={each.key}
                  judgement={each}
                  sku={line.sku}
                  most={each.quantity + Math.max(0, unnamed)}
                  currency={Number.isNaN(creditedMinor({ lines: [line] })) ? null : one.currency}
                  change={(changed) => change(each.key, changed)}
                />
              ))}
              {unnamed < 0 && (
                <p className="returns-overdue" role="alert">
                  {t('act.inspect.tooMany', { count: toInspect(line) })}
                </p>
              )}
              {toInspect(line) > 1 && own.length < DISPOSITIONS.length && (
                <Button
                  type="dashed"
                  icon={<PlusOutlined />}
                  onClick={() =>
                    setJudgements([
                      ...judgements,
                      newJudgement(line.lineNumber, Math.max(0, unnamed)),
                    ])
                  }
                >
                  {t('act.inspect.split')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </StepDialog>
  );
}

function newJudgement(lineNumber: number, quantity: number): Judgement {
  return {
    key: randomId(),
    lineNumber,
    quantity,
    disposition: null,
    deductionMinor: 0,
    note: '',
    photoIds: [],
  };
}

function JudgementFields({
  judgement,
  sku,
  most,
  currency,
  change,
}: {
  readonly judgement: Judgement;
  readonly sku: string;
  readonly most: number;
  /** Null for those who see no money. */
  readonly currency: string | null;
  readonly change: (changed: Partial<Judgement>) => void;
}) {
  const { t } = useTranslation('returns');
  const { quantity, disposition, deductionMinor, note, photoIds } = judgement;
  return (
    <div className="judgement">
      <div className="judgement-head">
        <InputNumber
          mode="spinner"
          aria-label={t('act.inspect.units', { sku })}
          min={0}
          max={most}
          precision={0}
          value={quantity}
          onChange={(value) => change({ quantity: value ?? 0 })}
        />
        <Radio.Group
          optionType="button"
          className="judgement-choice"
          aria-label={t('act.inspect.dispositionOf', { sku })}
          value={disposition}
          onChange={(event) => change({ disposition: event.target.value as Disposition })}
          options={DISPOSITIONS.map((value) => ({ value, label: t(`disposition.${value}`) }))}
        />
      </div>
      <p className="judgement-hint quiet">
        {disposition === null ? t('act.inspect.choose') : t(`dispositionHint.${disposition}`)}
      </p>
      <div className="field-grid">
        <Field label={t('act.inspect.note')}>
          <Input
            value={note}
            maxLength={NOTE_LENGTH_MAX}
            onChange={(event) => change({ note: event.target.value })}
          />
        </Field>
        {currency !== null && disposition !== 'send_back' && (
          <Field label={t('act.inspect.deduction', { currency })}>
            <AmountInput
              currency={currency}
              minor={deductionMinor}
              maxMinor={DEDUCTION_MINOR_MAX}
              onChange={(minor) => change({ deductionMinor: minor })}
            />
          </Field>
        )}
      </div>
      <PhotoField photoIds={photoIds} onChange={(ids) => change({ photoIds: ids })} />
    </div>
  );
}
