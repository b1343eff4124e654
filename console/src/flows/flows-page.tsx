import { PartitionOutlined, PlusOutlined } from '@ant-design/icons';
import { Link, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import type { FlowSummary } from '../client/contract.generated.d.ts';
import { useActor } from '../locales/words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { formatShare } from '../ui/format.ts';
import { Tag } from '../ui/state-tag.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import { RELEASE_MOODS } from './releases/release-queries.ts';
import { useFlows } from './flow-queries.ts';
import './flows.css';
import { LibrarySection, NewAssetButton } from './library/library-section.tsx';
import { EMPTY_FLOW, NewFlowDialog } from './new-flow-dialog.tsx';
import { ShippedFlows } from './shipped-flows.tsx';
import { useFlowWords } from './use-flow-words.ts';

const MILLION = 1_000_000;

/** All flows: when each runs, what is live of it, and how many orders are in it. */
export function FlowsPage() {
  const { t } = useTranslation('flows');
  const search: Readonly<Record<string, string>> = useSearch({ from: '/inside/flows' });
  const isLibrary = search['tab'] === 'library';
  const tabs = (
    <TabLinks
      label={t('title')}
      active={isLibrary ? 'library' : 'flows'}
      tabs={[
        { name: 'flows', text: t('title'), search: { tab: 'flows' } },
        { name: 'library', text: t('library'), search: { tab: 'library' } },
      ]}
    />
  );
  return isLibrary ? (
    <Page title={t('title')} lead={t('libraryLead')} actions={<NewAssetButton />}>
      {tabs}
      <LibrarySection />
    </Page>
  ) : (
    <DrawnFlows tabs={tabs} />
  );
}

function DrawnFlows({ tabs }: { readonly tabs: ReactNode }) {
  const { t } = useTranslation('flows');
  const may = useMay();
  const { data, error, refetch, isPending } = useFlows();
  const [begun, setBegun] = useState<string | null>(null);
  const create = may('flows:write') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setBegun(EMPTY_FLOW)}>
      {t('new.label')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      {tabs}
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Section>
          <Skeleton active paragraph={{ rows: 6 }} />
        </Section>
      )}
      {data !== undefined && data.items.length === 0 && (
        <>
          <Section>
            <EmptyState
              icon={<PartitionOutlined />}
              title={t('none.title')}
              lead={t('none.lead')}
              action={create}
            />
          </Section>
          {may('flows:write') && <ShippedFlows onChoose={setBegun} />}
        </>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ul className="flow-cards">
          {data.items.map((flow) => (
            <FlowCard key={flow.code} flow={flow} />
          ))}
        </ul>
      )}
      {begun !== null && (
        <NewFlowDialog flows={data?.items ?? []} begun={begun} onClose={() => setBegun(null)} />
      )}
    </Page>
  );
}

function FlowCard({ flow }: { readonly flow: FlowSummary }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const actor = useActor();
  return (
    <li>
      <Link to="/flows/$code" params={{ code: flow.code }} search={{}} className="flow-card">
        <span className="flow-card-name">{words.flowName(flow.names)}</span>
        <span className="flow-card-trigger">{words.trigger(flow.trigger)}</span>
        <span className="flow-card-facts">
          <LiveTag flow={flow} versionsMade={flow.versionsMade} />
          <span>
            {flow.runsWaiting === 0 ? (
              <span className="quiet">{t('nothingInIt')}</span>
            ) : (
              <>
                <Quantity value={flow.runsWaiting} /> {t('inIt', { count: flow.runsWaiting })}
              </>
            )}
          </span>
        </span>
        <span className="flow-card-changed quiet">
          {actor(flow.changedBy)}, <Moment at={flow.changedAt} isRelative />
        </span>
      </Link>
    </li>
  );
}

/** Which version orders enter, which share of them another one, and what became of what was submitted last. */
export function LiveTag({
  flow: { liveVersion, latestRelease: latest, shareMillionths },
  versionsMade,
}: {
  readonly flow: Pick<FlowSummary, 'liveVersion' | 'latestRelease' | 'shareMillionths'>;
  readonly versionsMade: number;
}) {
  const { t, i18n } = useTranslation('flows');
  return (
    <>
      {liveVersion !== null && <Tag mood="good">{t('live', { version: liveVersion })}</Tag>}
      {shareMillionths !== null && (
        <Tag mood="accent">
          {t('releasing', { share: formatShare(shareMillionths / MILLION, i18n.language) })}
        </Tag>
      )}
      {liveVersion === null && shareMillionths === null && (
        <Tag mood={latest === 'rolled_back' ? 'bad' : 'quiet'}>
          {latest === 'rolled_back'
            ? t('releaseState.rolled_back')
            : versionsMade === 0
              ? t('draft')
              : t('stopped')}
        </Tag>
      )}
      {(latest === 'waiting' || latest === 'approved') && (
        <Tag mood={RELEASE_MOODS[latest]}>{t(`releaseState.${latest}`)}</Tag>
      )}
    </>
  );
}
