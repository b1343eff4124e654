import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowRun, FlowView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { CursorTable, type Column } from '../../ui/cursor-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { useRuns } from '../flow-queries.ts';
import { MigrationDrawer } from '../migration/migration-drawer.tsx';
import { RunPicture } from './run-picture.tsx';
import { RunTag } from './run-tag.tsx';
import './runs.css';

/** Stands for every version among them. */
const ANY = 0;

/** The orders that went through a flow, and the way of one of them lit on its picture. */
export function RunsSection({
  flow,
  chosen,
  version,
}: {
  readonly flow: FlowView;
  readonly chosen: string | null;
  /** Only what entered this version; 0: any. */
  readonly version: number;
}) {
  const { t } = useTranslation('flows');
  const navigate = useNavigate();
  const may = useMay();
  const [isMoving, setMoving] = useState(false);
  const known = flow.versions.some(({ number }) => number === version) ? version : ANY;
  const pages = useRuns(flow.code, known === ANY ? null : known);
  const go = (search: Readonly<Record<string, string>>): void =>
    void navigate({
      to: '/flows/$code',
      params: { code: flow.code },
      search: { tab: 'runs', ...(known === ANY ? {} : { version: String(known) }), ...search },
    });
  const run = pages.rows.find(({ id }) => id === chosen) ?? pages.rows[0];
  const columns: readonly Column<FlowRun>[] = [
    {
      key: 'order',
      title: t('runs.order'),
      width: '130px',
      render: ({ orderId }) => orderId ?? t('runs.call'),
    },
    {
      key: 'state',
      title: t('runs.state'),
      width: 'minmax(120px, 1fr)',
      render: (row) => <RunTag run={row} />,
    },
    {
      key: 'version',
      title: t('runs.version'),
      width: '90px',
      render: ({ flowVersion }) => flowVersion,
    },
    {
      key: 'entered',
      title: t('runs.entered'),
      width: '150px',
      render: ({ enteredAt }) => <Moment at={enteredAt} />,
    },
  ];
  return (
    <div className="runs">
      <Section
        title={t('tab.runs')}
        isFlush
        extra={
          <span className="runs-tools">
            <Select
              aria-label={t('runs.version')}
              value={known}
              options={[
                { value: ANY, label: t('runs.allVersions') },
                ...flow.versions.map(({ number }) => ({
                  value: number,
                  label: t('versions.number', { number }),
                })),
              ]}
              onChange={(number) =>
                void navigate({
                  to: '/flows/$code',
                  params: { code: flow.code },
                  search: {
                    tab: 'runs',
                    ...(number === ANY ? {} : { version: String(number) }),
                  },
                })
              }
            />
            {flow.versions.length > 1 && may('flows:approve') && (
              <Button onClick={() => setMoving(true)}>{t('migration.label')}</Button>
            )}
          </span>
        }
      >
        <CursorTable
          label={t('tab.runs')}
          columns={columns}
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => go({ run: id })}
          renderCard={(row) => (
            <span className="run-card">
              <b>{row.orderId ?? t('runs.call')}</b> <RunTag run={row} />
              <span className="quiet">
                {t('versions.number', { number: row.flowVersion })} · <Moment at={row.enteredAt} />
              </span>
            </span>
          )}
          empty={<EmptyState title={t('runs.none')} lead={t('runs.noneLead')} />}
        />
      </Section>
      {run !== undefined && <RunPicture key={run.id} run={run} />}
      {isMoving && <MigrationDrawer flow={flow} onClose={() => setMoving(false)} />}
    </div>
  );
}
