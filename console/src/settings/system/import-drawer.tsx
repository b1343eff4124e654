import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { useMay } from '../../client/session.ts';
import { Moment } from '../../ui/figures.tsx';
import { formatQuantity } from '../../ui/format.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { ImportReport } from './import-report.tsx';
import { IMPORT_MOODS, ImportName } from './import-name.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { rejectedOf } from './verdict-rows.ts';
import './imports.css';

const SHOWN_MAX = 200;

/** One import: how it went, and which rows were not taken and why. */
export function ImportDrawer({
  value,
  close,
}: {
  readonly value: ImportView;
  readonly close: () => void;
}) {
  const { t, i18n } = useTranslation('system');
  return (
    <Drawer
      open
      size="min(720px, 100vw)"
      title={<ImportName map={value.map} />}
      extra={<Tag mood={IMPORT_MOODS[value.state]}>{t(`imports.state.${value.state}`)}</Tag>}
      onClose={close}
    >
      <dl className="system-facts">
        <dt>{t('imports.started')}</dt>
        <dd>
          <Moment at={value.startedAt} />
        </dd>
        {value.endedAt !== null && (
          <>
            <dt>{t('imports.ended')}</dt>
            <dd>
              <Moment at={value.endedAt} />
            </dd>
          </>
        )}
        <dt>{t('imports.by')}</dt>
        <dd>{value.actor.split('/')[1] ?? value.actor}</dd>
        <dt>{t('imports.rows')}</dt>
        <dd className="numbers">{formatQuantity(value.rowsRead, i18n.language)}</dd>
      </dl>
      <ImportReport value={value} />
      {value.rowsRejected > 0 && value.state !== 'running' && <Rejected value={value} />}
    </Drawer>
  );
}

function Rejected({ value: { id, rowsRejected } }: { readonly value: ImportView }) {
  const { t, i18n } = useTranslation('system');
  const may = useMay();
  const mayExport = may('export:read');
  const { data, error, isPending } = useQuery({
    queryKey: ['import', id, 'rejected'],
    enabled: mayExport,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ import: id });
      const response = await fetch(`/v1/exports/import-rejections.ndjson?${query.toString()}`, {
        signal,
        credentials: 'same-origin',
      });
      if (!response.ok) throw new ServerProblem(await response.json().catch(() => null), response);
      return rejectedOf(await response.text()).slice(0, SHOWN_MAX);
    },
  });
  return (
    <section className="import-rejected">
      <header>
        <h3>
          {t('imports.rejected', {
            count: rowsRejected,
            shown: formatQuantity(rowsRejected, i18n.language),
          })}
        </h3>
        {mayExport && (
          <span className="system-wrap">
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                size="small"
                icon={<DownloadOutlined />}
                href={`/v1/exports/import-rejections.${format}?import=${id}`}
                download={`rejected-${id}.${format}`}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </span>
        )}
      </header>
      <p className="system-hint">{t('imports.rejectedLead')}</p>
      {mayExport && isPending && <Skeleton active />}
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && <RejectedRows rows={data} />}
      {rowsRejected > SHOWN_MAX && (
        <p className="system-hint">{t('imports.firstOnly', { count: SHOWN_MAX })}</p>
      )}
    </section>
  );
}
