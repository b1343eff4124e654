import { SwapOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Form, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { TransferView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { ActionDialog } from './action-dialog.tsx';
import { LocationPicker } from './pickers.tsx';
import { SkuOfCode } from './sku-cell.tsx';
import { TransferDialog } from './stock-actions.tsx';
import { useFilters } from './use-filters.ts';
import { useLocations } from './use-locations.ts';

const sum = (transfer: TransferView, of: 'quantity' | 'received'): number =>
  transfer.lines.reduce((total, line) => total + line[of], 0);

/** Goods between our own locations: what is under way, what has come, and with which differences. */
export function TransfersSection() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const [filters, change] = useFilters();
  const [isSending, setSending] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const state =
    filters['state'] === 'received' || filters['state'] === 'all' ? filters['state'] : 'on_the_way';
  const location = filters['location'];
  const pages = usePages<TransferView>(
    ['stock', 'transfers', { state, location }],
    (cursor, signal) =>
      answerOf(
        client.GET('/v1/stock/transfers', {
          params: {
            query: {
              limit: 60,
              ...(state === 'all' ? {} : { state }),
              ...(location === undefined ? {} : { location }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
  );
  const send = may('stock:write') && (
    <Button type="primary" ghost icon={<SwapOutlined />} onClick={() => setSending(true)}>
      {t('transfer.title')}
    </Button>
  );
  const progress = (transfer: TransferView) => (
    <span>
      <Quantity value={sum(transfer, 'received')} /> /{' '}
      <Quantity value={sum(transfer, 'quantity')} />
    </span>
  );
  const current = pages.rows.find(({ reference }) => reference === opened);
  return (
    <Section isFlush>
      <div className="inventory-bar">
        <Segmented
          aria-label={t('state')}
          value={state}
          onChange={(value) => change({ state: value === 'on_the_way' ? undefined : value })}
          options={(['on_the_way', 'received', 'all'] as const).map((value) => ({
            value,
            label: t(`transfer.state.${value}`),
          }))}
        />
        <LocationPicker
          canClear
          className="inventory-picker"
          label={t('allLocations')}
          {...(location === undefined ? {} : { value: location })}
          onChange={(code) => change({ location: code })}
        />
        <span className="inventory-bar-end">{send}</span>
      </div>
      <CursorTable
        label={t('tab.transfers')}
        height="calc(100dvh - 330px)"
        pages={pages}
        rowKey={({ reference }) => reference}
        onOpen={({ reference }) => setOpened(reference)}
        columns={[
          {
            key: 'reference',
            title: t('reference'),
            width: 'minmax(150px, 1.2fr)',
            render: (row) => <span className="code">{row.reference}</span>,
          },
          {
            key: 'from',
            title: t('from'),
            width: 'minmax(140px, 1fr)',
            render: (row) => nameOf(row.from),
          },
          {
            key: 'to',
            title: t('to'),
            width: 'minmax(140px, 1fr)',
            render: (row) => nameOf(row.to),
          },
          {
            key: 'skus',
            title: t('skus'),
            width: '70px',
            align: 'end',
            render: (row) => <Quantity value={row.lines.length} />,
          },
          {
            key: 'units',
            title: t('transfer.progress'),
            width: '130px',
            align: 'end',
            render: progress,
          },
          {
            key: 'expected',
            title: t('expectedAt'),
            width: '150px',
            render: (row) => <Moment at={row.expectedAt} />,
          },
          {
            key: 'state',
            title: t('state'),
            width: '150px',
            render: (row) => <TransferTag transfer={row} />,
          },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <strong>
                {nameOf(row.from)} → {nameOf(row.to)}
              </strong>
              <TransferTag transfer={row} />
            </div>
            <div className="inventory-card-foot">
              <span className="code">{row.reference}</span>
              {progress(row)}
              <Moment at={row.expectedAt} />
            </div>
          </div>
        )}
        empty={
          <EmptyState
            icon={<SwapOutlined />}
            title={t(`transfer.empty.${state}`)}
            lead={t('transfer.emptyLead')}
            action={send}
          />
        }
      />
      {isSending && <TransferDialog close={() => setSending(false)} />}
      {current !== undefined && <TransferDrawer transfer={current} close={() => setOpened(null)} />}
    </Section>
  );
}

function TransferTag({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useTranslation('inventory');
  if (transfer.state === 'on_the_way') {
    return <Tag mood="info">{t('transfer.state.on_the_way')}</Tag>;
  }
  return transfer.differences.length > 0 ? (
    <Tag mood="warn">{t('transfer.withDifferences')}</Tag>
  ) : (
    <Tag mood="good">{t('transfer.state.received')}</Tag>
  );
}

function TransferDrawer({
  transfer,
  close,
}: {
  readonly transfer: TransferView;
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const isNarrow = useIsNarrow();
  const { nameOf } = useLocations();
  const [isReceiving, setReceiving] = useState(false);
  return (
    <Drawer
      open
      onClose={close}
      size={isNarrow ? '100%' : 520}
      title={`${nameOf(transfer.from)} → ${nameOf(transfer.to)}`}
      extra={
        transfer.state === 'on_the_way' &&
        may('stock:write') && (
          <Button type="primary" onClick={() => setReceiving(true)}>
            {t('transfer.receive.title')}
          </Button>
        )
      }
    >
      <p className="inventory-facts">
        <span className="code">{transfer.reference}</span>
        <TransferTag transfer={transfer} />
        <span>
          {t('expectedAt')} <Moment at={transfer.expectedAt} />
        </span>
      </p>
      <table className="quiet-table">
        <thead>
          <tr>
            <th>{t('sku')}</th>
            <th>{t('transfer.sent')}</th>
            <th>{t('received')}</th>
          </tr>
        </thead>
        <tbody>
          {transfer.lines.map((line) => (
            <tr
              key={line.sku}
              className={
                transfer.differences.some(({ sku }) => sku === line.sku)
                  ? 'quiet-table-differs'
                  : ''
              }
            >
              <td>
                <SkuOfCode code={line.sku} />
              </td>
              <td>
                <Quantity value={line.quantity} />
              </td>
              <td>
                <Quantity value={line.received} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isReceiving && (
        <ReceiveTransferDialog transfer={transfer} close={() => setReceiving(false)} />
      )}
    </Drawer>
  );
}

function ReceiveTransferDialog({
  transfer,
  close,
}: {
  readonly transfer: TransferView;
  readonly close: () => void;
}) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly came: readonly (number | null)[];
    readonly isComplete: boolean;
  }
  return (
    <ActionDialog<Values>
      title={t('transfer.receive.title')}
      lead={t('transfer.receive.lead')}
      action={t('transfer.receive.action')}
      said={t('receive.said')}
      close={close}
      initialValues={{
        came: transfer.lines.map(({ quantity, received }) => Math.max(0, quantity - received)),
        isComplete: false,
      }}
      carryOut={({ came, isComplete }) =>
        answerOf(
          client.POST('/v1/stock/transfers/{reference}/receive', {
            params: { path: { reference: transfer.reference } },
            body: {
              isComplete,
              lines: transfer.lines.flatMap(({ sku }, index) => {
                const quantity = came[index] ?? 0;
                return quantity > 0 ? [{ sku, quantity }] : [];
              }),
            },
          }),
        )
      }
    >
      {transfer.lines.map((line, index) => (
        <Form.Item
          key={line.sku}
          name={['came', index]}
          label={
            <span>
              <span className="code">{line.sku}</span>{' '}
              <span className="quiet">
                {t('transfer.receive.open', { count: Math.max(0, line.quantity - line.received) })}
              </span>
            </span>
          }
        >
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Form.Item>
      ))}
      <Form.Item name="isComplete" valuePropName="checked">
        <Checkbox>{t('transfer.receive.complete')}</Checkbox>
      </Form.Item>
    </ActionDialog>
  );
}
