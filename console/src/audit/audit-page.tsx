import { HistoryOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { usePages } from '../client/pages.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment } from '../ui/figures.tsx';
import { Page, Section } from '../ui/page.tsx';
import './audit.css';
import { AuditDrawer } from './audit-drawer.tsx';
import { useActorName, type AuditEntry } from './audit-entry.ts';

const FILTERS = ['actor', 'type', 'subject'] as const;

/** Who did what, when, and how it stood before and after. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const navigate = useNavigate();
  const filters = useSearch({ from: '/inside/audit' });
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const actorOf = useActorName();
  const query = Object.fromEntries(
    FILTERS.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
  );
  const pages = usePages<AuditEntry>(['audit', query], (cursor, signal) =>
    answerOf(
      client.GET('/v1/audit', {
        params: { query: { ...query, limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const columns: readonly Column<AuditEntry>[] = [
    {
      key: 'when',
      title: t('when'),
      width: '150px',
      render: ({ recordedtime }) => <Moment at={recordedtime} />,
    },
    {
      key: 'actor',
      title: t('actor'),
      width: 'minmax(150px, 1fr)',
      render: ({ actor }) => actorOf(actor),
    },
    {
      key: 'type',
      title: t('type'),
      width: 'minmax(180px, 1.2fr)',
      render: ({ type }) => <span className="code">{type}</span>,
    },
    {
      key: 'subject',
      title: t('subject'),
      width: 'minmax(180px, 1.4fr)',
      render: ({ subject }) => <span className="code">{subject}</span>,
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')} isWide>
      <div className="audit-filters">
        {FILTERS.map((name) => (
          <Input.Search
            key={name}
            aria-label={t(`${name}Filter`)}
            placeholder={t(`${name}Filter`)}
            defaultValue={filters[name]}
            allowClear
            onSearch={(value) =>
              void navigate({
                to: '/audit',
                search: ({ [name]: _before, ...rest }) =>
                  (value.trim() === '' ? rest : { ...rest, [name]: value.trim() }) as Record<
                    string,
                    string
                  >,
              })
            }
          />
        ))}
      </div>
      <Section isFlush>
        <CursorTable
          label={t('title')}
          columns={columns}
          pages={pages}
          rowKey={({ sequence }) => sequence}
          onOpen={setOpened}
          renderCard={(entry) => (
            <span className="audit-card">
              <span className="code">{entry.type}</span>
              <span>
                {actorOf(entry.actor)} · <Moment at={entry.recordedtime} />
              </span>
              <span className="code quiet">{entry.subject}</span>
            </span>
          )}
          empty={<EmptyState icon={<HistoryOutlined />} title={t('empty')} lead={t('emptyLead')} />}
        />
      </Section>
      {opened !== null && <AuditDrawer entry={opened} close={() => setOpened(null)} />}
    </Page>
  );
}
