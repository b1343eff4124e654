import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { AllotmentView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { nameIn } from './names.ts';
import { LocationPicker, SkuPicker } from './pickers.tsx';
import { SafetyStockSection } from './safety-stock-section.tsx';
import { SkuOfCode } from './sku-cell.tsx';
import { ReasonField } from './stock-actions.tsx';
import { useLocations } from './use-locations.ts';

/** What is kept back, and for whom: units for channels, safety stock by rule. */
export function KeepingSection() {
  return (
    <div className="inventory-stack">
      <Allotments />
      <SafetyStockSection />
    </div>
  );
}

function useChannels() {
  return useQuery({
    queryKey: ['channels', 'choose'],
    queryFn: async ({ signal }) => (await answerOf(client.GET('/v1/channels', { signal }))).items,
  }).data;
}

function Allotments() {
  const { t, i18n } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const channels = useChannels() ?? [];
  const [dialog, setDialog] = useState<'new' | AllotmentView | null>(null);
  const pages = usePages<AllotmentView>(['allotments'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/allotments', {
        params: { query: { limit: 60, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const channelName = (code: string | null): string => {
    if (code === null) return t('allotment.nobody');
    const channel = channels.find((one) => one.code === code);
    return channel === undefined ? code : nameIn(channel, i18n.language);
  };
  const add = may('stock:write') && (
    <Button size="small" onClick={() => setDialog('new')}>
      {t('allotment.add')}
    </Button>
  );
  const end = (row: AllotmentView) =>
    may('stock:write') &&
    row.state === 'active' &&
    row.channel !== null && (
      <Button size="small" type="text" danger onClick={() => setDialog(row)}>
        {t('allotment.end')}
      </Button>
    );
  const stateTag = (row: AllotmentView) => (
    <Tag mood={row.state === 'active' ? 'good' : 'quiet'}>{t(`allotment.state.${row.state}`)}</Tag>
  );
  return (
    <Section isFlush title={t('allotment.title')} extra={add}>
      <CursorTable
        label={t('allotment.title')}
        height="280px"
        pages={pages}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'channel',
            title: t('channel'),
            width: 'minmax(130px, 1fr)',
            render: (row) => channelName(row.channel),
          },
          {
            key: 'sku',
            title: t('sku'),
            width: 'minmax(200px, 2fr)',
            render: (row) => <SkuOfCode code={row.sku} />,
          },
          {
            key: 'location',
            title: t('location'),
            width: 'minmax(130px, 1fr)',
            render: (row) =>
              row.location === null ? t('allotment.anywhere') : nameOf(row.location),
          },
          {
            key: 'remaining',
            title: t('allotment.remaining'),
            width: '130px',
            align: 'end',
            render: (row) => (
              <>
                <Quantity value={row.remaining} /> / <Quantity value={row.quantity} />
              </>
            ),
          },
          {
            key: 'until',
            title: t('allotment.until'),
            width: '150px',
            render: (row) => (row.until === null ? t('allotment.open') : <Moment at={row.until} />),
          },
          { key: 'state', title: t('state'), width: '110px', render: stateTag },
          { key: 'end', title: '', width: '90px', align: 'end', render: end },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <SkuOfCode code={row.sku} />
              {stateTag(row)}
            </div>
            <div className="inventory-card-foot">
              <span>{channelName(row.channel)}</span>
              <span>
                <Quantity value={row.remaining} /> / <Quantity value={row.quantity} />
              </span>
              {end(row)}
            </div>
          </div>
        )}
        empty={
          <EmptyState title={t('allotment.empty')} lead={t('allotment.emptyLead')} action={add} />
        }
      />
      {dialog === 'new' && <AllotmentDialog close={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'new' && (
        <ActionDialog<{ readonly reason: string }>
          title={t('allotment.end')}
          lead={t('allotment.endLead', { count: dialog.remaining })}
          action={t('allotment.end')}
          isDanger
          said={t('allotment.ended')}
          close={() => setDialog(null)}
          carryOut={(body) =>
            answerOf(
              client.POST('/v1/stock/allotments/{code}/end', {
                params: { path: { code: dialog.code } },
                body,
              }),
            )
          }
        >
          <ReasonField />
        </ActionDialog>
      )}
    </Section>
  );
}

function AllotmentDialog({ close }: { readonly close: () => void }) {
  const { t, i18n } = useTranslation('inventory');
  const channels = useChannels() ?? [];
  interface Values {
    readonly code: string;
    readonly channel: string;
    readonly sku: string;
    readonly location?: string;
    readonly quantity: number;
    readonly until?: { readonly toISOString: () => string } | null;
  }
  return (
    <ActionDialog<Values>
      title={t('allotment.add')}
      lead={t('allotment.lead')}
      action={t('allotment.action')}
      said={t('allotment.said')}
      close={close}
      carryOut={({ code, channel, sku, location, quantity, until }) =>
        answerOf(
          client.PUT('/v1/stock/allotments/{code}', {
            params: { path: { code } },
            body: {
              channel,
              sku,
              quantity,
              ...(location === undefined ? {} : { location }),
              ...(until === undefined || until === null ? {} : { until: until.toISOString() }),
            },
          }),
        )
      }
    >
      <div className="inventory-fields">
        <Form.Item
          name="code"
          label={t('code')}
          rules={[{ required: true, message: t('needed.code') }]}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item
          name="channel"
          label={t('channel')}
          rules={[{ required: true, message: t('needed.channel') }]}
        >
          <Select
            aria-label={t('channel')}
            options={channels.map((channel) => ({
              value: channel.code,
              label: nameIn(channel, i18n.language),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="sku"
          label={t('sku')}
          rules={[{ required: true, message: t('needed.sku') }]}
        >
          <SkuPicker label={t('sku')} />
        </Form.Item>
        <Form.Item name="location" label={t('allotment.where')}>
          <LocationPicker canClear label={t('allotment.anywhere')} />
        </Form.Item>
        <Form.Item
          name="quantity"
          label={t('quantity')}
          rules={[{ required: true, message: t('needed.quantity') }]}
        >
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="until" label={t('allotment.until')}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
