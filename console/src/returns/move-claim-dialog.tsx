import { useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Claim } from '../client/contract.generated.d.ts';
import { Field } from '../order/action-modal.tsx';
import { AmountInput } from '../ui/amount-input.tsx';
import { formatMoney } from '../ui/format.ts';
import { amountAsked, type ClaimMove } from './claim-moves.ts';
import { StepDialog } from './step-dialog.tsx';

const NOTE_LENGTH_MAX = 2_000;
const REFERENCE_LENGTH_MAX = 64;

/** Moves a claim on: what was done about it, or what the carrier says. */
export function MoveClaimDialog({
  claim,
  move,
  onClose,
}: {
  readonly claim: Claim;
  readonly move: ClaimMove;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('returns');
  const queries = useQueryClient();
  const asked = amountAsked(claim, move);
  const [minor, setMinor] = useState(asked ?? 0);
  const [reference, setReference] = useState(claim.carrierReference ?? '');
  const [note, setNote] = useState('');
  const [dueAt, setDueAt] = useState<string | null>(null);
  const { currency } = claim;
  const amount = (value: number): string => formatMoney(value, currency, i18n.language);
  const lessMinor = claim.amountMinor - minor;
  const isWaiting = move === 'submitted' || move === 'accepted';
  return (
    <StepDialog
      title={t(`move.${move}.title`)}
      okText={t(`move.${move}.title`)}
      said={t(`move.${move}.done`)}
      isDanger={move === 'withdrawn'}
      isReady={asked === null || minor > 0}
      consequences={[
        t(`move.${move}.cause`, { amount: amount(minor), carrier: claim.carrier }),
        ...(asked !== null && lessMinor > 0 ? [t('move.less', { amount: amount(lessMinor) })] : []),
      ]}
      onDone={() => void queries.invalidateQueries({ queryKey: ['claim', claim.id] })}
      onClose={onClose}
      submit={() =>
        answerOf(
          client.POST('/v1/claims/{id}/move', {
            params: { path: { id: claim.id } },
            body: {
              to: move,
              ...(asked === null ? {} : { amountMinor: minor }),
              ...(reference.trim() === '' ? {} : { carrierReference: reference.trim() }),
              ...(note.trim() === '' ? {} : { note: note.trim() }),
              ...(dueAt === null ? {} : { dueAt }),
            },
          }),
        )
      }
    >
      {asked !== null && (
        <Field label={t(`move.${move}.amount` as 'move.paid.amount', { currency })}>
          <AmountInput
            currency={currency}
            minor={minor}
            maxMinor={claim.amountMinor}
            onChange={setMinor}
          />
        </Field>
      )}
      {isWaiting && (
        <div className="field-grid">
          <Field label={t('claim.reference')}>
            <Input
              value={reference}
              maxLength={REFERENCE_LENGTH_MAX}
              onChange={(event) => setReference(event.target.value)}
            />
          </Field>
          <Field label={t('move.due')}>
            <DatePicker
              aria-label={t('move.due')}
              onChange={(day) => setDueAt(day === null ? null : day.endOf('day').toISOString())}
            />
          </Field>
        </div>
      )}
      <Field label={t('move.note')}>
        <Input.TextArea
          value={note}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={NOTE_LENGTH_MAX}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepDialog>
  );
}
