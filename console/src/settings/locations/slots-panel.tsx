import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { SlotView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { CursorTable, type Column } from '../../ui/cursor-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWords } from '../form/use-words.ts';
import { readSlots, writeSlots, type ReadSlots } from './read-slots.ts';

const PAGE = 200;
const AT_ONCE_MAX = 2_000;
const WRONG_SHOWN = 5;
const EXAMPLE: readonly SlotView[] = [
  {
    location: '',
    code: 'A-01-1',
    aisle: 'A',
    xMillimetres: 1_000,
    yMillimetres: 2_500,
    sequence: 10,
    skus: ['TEA-100', 'TEA-200'],
  },
];

/** Where goods lie at a location: its slots in the order in which they are walked, and a file that brings them in. */
export function SlotsPanel({ location }: { readonly location: string }) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const words = useWords();
  const [isImporting, setImporting] = useState(false);
  const pages = usePages<SlotView>(['location', location, 'slots'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/fulfilment/sites/{code}/slots', {
        params: {
          path: { code: location },
          query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const metres = (slot: SlotView): string =>
    slot.xMillimetres === null || slot.yMillimetres === null
      ? '—'
      : `${words.number(slot.xMillimetres / 1_000)}, ${words.number(slot.yMillimetres / 1_000)} m`;
  const columns: readonly Column<SlotView>[] = [
    {
      key: 'code',
      title: t('slots.slot'),
      width: 'minmax(110px, 1fr)',
      render: ({ code }) => <span className="code">{code}</span>,
    },
    {
      key: 'aisle',
      title: t('slots.aisle'),
      width: '90px',
      render: ({ aisle }) => aisle ?? '—',
    },
    {
      key: 'sequence',
      title: t('slots.sequence'),
      width: '90px',
      align: 'end',
      render: ({ sequence }) => <span className="numbers">{words.number(sequence)}</span>,
    },
    {
      key: 'place',
      title: t('slots.place'),
      width: '130px',
      align: 'end',
      render: (slot) => <span className="numbers">{metres(slot)}</span>,
    },
    {
      key: 'skus',
      title: t('slots.skus'),
      width: 'minmax(160px, 2fr)',
      render: ({ skus }) => <span className="code">{skus.join(' ')}</span>,
    },
  ];
  const mayEdit = may('settings:write');
  const count = pages.hasMore
    ? t('slots.more', { count: pages.rows.length })
    : t('slots.count', { count: pages.rows.length });
  return (
    <>
      <Section
        title={t('slots.title')}
        isFlush
        extra={
          <>
            {pages.rows.length > 0 && <span>{count}</span>}
            {mayEdit && pages.rows.length > 0 && (
              <Button size="small" onClick={() => setImporting(true)}>
                {t('slots.import')}
              </Button>
            )}
          </>
        }
      >
        <CursorTable
          label={t('slots.title')}
          columns={columns}
          pages={pages}
          rowKey={({ code }) => code}
          height="min(560px, calc(100dvh - 320px))"
          renderCard={(slot) => (
            <>
              <span className="code">{slot.code}</span>
              <span className="quiet"> · {metres(slot)}</span>
              <div className="code quiet">{slot.skus.join(' ')}</div>
            </>
          )}
          empty={
            <EmptyState
              title={t('slots.none')}
              lead={t('slots.noneLead')}
              action={
                mayEdit ? (
                  <Button onClick={() => setImporting(true)}>{t('slots.import')}</Button>
                ) : undefined
              }
            />
          }
        />
      </Section>
      {isImporting && <SlotsImport location={location} close={() => setImporting(false)} />}
    </>
  );
}

function SlotsImport({
  location,
  close,
}: {
  readonly location: string;
  readonly close: () => void;
}) {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const [read, setRead] = useState<ReadSlots | null>(null);
  const sending = useMutation({
    mutationFn: async (slots: ReadSlots['slots']) => {
      // Each part is put as a whole or not at all.
      for (let from = 0; from < slots.length; from += AT_ONCE_MAX) {
        await answerOf(
          client.PUT('/v1/fulfilment/sites/{code}/slots', {
            params: { path: { code: location } },
            body: { slots: slots.slice(from, from + AT_ONCE_MAX) },
          }),
        );
      }
      return slots.length;
    },
    onSuccess: (count) => {
      void message.success(t('slots.put', { count }));
      close();
    },
  });
  const example = `data:text/csv;charset=utf-8,${encodeURIComponent(writeSlots(EXAMPLE))}`;
  const count = read?.slots.length ?? 0;
  return (
    <Modal
      open
      title={t('slots.import')}
      onCancel={close}
      okText={t('slots.take', { count })}
      okButtonProps={{ disabled: count === 0, loading: sending.isPending }}
      onOk={() => {
        if (read !== null) sending.mutate(read.slots);
      }}
    >
      <div className="review">
        <p>{t('slots.importLead')}</p>
        <Upload.Dragger
          accept=".csv,.tsv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            sending.reset();
            void file.text().then((text) => setRead(readSlots(text)));
            return false;
          }}
        >
          <p className="slots-drop">
            <InboxOutlined aria-hidden />
          </p>
          <p>{t('slots.drop')}</p>
        </Upload.Dragger>
        <a href={example} download="slots.csv">
          <DownloadOutlined aria-hidden /> {t('slots.example')}
        </a>
        {read !== null && !read.hasHeader && (
          <Alert type="warning" showIcon title={t('slots.noHeader')} />
        )}
        {read !== null && read.hasHeader && (
          <Alert
            type={read.wrong.length > 0 ? 'warning' : 'success'}
            showIcon
            title={t('slots.read', { count })}
            description={
              read.wrong.length === 0 ? undefined : (
                <ul>
                  {read.wrong.slice(0, WRONG_SHOWN).map(({ line, reason }) => (
                    <li key={line}>{t(`slots.wrong.${reason}`, { line })}</li>
                  ))}
                  {read.wrong.length > WRONG_SHOWN && (
                    <li>{t('slots.wrongMore', { count: read.wrong.length - WRONG_SHOWN })}</li>
                  )}
                </ul>
              )
            }
          />
        )}
        {sending.error !== null && <ProblemNotice problem={sending.error} />}
      </div>
    </Modal>
  );
}
