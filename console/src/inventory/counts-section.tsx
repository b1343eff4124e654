import { FileSearchOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { CountTaskView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { CountTag, Variance } from './count-parts.tsx';
import { CountDrawer } from './count-drawer.tsx';
import { CountPlans } from './count-plans.tsx';
import { LocationPicker, SkuPicker } from './pickers.tsx';
import { SkuOfCode } from './sku-cell.tsx';
import { ReasonField } from './stock-actions.tsx';
import { useFilters } from './use-filters.ts';
import { useLocations } from './use-locations.ts';

type CountState = CountTaskView['state'];
const STATES: readonly CountState[] = [
  'open',
  'recount',
  'approval',
  'posted',
  'short',
  'cancelled',
];
/** Counting: what is to be counted, what was found, and the plans behind it. */
export function CountsSection() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const [filters, change] = useFilters();
  const [isOrdering, setOrdering] = useState(false);
  const location = filters['location'];
  const state = location === undefined ? undefined : STATES.find((one) => one === filters['state']);
  const pages = usePages<CountTaskView>(['counts', { location, state }], (cursor, signal) =>
    answerOf(
      client.GET('/v1/counts', {
        params: {
          query: {
            limit: 60,
            ...(location === undefined ? {} : { location }),
            ...(state === undefined ? {} : { state }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
  const order = may('counts:write') && (
    <Button type="primary" ghost onClick={() => setOrdering(true)}>
      {t('count.order.title')}
    </Button>
  );
  const opened = pages.rows.find(({ id }) => id === filters['count']);
  const why = (row: CountTaskView): string =>
    t(`count.why.${row.why}` as 'count.why.ordered', { defaultValue: row.why });
  return (
    <div className="inventory-stack">
      <Section isFlush title={t('count.tasks')}>
        <div className="inventory-bar">
          <LocationPicker
            canClear
            className="inventory-picker"
            label={t('allLocations')}
            {...(location === undefined ? {} : { value: location })}
            onChange={(code) => change({ location: code, state: undefined })}
          />
          <Select
            allowClear
            className="inventory-picker"
            aria-label={t('state')}
            placeholder={location === undefined ? t('count.stateNeedsLocation') : t('state')}
            disabled={location === undefined}
            value={state ?? null}
            onChange={(value: CountState | undefined) => change({ state: value })}
            options={STATES.map((value) => ({ value, label: t(`count.state.${value}`) }))}
          />
          <span className="inventory-bar-end">{order}</span>
        </div>
        <CursorTable
          label={t('count.tasks')}
          height="min(480px, calc(100dvh - 380px))"
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => change({ count: id })}
          columns={[
            {
              key: 'sku',
              title: t('sku'),
              width: 'minmax(220px, 2fr)',
              render: (row) => <SkuOfCode code={row.sku} />,
            },
            {
              key: 'location',
              title: t('location'),
              width: 'minmax(140px, 1fr)',
              render: (row) => nameOf(row.location),
            },
            {
              key: 'slot',
              title: t('count.slot'),
              width: '110px',
              render: (row) => <span className="code">{row.slot ?? '—'}</span>,
            },
            { key: 'why', title: t('count.because'), width: 'minmax(130px, 1fr)', render: why },
            {
              key: 'variance',
              title: t('count.variance'),
              width: '90px',
              align: 'end',
              render: (row) => <Variance value={row.variance} />,
            },
            {
              key: 'since',
              title: t('since'),
              width: '120px',
              render: (row) => <Moment at={row.stateSince} isRelative />,
            },
            {
              key: 'state',
              title: t('state'),
              width: '150px',
              render: (row) => <CountTag state={row.state} />,
            },
          ]}
          renderCard={(row) => (
            <div className="inventory-card">
              <div className="inventory-card-head">
                <SkuOfCode code={row.sku} />
                <CountTag state={row.state} />
              </div>
              <div className="inventory-card-foot">
                <span>{nameOf(row.location)}</span>
                <span>{why(row)}</span>
                <Variance value={row.variance} />
              </div>
            </div>
          )}
          empty={
            <EmptyState
              icon={<FileSearchOutlined />}
              title={t('count.empty')}
              lead={t('count.emptyLead')}
              action={order}
            />
          }
        />
      </Section>
      <CountPlans />
      {opened !== undefined && (
        <CountDrawer task={opened} close={() => change({ count: undefined })} />
      )}
      {isOrdering && <OrderCountDialog close={() => setOrdering(false)} />}
    </div>
  );
}

function OrderCountDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly sku: string;
    readonly location: string;
    readonly reason: string;
  }
  return (
    <ActionDialog<Values>
      title={t('count.order.title')}
      lead={t('count.order.lead')}
      action={t('count.order.action')}
      said={t('count.order.said')}
      close={close}
      carryOut={(body) => answerOf(client.POST('/v1/counts', { body: { ...body, isBlind: true } }))}
    >
      <Form.Item name="sku" label={t('sku')} rules={[{ required: true, message: t('needed.sku') }]}>
        <SkuPicker label={t('sku')} />
      </Form.Item>
      <Form.Item
        name="location"
        label={t('location')}
        rules={[{ required: true, message: t('needed.location') }]}
      >
        <LocationPicker label={t('location')} />
      </Form.Item>
      <ReasonField />
    </ActionDialog>
  );
}
