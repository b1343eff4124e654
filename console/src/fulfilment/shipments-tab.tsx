import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ShipmentView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useSeesCosts } from '../client/session.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Money } from '../ui/figures.tsx';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { ShipmentStateTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';

/** What has a label: where it goes, with whom, and where it is. */
export function ShipmentsTab() {
  const { t } = useTranslation('fulfilment');
  const { location, state, show } = useFulfilmentSearch();
  const seesCosts = useSeesCosts();
  const query = {
    ...(location === undefined ? {} : { location }),
    ...(state === undefined ? {} : { state: state as ShipmentView['state'] }),
  };
  const pages = usePages(['fulfilment', 'shipments', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/shipments', {
        params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const cost: Column<ShipmentView> = {
    key: 'cost',
    title: t('column.cost'),
    width: '90px',
    align: 'end',
    render: ({ costMinor, currency }) => <Money minor={costMinor} currency={currency} />,
  };
  const columns: readonly Column<ShipmentView>[] = [
    {
      key: 'id',
      title: t('column.shipment'),
      width: 'minmax(130px, 1fr)',
      render: ({ id }) => <strong className="numbers">{id}</strong>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '132px',
      render: ({ state: at }) => <ShipmentStateTag state={at} />,
    },
    {
      key: 'location',
      title: t('column.location'),
      width: 'minmax(110px, 1fr)',
      render: (shipment) => <LocationName code={shipment.location} />,
    },
    {
      key: 'to',
      title: t('column.to'),
      width: 'minmax(110px, 1fr)',
      render: (shipment) => <Destination shipment={shipment} />,
    },
    {
      key: 'carrier',
      title: t('column.carrier'),
      width: 'minmax(120px, 1.1fr)',
      render: (shipment) => <Carrier shipment={shipment} />,
    },
    {
      key: 'trackingNumber',
      title: t('column.trackingNumber'),
      width: 'minmax(130px, 1fr)',
      render: ({ trackingNumber }) => <span className="code">{trackingNumber}</span>,
    },
    ...(seesCosts ? [cost] : []),
    {
      key: 'deliverBy',
      title: t('column.deliverBy'),
      width: '120px',
      render: ({ deliverBy }) => <Moment at={deliverBy} />,
    },
  ];
  return (
    <CursorTable
      label={t('tab.shipments')}
      columns={columns}
      pages={pages}
      rowKey={({ id }) => id}
      onOpen={({ id }) => show({ open: `shipment/${id}` })}
      renderCard={(shipment) => (
        <div className="row-card">
          <div className="row-card-line">
            <strong className="numbers">{shipment.id}</strong>
            <ShipmentStateTag state={shipment.state} />
          </div>
          <div className="row-card-line">
            <span>
              <LocationName code={shipment.location} /> → <Destination shipment={shipment} />
            </span>
          </div>
          <div className="row-card-line quiet">
            <Carrier shipment={shipment} />
            <span className="code">{shipment.trackingNumber}</span>
          </div>
        </div>
      )}
      empty={<EmptyState title={t('empty.shipments')} lead={t('empty.shipmentsLead')} />}
    />
  );
}

/** City and country of where it goes. */
export function Destination({ shipment }: { readonly shipment: Pick<ShipmentView, 'shipTo'> }) {
  const { i18n } = useTranslation();
  const { city, countryCode } = shipment.shipTo;
  const country = new Intl.DisplayNames(i18n.language, { type: 'region' }).of(countryCode);
  return <>{[city, country].filter(Boolean).join(', ')}</>;
}

/** Who carries it; what a customer collects nobody carries. */
export function Carrier({ shipment }: { readonly shipment: Pick<ShipmentView, 'carrier'> }) {
  const { t } = useTranslation('fulfilment');
  return <>{shipment.carrier === 'pick-up' ? t('pickUp') : shipment.carrier}</>;
}
