import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Progress, Select, Upload } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../client/contract.generated.d.ts';
import { useNames } from '../../ui/use-names.ts';
import { formatQuantity } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { guessKind, IMPORT_KINDS, type ImportKind, type ImportKindName } from './import-kinds.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportReport } from './import-report.tsx';
import { sendImport, type ImportEnd } from './import-stream.ts';
import './imports.css';

const BEGINNING_BYTES = 4_096;

/** Takes a file, says what it seems to be, and sends it. */
export function ImportSender({ open }: { readonly open: (id: string) => void }) {
  const { t } = useTranslation('system');
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<ImportKindName | null>(null);
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>({});
  const [ownMap, setOwnMap] = useState<File | null>(null);
  const [progress, setProgress] = useState<ImportView | null>(null);
  // What the file would do; null: nobody has asked, or something has changed since.
  const [ahead, setAhead] = useState<ImportEnd | null>(null);
  const chosen: ImportKind | null = kind === null ? null : IMPORT_KINDS[kind];
  const send = useMutation({
    mutationFn: async ({ wanted, isDryRun }: Sending) => {
      setProgress(null);
      setAhead(null);
      const text = kind === 'own' && ownMap !== null ? await ownMap.text() : undefined;
      return sendImport(
        {
          file: wanted,
          map: kind === 'own' ? null : (chosen?.map ?? null),
          ...(text === undefined ? {} : { ownMap: text }),
          isDryRun,
          settings: Object.fromEntries(
            Object.entries(settings).filter(([name]) => chosen?.asks.some((ask) => ask === name)),
          ),
        },
        setProgress,
      );
    },
    onSuccess: (end) => {
      if (end.preview === undefined) return;
      setAhead(end);
      setProgress(null);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  const take = async (dropped: File): Promise<void> => {
    send.reset();
    setProgress(null);
    setAhead(null);
    setFile(dropped);
    const guessed = guessKind(dropped.name, await dropped.slice(0, BEGINNING_BYTES).text());
    if (guessed !== null) setKind(guessed);
  };
  const isReady =
    file !== null &&
    chosen !== null &&
    (kind !== 'own' || ownMap !== null) &&
    (!chosen.asks.includes('channel') || (settings['channel'] ?? '') !== '');
  return (
    <Section>
      <Upload.Dragger
        showUploadList={false}
        disabled={send.isPending}
        beforeUpload={(dropped) => {
          void take(dropped);
          return false;
        }}
      >
        <p className="import-drop-icon" aria-hidden>
          <InboxOutlined />
        </p>
        <p className="import-drop-title">{file === null ? t('imports.drop') : file.name}</p>
        <p className="system-hint">
          {file === null ? t('imports.dropLead') : t('imports.dropOther')}
        </p>
      </Upload.Dragger>
      <KindFields
        kind={kind}
        setKind={(next) => {
          setAhead(null);
          setKind(next);
        }}
        settings={settings}
        put={(name, value) => {
          setAhead(null);
          setSettings({ ...settings, [name]: value });
        }}
        ownMap={ownMap}
        setOwnMap={(map) => {
          setAhead(null);
          setOwnMap(map);
        }}
      />
      <div className="import-send">
        <Button
          disabled={!isReady || send.isPending}
          loading={send.isPending && send.variables.isDryRun}
          onClick={() => file !== null && send.mutate({ wanted: file, isDryRun: true })}
        >
          {t('preview.look')}
        </Button>
        <Button
          type="primary"
          disabled={!isReady || send.isPending}
          loading={send.isPending && !send.variables.isDryRun}
          onClick={() => file !== null && send.mutate({ wanted: file, isDryRun: false })}
        >
          {t('imports.send')}
        </Button>
        <span className="system-hint">{t('imports.twice')}</span>
      </div>
      {send.error !== null && <ProblemNotice problem={send.error} />}
      {ahead?.preview !== undefined && (
        <ImportPreview view={ahead.import} preview={ahead.preview} />
      )}
      {(send.isPending || progress !== null) && (
        <Running view={progress} isPending={send.isPending} open={open} />
      )}
    </Section>
  );
}

interface Sending {
  readonly wanted: File;
  readonly isDryRun: boolean;
}

/** How far it is. Nobody knows how many rows a file has before it is read, so a bar only says that it moves. */
function Running({
  view,
  isPending,
  open,
}: {
  readonly view: ImportView | null;
  readonly isPending: boolean;
  readonly open: (id: string) => void;
}) {
  const { t, i18n } = useTranslation('system');
  return (
    <div className="import-running" role="status">
      {isPending && (
        <Progress
          percent={100}
          status="active"
          showInfo={false}
          aria-label={t('imports.sending')}
        />
      )}
      <p>
        {view === null
          ? t('imports.sending')
          : t('imports.read', {
              count: view.rowsRead,
              shown: formatQuantity(view.rowsRead, i18n.language),
            })}
      </p>
      {view !== null && <ImportReport value={view} />}
      {view !== null && view.rowsRejected > 0 && (
        <p className="import-rejected-count">
          {t('imports.rejected', {
            count: view.rowsRejected,
            shown: formatQuantity(view.rowsRejected, i18n.language),
          })}
        </p>
      )}
      {view !== null && !isPending && view.rowsRejected > 0 && (
        <Button size="small" onClick={() => open(view.id)}>
          {t('imports.showRejected')}
        </Button>
      )}
    </div>
  );
}

function KindFields({
  kind,
  setKind,
  settings,
  put,
  ownMap,
  setOwnMap,
}: {
  readonly kind: ImportKindName | null;
  readonly setKind: (kind: ImportKindName) => void;
  readonly settings: Readonly<Record<string, string>>;
  readonly put: (name: string, value: string) => void;
  readonly ownMap: File | null;
  readonly setOwnMap: (file: File) => void;
}) {
  const { t } = useTranslation('system');
  const { channels } = useNames();
  const ids = { kind: useId(), channel: useId(), currency: useId() };
  const chosen: ImportKind | null = kind === null ? null : IMPORT_KINDS[kind];
  return (
    <div className="import-fields">
      <div>
        <label htmlFor={ids.kind}>{t('imports.kind')}</label>
        <Select<ImportKindName>
          id={ids.kind}
          className="system-wide"
          placeholder={t('imports.kindWanted')}
          value={kind}
          onChange={setKind}
          options={(Object.keys(IMPORT_KINDS) as ImportKindName[]).map((value) => ({
            value,
            label: t(`importKind.${value}`),
          }))}
        />
      </div>
      {chosen?.asks.includes('channel') === true && (
        <div>
          <label htmlFor={ids.channel}>{t('imports.channel')}</label>
          <Select
            id={ids.channel}
            className="system-wide"
            placeholder={t('imports.channelWanted')}
            value={settings['channel'] ?? null}
            onChange={(value: string) => put('channel', value)}
            options={channels.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
      )}
      {chosen?.asks.includes('currency') === true && (
        <div>
          <label htmlFor={ids.currency}>{t('imports.currency')}</label>
          <Input
            id={ids.currency}
            maxLength={3}
            placeholder="CNY"
            value={settings['currency'] ?? ''}
            onChange={({ target }) => put('currency', target.value.toUpperCase())}
          />
        </div>
      )}
      {chosen?.asks.includes('fulfilled') === true && (
        <Checkbox
          className="import-wide"
          checked={settings['fulfilled'] === 'take'}
          onChange={({ target }) => put('fulfilled', target.checked ? 'take' : 'reject')}
        >
          {t('imports.fulfilled')}
          <span className="system-hint import-block">{t('imports.fulfilledHint')}</span>
        </Checkbox>
      )}
      {kind === 'own' && (
        <div className="import-wide">
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(map) => {
              setOwnMap(map);
              return false;
            }}
          >
            <Button>{ownMap === null ? t('imports.ownMap') : ownMap.name}</Button>
          </Upload>
          <p className="system-hint">{t('imports.ownMapHint')}</p>
        </div>
      )}
      {chosen !== null && kind !== null && kind !== 'own' && (
        <div className="import-wide import-hints">
          <p>{t(`importLead.${kind}`)}</p>
          <p className="system-wrap">
            {chosen.columns.map((column) => (
              <span key={column} className="import-column code">
                {column}
              </span>
            ))}
            {chosen.optional.map((column) => (
              <span key={column} className="import-column import-column-optional code">
                {column}
              </span>
            ))}
          </p>
          {chosen.optional.length > 0 && <p className="system-hint">{t('imports.columnsHint')}</p>}
        </div>
      )}
    </div>
  );
}
