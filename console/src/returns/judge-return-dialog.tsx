import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import { Field } from '../order/action-modal.tsx';
import { useSkuNames } from '../order/order-queries.ts';
import { useWord } from '../locales/words.ts';
import { useNames } from '../ui/use-names.ts';
import { PhotoStrip } from './photo-strip.tsx';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import { StepDialog } from './step-dialog.tsx';
import { useReturnStep } from './use-return-step.ts';

const NOTE_LENGTH_MAX = 1_000;
const REASON_LENGTH_MAX = 500;

/** Says yes or no to what the rules have asked a person about, line by line. */
export function JudgeReturnDialog({ one, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('returns');
  const word = useWord();
  const places = useNames();
  const names = useSkuNames(one.lines.map(({ sku }) => sku));
  const carryOut = useReturnStep(one);
  // A line that has a reason is rejected, also while the reason is still empty.
  const [reasons, setReasons] = useState<ReadonlyMap<number, string>>(new Map());
  const [note, setNote] = useState('');
  const isRejected = reasons.size === one.lines.length;
  const isReady = [...reasons.values()].every((reason) => reason.trim() !== '');
  const approvedUnits = one.lines
    .filter(({ lineNumber }) => !reasons.has(lineNumber))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const change = (lineNumber: number, reason: string | null): void => {
    const changed = new Map(reasons);
    if (reason === null) changed.delete(lineNumber);
    else changed.set(lineNumber, reason);
    setReasons(changed);
  };
  const allReasons = [...new Set([...reasons.values()].map((reason) => reason.trim()))];
  const rejectionNote = [note.trim(), ...allReasons].filter((text) => text !== '').join('\n');
  return (
    <StepDialog
      isWide
      title={t('act.judge.title')}
      okText={t(isRejected ? 'act.judge.reject' : 'act.judge.approve')}
      said={t(isRejected ? 'act.judge.rejected' : 'act.judge.approved')}
      isDanger={isRejected}
      isReady={isReady}
      onClose={onClose}
      consequences={
        isRejected
          ? [t('act.judge.causeReject'), t('act.judge.causeRejectKeeps')]
          : [
              t('act.judge.causeApprove', {
                count: approvedUnits,
                place: places.locationName(one.location),
              }),
              t('act.judge.causeMoney'),
              ...(reasons.size > 0 ? [t('act.judge.causeSome')] : []),
            ]
      }
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/judge', {
            params: { path: { id: one.id } },
            body: isRejected
              ? { verdict: 'reject', note: rejectionNote.slice(0, NOTE_LENGTH_MAX) }
              : {
                  verdict: 'approve',
                  ...(note.trim() === '' ? {} : { note: note.trim() }),
                  ...(reasons.size === 0
                    ? {}
                    : {
                        rejectedLines: [...reasons].map(([lineNumber, reason]) => ({
                          lineNumber,
                          reason: reason.trim(),
                        })),
                      }),
                },
          }),
        )
      }
    >
      <ul className="dialog-lines">
        {one.lines.map((line) => {
          const reason = reasons.get(line.lineNumber);
          return (
            <li key={line.lineNumber} className="dialog-line">
              <div className="dialog-line-head">
                <span>
                  <strong>{names.get(line.sku) ?? line.sku}</strong>
                  <span className="quiet">
                    {' '}
                    {t('units', { count: line.quantity })} · {word('returnReason', line.reason)}
                  </span>
                </span>
                <Radio.Group
                  optionType="button"
                  aria-label={t('act.judge.verdictOf', { sku: line.sku })}
                  value={reason === undefined ? 'approve' : 'reject'}
                  onChange={(event) =>
                    change(line.lineNumber, event.target.value === 'reject' ? '' : null)
                  }
                  options={[
                    { value: 'approve', label: t('act.judge.approve') },
                    { value: 'reject', label: t('act.judge.reject') },
                  ]}
                />
              </div>
              {(line.note ?? '') !== '' && (
                <blockquote className="return-quote">{line.note}</blockquote>
              )}
              <PhotoStrip photoIds={line.photoIds} />
              {reason !== undefined && (
                <Field label={t('act.judge.reason')}>
                  <Input
                    autoFocus
                    value={reason}
                    maxLength={REASON_LENGTH_MAX}
                    placeholder={t('act.judge.reasonHint')}
                    onChange={(event) => change(line.lineNumber, event.target.value)}
                  />
                </Field>
              )}
            </li>
          );
        })}
      </ul>
      <Field label={t('act.judge.note')}>
        <Input.TextArea
          value={note}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={NOTE_LENGTH_MAX}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </StepDialog>
  );
}
