import { PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FulfilmentOrderRead } from '../../client/contract.generated.d.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { DocumentLinks } from '../document-links.tsx';
import { parcelQuery } from '../fulfilment-queries.ts';
import { Carrier } from '../shipments-tab.tsx';
import { BigButton } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import {
  chooseLabelForm,
  LABEL_FORMS,
  labelForm,
  labelPath,
  openLabel,
  type LabelForm,
} from './labels.ts';

/** A fulfilment order that is packed: its label, and where it goes from here. */
export function PackedWork({ work }: { readonly work: FulfilmentOrderRead }) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const queries = useQueryClient();
  const [form, setForm] = useState<LabelForm>(labelForm);
  const sscc = work.parcels?.[0]?.sscc ?? '';
  const { data: parcel } = useQuery({ ...parcelQuery(sscc), enabled: sscc !== '' });
  const book = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/fulfilment/orders/{id}/book', {
          params: { path: { id: work.id } },
          body: {},
        }),
      ),
    onSuccess: (shipment) => {
      openLabel(shipment.id);
      void queries.invalidateQueries(parcelQuery(sscc));
    },
  });
  const shipment = parcel?.shipment ?? null;
  const hasLabel = shipment !== null && !work.isPickUp;
  return (
    <section className="next-card next-card-done">
      <h2>{t('floor.packed')}</h2>
      {work.isPickUp && <p>{t('floor.putOnShelf')}</p>}
      {hasLabel && (
        <p>
          <Carrier shipment={shipment} /> <span className="code">{shipment.trackingNumber}</span>
        </p>
      )}
      <ul className="closed-cartons">
        {(work.parcels ?? []).map(({ number, box, sscc: code }) => (
          <li key={number}>
            <span>{box === null ? t('ownPackaging') : t('floor.box', { box })}</span>
            <span className="code">{code}</span>
          </li>
        ))}
      </ul>
      {hasLabel && (
        <>
          <BigButton onClick={() => openLabel(shipment.id)} isDisabled={form === 'none'}>
            <PrinterOutlined aria-hidden /> {t('floor.printLabel')}
          </BigButton>
          <div className="floor-actions">
            <Segmented<LabelForm>
              block
              size="large"
              aria-label={t('floor.labelForm')}
              value={form}
              onChange={(value) => {
                chooseLabelForm(value);
                setForm(value);
              }}
              options={LABEL_FORMS.map((value) => ({ value, label: t(`floor.form.${value}`) }))}
            />
            <DocumentLinks
              of={shipment.id}
              documents={[
                { name: t('document.labelPdf'), href: labelPath(shipment.id, 'label.pdf') },
                { name: t('document.labelZpl'), href: labelPath(shipment.id, 'label.zpl') },
                {
                  name: t('document.packingSlip'),
                  href: labelPath(shipment.id, 'packing-slip.pdf'),
                },
              ]}
            />
          </div>
        </>
      )}
      {parcel !== undefined && shipment === null && !work.isPickUp && (
        <>
          <p>{t('floor.noLabel')}</p>
          {book.error !== null && <ProblemNotice problem={book.error} />}
          <BigButton onClick={() => book.mutate()} isBusy={book.isPending}>
            {t('book.label')}
          </BigButton>
        </>
      )}
      <BigButton mood={hasLabel ? 'plain' : 'main'} onClick={() => go({ task: 'pack' })}>
        {t('floor.nextWork')}
      </BigButton>
      <BigButton mood="plain" onClick={() => go({ task: work.isPickUp ? 'collect' : 'ship' })}>
        {t(work.isPickUp ? 'floor.collect' : 'floor.ship')}
      </BigButton>
    </section>
  );
}
