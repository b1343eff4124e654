import { ScanOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { useLimitedRole, useMay } from '../client/session.ts';
import { useNow } from '../ui/figures.tsx';
import { formatDuration } from '../ui/format.ts';
import { TabLinks } from '../ui/tab-links.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { BoardTab } from './board-tab.tsx';
import { ChangeRequestsTab } from './change-requests-tab.tsx';
import './fulfilment-page.css';
import { locationsQuery, useLocationOf } from './fulfilment-queries.ts';
import { TABS, useFulfilmentSearch, type TabName } from './fulfilment-search.ts';
import { ManifestsTab } from './manifests-tab.tsx';
import { nameIn } from './names.tsx';
import { PackingTab } from './packing-tab.tsx';
import { PickListDetails } from './pick-list-drawer.tsx';
import { PickListsTab } from './pick-lists-tab.tsx';
import { PlanWaveButton } from './plan-wave-button.tsx';
import { PurchaseOrdersTab } from './purchase-orders-tab.tsx';
import { ShipmentDetails } from './shipment-drawer.tsx';
import { ShipmentsTab } from './shipments-tab.tsx';
import { minutesToCutoff, timeOfMinute } from './urgency.ts';
import { WavesTab } from './waves-tab.tsx';
import { WorkDetails } from './work-drawer.tsx';

const CONTENT: Readonly<Record<TabName, () => React.ReactNode>> = {
  board: BoardTab,
  waves: WavesTab,
  'pick-lists': PickListsTab,
  packing: PackingTab,
  shipments: ShipmentsTab,
  manifests: ManifestsTab,
  requests: ChangeRequestsTab,
  purchases: PurchaseOrdersTab,
};
/** What is done for suppliers' drop shipments: they pick, pack and send in their own way. */
const TABS_OF_SUPPLIERS: readonly TabName[] = ['purchases', 'requests', 'shipments', 'board'];
const WITH_PRIORITY: ReadonlySet<TabName> = new Set(['board', 'packing']);

/** What locations do with released orders, as those see it who answer for all of it. */
export function FulfilmentPage() {
  const { t } = useTranslation('fulfilment');
  const { tab, location, priority } = useFulfilmentSearch();
  const may = useMay();
  const navigate = useNavigate();
  const Content = CONTENT[tab];
  const isSupplier = useLimitedRole() === 'supplier';
  const tabs = isSupplier
    ? TABS_OF_SUPPLIERS
    : TABS.filter((name) => name !== 'purchases' || may('purchases:read'));
  return (
    <Page
      isWide
      title={t(isSupplier ? 'supplierTitle' : 'title')}
      lead={
        isSupplier ? (
          t('supplierLead')
        ) : location === undefined ? (
          t('lead')
        ) : (
          <Cutoff location={location} />
        )
      }
      actions={
        <>
          {location !== undefined && tab === 'waves' && (
            <WhyChoice
              about={{ subject: `location/${location}`, kind: 'fulfilment.wave', orderId: null }}
              button={{ size: 'middle', type: 'default' }}
            />
          )}
          {location !== undefined && tab === 'waves' && may('fulfilment:write') && (
            <PlanWaveButton location={location} type="primary" />
          )}
          {may('fulfilment:write') && !isSupplier && (
            <Button
              icon={<ScanOutlined />}
              onClick={() =>
                void navigate({
                  to: '/floor',
                  search: location === undefined ? {} : { location },
                })
              }
            >
              {t('openFloor')}
            </Button>
          )}
        </>
      }
    >
      <TabLinks
        label={t('title')}
        active={tab}
        tabs={tabs.map((name) => ({
          name,
          text: t(`tab.${name}`),
          // The same location and priority, and states of its own. The board is named too.
          search: {
            ...(location === undefined ? {} : { location }),
            ...(priority === undefined ? {} : { priority: String(priority) }),
            tab: name,
          },
        }))}
      />
      <Filters />
      {tab === 'board' ? (
        <Content />
      ) : (
        <Section isFlush>
          <Content key={tab} />
        </Section>
      )}
      <Opened />
    </Page>
  );
}

const STATES: Readonly<Record<TabName, readonly string[]>> = {
  board: [],
  waves: ['planned', 'released', 'done', 'cancelled'],
  'pick-lists': ['open', 'picking', 'done', 'cancelled'],
  packing: ['picked', 'packed'],
  shipments: [
    'booked',
    'shipped',
    'in_transit',
    'out_for_delivery',
    'delivery_failed',
    'delivered',
    'returned_to_sender',
    'voided',
  ],
  manifests: ['open', 'closed'],
  requests: ['pending', 'accepted', 'refused', 'withdrawn'],
  purchases: ['drafted', 'sent', 'accepted', 'declined', 'shipped', 'cancelled'],
};
const STATE_TEXTS = {
  board: 'workState',
  waves: 'waveState',
  'pick-lists': 'listState',
  packing: 'workState',
  shipments: 'shipmentState',
  manifests: 'manifestState',
  requests: 'requestState',
  purchases: 'purchaseState',
} as const;

function Filters() {
  const { t, i18n } = useTranslation('fulfilment');
  const { tab, location, state, priority, show } = useFulfilmentSearch();
  const { data: locations = [] } = useQuery(locationsQuery);
  const states = STATES[tab];
  return (
    <div className="filters">
      {locations.length > 1 && (
        <Select
          className="filter-location"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          value={location}
          placeholder={t('filter.allLocations')}
          aria-label={t('column.location')}
          onChange={(value?: string) => show({ location: value })}
          options={locations.map((each) => ({
            value: each.code,
            label: nameIn(i18n.language, each),
          }))}
        />
      )}
      {states.length > 0 && (
        <Select
          className="filter-state"
          allowClear={tab !== 'packing'}
          value={tab === 'packing' ? (state ?? 'picked') : state}
          placeholder={t('filter.allStates')}
          aria-label={t('filter.state')}
          onChange={(value?: string) => show({ state: value })}
          options={states.map((value) => ({
            value,
            label: t(`${STATE_TEXTS[tab]}.${value}` as 'workState.open'),
          }))}
        />
      )}
      {WITH_PRIORITY.has(tab) && (
        <Select
          className="filter-state"
          allowClear
          value={priority}
          placeholder={t('filter.allPriorities')}
          aria-label={t('column.priority')}
          onChange={(value?: number) => show({ priority: value })}
          options={[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((value) => ({
            value,
            label: t('filter.priority', { value }),
          }))}
        />
      )}
    </div>
  );
}

/** When the day of the chosen location ends, and how long that is. */
function Cutoff({ location }: { readonly location: string }) {
  const { t, i18n } = useTranslation('fulfilment');
  const found = useLocationOf(location);
  const now = useNow(30_000);
  // Roles that do not see how a location works see no cut-off.
  if (found?.cutoffMinuteOfDay === undefined) return <>{t('lead')}</>;
  const { timeZone, cutoffMinuteOfDay } = found;
  const left = minutesToCutoff(now, timeZone, cutoffMinuteOfDay);
  const time = timeOfMinute(cutoffMinuteOfDay);
  return left < 0 ? (
    <>{t('cutoff.passed', { time })}</>
  ) : (
    <>{t('cutoff.left', { time, duration: formatDuration(left * 60_000, i18n.language) })}</>
  );
}

/** What was opened beside the list. */
function Opened() {
  const { t } = useTranslation('fulfilment');
  const { open, show } = useFulfilmentSearch();
  const isNarrow = useIsNarrow();
  const [kind, id] =
    open === undefined ? [] : [open.split('/')[0], open.slice(open.indexOf('/') + 1)];
  const isKnown =
    id !== undefined && (kind === 'order' || kind === 'shipment' || kind === 'pick-list');
  return (
    <Drawer
      open={isKnown}
      onClose={() => show({ open: undefined })}
      size={isNarrow ? '100%' : 480}
      title={isKnown ? t(`opened.${kind}`, { id }) : ''}
      destroyOnHidden
    >
      {isKnown && kind === 'order' && <WorkDetails id={id} />}
      {isKnown && kind === 'shipment' && <ShipmentDetails id={id} />}
      {isKnown && kind === 'pick-list' && <PickListDetails id={id} />}
    </Drawer>
  );
}
