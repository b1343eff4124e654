import { CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { Exception } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SeverityTag, useExceptionKind } from '../ui/exception-kind.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { ExceptionClock } from './exception-clock.tsx';
import { ExceptionDrawer } from './exception-drawer.tsx';
import './exceptions.css';
import { useOwnerName, useSubjectName } from './names.ts';

const VIEWS = ['mine', 'open', 'resolved'] as const;
type View = (typeof VIEWS)[number];

/** What is stuck, failed or contradicts itself: whose it is, until when, and what to do about it. */
export function ExceptionsTab() {
  const { t, i18n } = useTranslation('exceptions');
  const navigate = useNavigate();
  const { view = 'open', kind, id } = useSearch({ from: '/inside/exceptions' });
  const shown: View = VIEWS.find((name) => name === view) ?? 'open';
  const kindOf = useExceptionKind();
  const subjectOf = useSubjectName();
  const ownerOf = useOwnerName();
  const change = (search: Record<string, string | undefined>): void =>
    void navigate({
      to: '/exceptions',
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...search }).filter(([, value]) => value !== undefined),
        ) as Record<string, string>,
      replace: true,
    });
  const pages = usePages<Exception>(['exceptions', shown, kind], (cursor, signal) =>
    answerOf(
      client.GET('/v1/exceptions', {
        params: {
          query: {
            limit: 100,
            state: shown === 'resolved' ? 'resolved' : 'open',
            ...(shown === 'mine' ? { owner: 'me' } : {}),
            ...(kind === undefined ? {} : { kind }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
  const { data: summary } = useQuery({
    queryKey: ['exceptions', 'summary'],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/exceptions/summary', { signal })),
    placeholderData: (before) => before,
  });
  const columns: readonly Column<Exception>[] = [
    {
      key: 'what',
      title: t('what'),
      width: 'minmax(230px, 1.3fr)',
      render: (item) => (
        <span className="exception-what">
          <SeverityTag severity={item.severity} />
          <strong>{kindOf(item.kind)}</strong>
        </span>
      ),
    },
    { key: 'subject', title: t('subject'), width: 'minmax(140px, 0.9fr)', render: subjectOf },
    {
      key: 'next',
      title: t('next'),
      width: 'minmax(180px, 1.6fr)',
      render: (item) => <span className="quiet">{adviceOf(item, i18n.language)}</span>,
    },
    {
      key: 'owner',
      title: t('owner'),
      width: 'minmax(120px, 0.8fr)',
      render: (item) => ownerOf(item.owner),
    },
    {
      key: 'due',
      title: t('due'),
      width: '140px',
      align: 'end',
      render: (item) => <ExceptionClock item={item} />,
    },
  ];
  return (
    <>
      <div className="exceptions-bar">
        <Segmented<View>
          aria-label={t('view')}
          value={shown}
          onChange={(value) => change({ view: value })}
          options={VIEWS.map((name) => ({
            value: name,
            label:
              name === 'open' && summary !== undefined
                ? `${t('view_open')} ${formatQuantity(summary.open, i18n.language)}`
                : t(`view_${name}`),
          }))}
        />
        <Select
          aria-label={t('kindFilter')}
          className="exceptions-kind"
          value={kind ?? ''}
          onChange={(value) => change({ kind: value === '' ? undefined : value })}
          options={[
            { value: '', label: t('kindAll') },
            ...(summary?.byKind ?? []).map((item) => ({
              value: item.kind,
              label: `${kindOf(item.kind)} · ${formatQuantity(item.open, i18n.language)}`,
            })),
          ]}
        />
      </div>
      <Section isFlush>
        <CursorTable
          label={t('title')}
          columns={columns}
          pages={pages}
          rowKey={(item) => item.id}
          onOpen={(item) => change({ id: item.id })}
          renderCard={(item) => (
            <span className="exception-card">
              <span className="exception-card-head">
                <SeverityTag severity={item.severity} />
                <ExceptionClock item={item} />
              </span>
              <strong>{kindOf(item.kind)}</strong>
              <span>
                {subjectOf(item)} · {ownerOf(item.owner)}
              </span>
              <span className="quiet">{adviceOf(item, i18n.language)}</span>
            </span>
          )}
          empty={<Empty view={shown} />}
        />
      </Section>
      <ExceptionDrawer id={id ?? null} close={() => change({ id: undefined })} />
    </>
  );
}

function adviceOf({ suggestion }: Exception, language: string): string {
  return language === 'zh-CN' ? suggestion['zh-CN'] : suggestion.en;
}

function Empty({ view }: { readonly view: View }) {
  const { t } = useTranslation('exceptions');
  const icon = <CheckCircleOutlined />;
  if (view === 'resolved') return <EmptyState icon={icon} title={t('emptyResolved')} />;
  return view === 'mine' ? (
    <EmptyState icon={icon} title={t('emptyMine')} lead={t('emptyMineLead')} />
  ) : (
    <EmptyState icon={icon} title={t('emptyOpen')} lead={t('emptyOpenLead')} />
  );
}
