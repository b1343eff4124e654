import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';

const AT_LOCATIONS = new Set(['released', 'picking', 'packed']);
const PARTS = ['name', 'city', 'regionCode', 'postalCode', 'countryCode', 'phone'] as const;
const LABELS = {
  name: 'recipient',
  city: 'city',
  regionCode: 'region',
  postalCode: 'postalCode',
  countryCode: 'country',
  phone: 'phone',
} as const;

/** Sends it somewhere else. */
export function AddressModal({ order, onClose }: ActionModalProps) {
  const { t } = useTranslation('order');
  const [parts, setParts] = useState<Partial<Record<(typeof PARTS)[number], string>>>({});
  const [street, setStreet] = useState(order.shipTo.lines.join('\n'));
  const [reason, setReason] = useState('');
  const before = order.shipTo;
  const valueOf = (part: (typeof PARTS)[number]) => parts[part] ?? before[part] ?? '';
  const { latitude: _latitude, longitude: _longitude, ...rest } = before;
  const shipTo: Order['shipTo'] = {
    ...rest,
    lines: street.split('\n').filter((line) => line.trim() !== ''),
    countryCode: valueOf('countryCode').toUpperCase(),
  };
  for (const part of PARTS) {
    if (part === 'countryCode') continue;
    if (valueOf(part) === '') delete shipTo[part];
    else shipTo[part] = valueOf(part);
  }
  const isChanged = JSON.stringify(shipTo) !== JSON.stringify({ ...rest, lines: before.lines });
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="address"
      isReady={isChanged && /^[A-Z]{2}$/.test(shipTo.countryCode)}
      consequences={[
        t(
          AT_LOCATIONS.has(order.state)
            ? 'action.address.atLocations'
            : 'action.address.sourcedAnew',
        ),
        ...(before.latitude === undefined ? [] : [t('action.address.coordinates')]),
      ]}
      submit={(expectedVersion) =>
        answerOf(
          client.PATCH('/v1/orders/{id}', {
            params: { path: { id: order.id } },
            body: { expectedVersion, shipTo, ...(reason === '' ? {} : { reason }) },
          }),
        )
      }
    >
      <Field label={t('action.address.street')}>
        <Input.TextArea
          value={street}
          autoSize={{ minRows: 2, maxRows: 5 }}
          onChange={(event) => setStreet(event.target.value)}
        />
      </Field>
      <div className="field-grid">
        {PARTS.map((part) => (
          <Field key={part} label={t(`action.address.${LABELS[part]}`)}>
            <Input
              value={valueOf(part)}
              maxLength={part === 'countryCode' ? 2 : 100}
              onChange={(event) => setParts({ ...parts, [part]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}
