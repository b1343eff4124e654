import { AuditOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Switch, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { SnapshotView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay } from '../client/session.ts';
import { CursorTable } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { actorName } from './names.ts';
import { LocationPicker } from './pickers.tsx';
import { SnapshotDetail, SnapshotTag } from './snapshot-detail.tsx';
import { useFilters } from './use-filters.ts';
import { useLocations } from './use-locations.ts';

/** Whether what other systems say is on hand is what we say, and if not, why. */
export function ReconciliationSection() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { nameOf } = useLocations();
  const [filters, change] = useFilters();
  const [isUploading, setUploading] = useState(false);
  const location = filters['location'];
  const pages = usePages<SnapshotView>(['snapshots', { location }], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/snapshots', {
        params: {
          query: {
            limit: 60,
            ...(location === undefined ? {} : { location }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
  const upload = may('stock:write') && (
    <Button type="primary" ghost icon={<InboxOutlined />} onClick={() => setUploading(true)}>
      {t('snapshot.upload')}
    </Button>
  );
  const opened = filters['snapshot'];
  if (opened !== undefined) {
    return <SnapshotDetail id={opened} back={() => change({ snapshot: undefined })} />;
  }
  return (
    <Section isFlush>
      <div className="inventory-bar">
        <LocationPicker
          canClear
          className="inventory-picker"
          label={t('allLocations')}
          {...(location === undefined ? {} : { value: location })}
          onChange={(code) => change({ location: code })}
        />
        <span className="inventory-bar-end">{upload}</span>
      </div>
      <CursorTable
        label={t('tab.reconciliation')}
        height="calc(100dvh - 330px)"
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={({ id }) => change({ snapshot: id })}
        columns={[
          {
            key: 'location',
            title: t('location'),
            width: 'minmax(150px, 1.2fr)',
            render: (row) => nameOf(row.location),
          },
          {
            key: 'source',
            title: t('snapshot.source'),
            width: 'minmax(110px, 1fr)',
            render: (row) => row.source,
          },
          {
            key: 'taken',
            title: t('snapshot.takenAt'),
            width: '150px',
            render: (row) => <Moment at={row.takenAt} />,
          },
          {
            key: 'lines',
            title: t('snapshot.lines'),
            width: '90px',
            align: 'end',
            render: (row) => <Quantity value={row.lines} />,
          },
          {
            key: 'drifts',
            title: t('snapshot.drifts'),
            width: '110px',
            align: 'end',
            render: (row) => <Drifts snapshot={row} />,
          },
          {
            key: 'by',
            title: t('snapshot.by'),
            width: 'minmax(110px, 1fr)',
            render: (row) => actorName(row.uploadedBy),
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
            width: '170px',
            render: (row) => <SnapshotTag state={row.state} />,
          },
        ]}
        renderCard={(row) => (
          <div className="inventory-card">
            <div className="inventory-card-head">
              <strong>{nameOf(row.location)}</strong>
              <SnapshotTag state={row.state} />
            </div>
            <div className="inventory-card-foot">
              <span>{row.source}</span>
              <span>
                {t('snapshot.drifts')} <Drifts snapshot={row} />
              </span>
              <Moment at={row.takenAt} />
            </div>
          </div>
        )}
        empty={
          <EmptyState
            icon={<AuditOutlined />}
            title={t('snapshot.empty')}
            lead={t('snapshot.emptyLead')}
            action={upload}
          />
        }
      />
      {isUploading && (
        <UploadDialog close={() => setUploading(false)} open={(id) => change({ snapshot: id })} />
      )}
    </Section>
  );
}

function Drifts({ snapshot }: { readonly snapshot: SnapshotView }) {
  return snapshot.drifts === 0 ? (
    <span className="quiet numbers">0</span>
  ) : (
    <strong className="drift-less">
      <Quantity value={snapshot.drifts} />
    </strong>
  );
}

function UploadDialog({
  close,
  open,
}: {
  readonly close: () => void;
  readonly open: (id: string) => void;
}) {
  const { t } = useTranslation('inventory');
  interface Values {
    readonly location: string;
    readonly source?: string;
    readonly takenAt: { readonly toISOString: () => string };
    readonly isComplete: boolean;
    readonly file: { readonly fileList: readonly { readonly originFileObj?: File }[] };
  }
  return (
    <ActionDialog<Values>
      title={t('snapshot.upload')}
      lead={t('snapshot.uploadLead')}
      action={t('snapshot.compare')}
      said={t('snapshot.uploaded')}
      close={close}
      initialValues={{ isComplete: true }}
      carryOut={async ({ file, location, source, takenAt, isComplete }) => {
        const text = (await file.fileList[0]?.originFileObj?.text()) ?? '';
        const snapshot = await answerOf(
          client.POST('/v1/stock/snapshots/file', {
            params: {
              query: {
                location,
                takenAt: takenAt.toISOString(),
                isComplete,
                ...(source ? { source } : {}),
              },
            },
            headers: { 'content-type': 'text/csv' },
            body: text,
            bodySerializer: (body) => body,
          }),
        );
        open(snapshot.id);
      }}
    >
      <div className="inventory-fields">
        <Form.Item
          name="location"
          label={t('location')}
          rules={[{ required: true, message: t('needed.location') }]}
        >
          <LocationPicker label={t('location')} />
        </Form.Item>
        <Form.Item name="source" label={t('snapshot.source')}>
          <Input maxLength={64} placeholder={t('snapshot.sourceHint')} />
        </Form.Item>
        <Form.Item
          name="takenAt"
          label={t('snapshot.takenAt')}
          rules={[{ required: true, message: t('needed.time') }]}
        >
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" showNow />
        </Form.Item>
        <Form.Item
          name="isComplete"
          valuePropName="checked"
          label={t('snapshot.complete')}
          extra={t('snapshot.completeHint')}
        >
          <Switch />
        </Form.Item>
      </div>
      <Form.Item name="file" rules={[{ required: true, message: t('needed.file') }]}>
        <Upload.Dragger accept=".csv,text/csv" maxCount={1} beforeUpload={() => false}>
          <p className="inventory-drop-icon">
            <InboxOutlined />
          </p>
          <p>{t('snapshot.drop')}</p>
          <p className="quiet code">sku, on_hand, lot</p>
        </Upload.Dragger>
      </Form.Item>
    </ActionDialog>
  );
}
