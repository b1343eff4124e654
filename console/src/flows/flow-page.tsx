import { PartitionOutlined, StopOutlined } from '@ant-design/icons';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import type { FlowView } from '../client/contract.generated.d.ts';
import { AbsentThing } from '../ui/absent-thing.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import { useFlow } from './flow-queries.ts';
import { LiveTag } from './flows-page.tsx';
import './flows.css';
import { useFlowWords } from './use-flow-words.ts';

// The library that draws is large and wanted on this page only.
const FlowEditor = lazy(async () => ({
  default: (await import('./editor/flow-editor.tsx')).FlowEditor,
}));
const ReleasesSection = lazy(async () => ({
  default: (await import('./releases/releases-section.tsx')).ReleasesSection,
}));
const VersionsSection = lazy(async () => ({
  default: (await import('./versions/versions-section.tsx')).VersionsSection,
}));
const RunsSection = lazy(async () => ({
  default: (await import('./runs/runs-section.tsx')).RunsSection,
}));

const HistorySection = lazy(async () => ({
  default: (await import('./history/history-section.tsx')).HistorySection,
}));

const TABS = ['draw', 'releases', 'versions', 'runs', 'history'] as const;

/** One flow: its drawing, its versions, and the orders that went through it. */
export function FlowPage() {
  const { t } = useTranslation('flows');
  const { code } = useParams({ from: '/inside/flows/$code' });
  const { data: flow, error, refetch } = useFlow(code);
  if (flow === undefined) {
    return (
      <AbsentThing
        heading={t('heading')}
        error={error}
        retry={() => void refetch()}
        missing={{
          icon: <PartitionOutlined />,
          title: t('missing', { code }),
          lead: t('missingLead'),
          action: (
            <Link to="/flows">
              <Button type="primary">{t('allFlows')}</Button>
            </Link>
          ),
        }}
      />
    );
  }
  return <KnownFlow key={code} flow={flow} />;
}

function KnownFlow({ flow }: { readonly flow: FlowView }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const search: Readonly<Record<string, string>> = useSearch({ from: '/inside/flows/$code' });
  const tab = TABS.find((each) => each === search['tab']) ?? 'draw';
  return (
    <div className={`page page-wide flow-page${tab === 'draw' ? ' flow-page-draw' : ''}`}>
      <header className="flow-header">
        <div className="flow-header-words">
          <Link to="/flows" className="flow-back">
            {t('title')}
          </Link>
          <h1>{words.flowName(flow.definition.names)}</h1>
          <LiveTag flow={flow} versionsMade={flow.versions.length} />
        </div>
        <StopButton flow={flow} />
      </header>
      <TabLinks
        label={t('parts')}
        active={tab}
        tabs={TABS.map((name) => ({
          name,
          text: t(`tab.${name}`),
          search: { tab: name },
        }))}
      />
      <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
        {tab === 'draw' && <FlowEditor flow={flow} />}
        {tab === 'releases' && <ReleasesSection flow={flow} chosen={search['release'] ?? null} />}
        {tab === 'versions' && <VersionsSection flow={flow} />}
        {tab === 'runs' && (
          <RunsSection
            flow={flow}
            chosen={search['run'] ?? null}
            version={Number(search['version'] ?? 0)}
          />
        )}
        {tab === 'history' && <HistorySection flow={flow} />}
      </Suspense>
    </div>
  );
}

/** Ends new entries at once. */
function StopButton({ flow }: { readonly flow: FlowView }) {
  const { t } = useTranslation('flows');
  const may = useMay();
  if ((flow.liveVersion === null && flow.shareMillionths === null) || !may('flows:write'))
    return null;
  return (
    <ActionButton
      label={t('stop.label')}
      icon={<StopOutlined />}
      button={{ danger: true }}
      title={t('stop.title')}
      consequence={t('stop.consequence')}
      confirm={t('stop.label')}
      run={() =>
        answerOf(client.POST('/v1/flows/{code}/stop', { params: { path: { code: flow.code } } }))
      }
      done={() => t('stop.done')}
    />
  );
}
