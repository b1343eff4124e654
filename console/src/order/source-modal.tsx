import { Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useNames } from '../ui/use-names.ts';
import { ActionModal, Field, ReasonField, type ActionModalProps } from './action-modal.tsx';
import { useLocations } from './order-queries.ts';

/** Plans anew what no location has, without some places, or with another wish about splitting. */
export function SourceModal({ order, onClose }: ActionModalProps) {
  const { t } = useTranslation('order');
  const names = useNames();
  const locations = useLocations();
  const [excluded, setExcluded] = useState<string[]>([]);
  const [split, setSplit] = useState<'keep' | 'allow' | 'never'>('keep');
  const [reason, setReason] = useState('');
  const open = order.shipments.filter(({ fulfilmentOrder }) => fulfilmentOrder === undefined);
  const freed = [...new Set(open.map(({ location }) => location))].filter((code) =>
    excluded.includes(code),
  );
  return (
    <ActionModal
      order={order}
      onClose={onClose}
      name="source"
      consequences={[
        t('action.source.consequence'),
        ...(freed.length > 0
          ? [t('action.source.freed', { places: freed.map(names.locationName).join(', ') })]
          : []),
        ...(open.length < order.shipments.length ? [t('action.source.begun')] : []),
        ...(split === 'never' ? [t('action.source.unsplit')] : []),
      ]}
      submit={(expectedVersion) =>
        answerOf(
          client.POST('/v1/orders/{id}/source', {
            params: { path: { id: order.id } },
            body: {
              expectedVersion,
              ...(excluded.length === 0 ? {} : { excludedLocations: excluded }),
              ...(split === 'keep' ? {} : { split }),
              ...(reason === '' ? {} : { reason }),
            },
          }),
        )
      }
    >
      <Field label={t('action.source.exclude')}>
        <Select
          mode="multiple"
          value={excluded}
          onChange={setExcluded}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('action.source.exclude')}
          options={[...locations.keys()].map((code) => ({
            value: code,
            label: names.locationName(code),
          }))}
        />
      </Field>
      <fieldset className="field">
        <legend>{t('action.source.split')}</legend>
        <Radio.Group
          value={split}
          onChange={(event) => setSplit(event.target.value as typeof split)}
          options={(['keep', 'allow', 'never'] as const).map((value) => ({
            value,
            label: t(`action.source.${value}`),
          }))}
        />
      </fieldset>
      <ReasonField value={reason} onChange={setReason} />
    </ActionModal>
  );
}
