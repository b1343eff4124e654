import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client/client.ts';
import { Field } from '../order/action-modal.tsx';
import { useNames } from '../ui/use-names.ts';
import type { ReturnDialogProps } from './return-dialog-props.ts';
import { unitsOf } from './return-progress.ts';
import { StepDialog } from './step-dialog.tsx';
import { useReturnStep } from './use-return-step.ts';

const NAME_LENGTH_MAX = 64;
const REASON_LENGTH_MAX = 500;

/** Keeps the label that the goods come back with. */
export function SendReturnDialog({ one, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('returns');
  const places = useNames();
  const carryOut = useReturnStep(one);
  const [carrier, setCarrier] = useState(one.carrier ?? '');
  const [trackingNumber, setTrackingNumber] = useState(one.trackingNumber ?? '');
  return (
    <StepDialog
      title={t('act.send.title')}
      okText={t('act.send.ok')}
      said={t('act.send.done')}
      isReady={trackingNumber.trim() !== ''}
      onClose={onClose}
      consequences={[
        t('act.send.cause', { place: places.locationName(one.location) }),
        t('act.send.causeScan'),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/send', {
            params: { path: { id: one.id } },
            body: {
              ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
              trackingNumber: trackingNumber.trim(),
            },
          }),
        )
      }
    >
      <div className="field-grid">
        <Field label={t('act.send.carrier')}>
          <Input
            value={carrier}
            maxLength={NAME_LENGTH_MAX}
            onChange={(event) => setCarrier(event.target.value)}
          />
        </Field>
        <Field label={t('act.send.trackingNumber')}>
          <Input
            autoFocus
            value={trackingNumber}
            maxLength={NAME_LENGTH_MAX}
            onChange={(event) => setTrackingNumber(event.target.value)}
          />
        </Field>
      </div>
    </StepDialog>
  );
}

/** Expects nothing more. */
export function CancelReturnDialog({ one, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('returns');
  const carryOut = useReturnStep(one);
  const [reason, setReason] = useState('');
  const units = unitsOf(one);
  return (
    <StepDialog
      title={t('act.cancel.title')}
      okText={t('act.cancel.title')}
      said={t('act.cancel.done')}
      isDanger
      isReady={reason.trim() !== ''}
      onClose={onClose}
      consequences={[
        t('act.cancel.cause', { count: units.toCome }),
        ...(units.received > 0 ? [t('act.cancel.causeCame', { count: units.received })] : []),
        t('act.cancel.causeFinal'),
      ]}
      submit={() =>
        carryOut(
          client.POST('/v1/returns/{id}/cancel', {
            params: { path: { id: one.id } },
            body: { reason: reason.trim() },
          }),
        )
      }
    >
      <Field label={t('act.cancel.reason')}>
        <Input
          autoFocus
          value={reason}
          maxLength={REASON_LENGTH_MAX}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </StepDialog>
  );
}
