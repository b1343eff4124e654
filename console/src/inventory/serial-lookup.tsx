import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { Moment } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { useLocations } from './use-locations.ts';

/** A unit by its serial number, with its whole way. */
export function SerialLookup({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const { nameOf } = useLocations();
  const [serial, setSerial] = useState('');
  const { data, error } = useQuery({
    queryKey: ['stock', 'serial', sku, serial],
    enabled: serial !== '',
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/stock/{sku}/serials/{serial}', {
          params: { path: { sku, serial } },
          signal,
        }),
      ),
  });
  return (
    <div className="serial-lookup">
      <Input.Search
        allowClear
        placeholder={t('serial.search')}
        aria-label={t('serial.search')}
        onSearch={(value) => setSerial(value.trim())}
      />
      {error !== null && serial !== '' && <ProblemNotice problem={error} />}
      {data !== undefined && serial !== '' && (
        <>
          <p className="inventory-facts">
            <span className="code">{data.serial}</span>
            <Tag mood={data.state === 'on_hand' ? 'good' : 'quiet'}>
              {t(`serial.state.${data.state}`)}
            </Tag>
            {data.location !== null && nameOf(data.location)}
            {data.orderId !== null && (
              <Link to="/orders/$id" params={{ id: data.orderId }}>
                {t('drift.order', { id: data.orderId })}
              </Link>
            )}
          </p>
          <ol className="quiet-list">
            {data.history.map((step) => (
              <li key={step.at + step.what}>
                <span className="quiet-list-text">
                  <span>
                    {t(`entry.${step.what}` as 'entry.receipt', { defaultValue: step.what })}
                  </span>
                  <span className="quiet">{nameOf(step.location)}</span>
                </span>
                <Moment at={step.at} />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
