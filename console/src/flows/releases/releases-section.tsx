import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../client/contract.generated.d.ts';
import { useActor } from '../../locales/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { RELEASE_MOODS, useRelease, useReleases } from './release-queries.ts';
import { ReleaseDetail } from './release-detail.tsx';
import './releases.css';

/** What was submitted of a flow, and how one of it stands: approval, share, evidence, reasons. */
export function ReleasesSection({
  flow,
  chosen,
}: {
  readonly flow: FlowView;
  readonly chosen: string | null;
}) {
  const { t } = useTranslation('flows');
  const actor = useActor();
  const { rows, isLoading, problem, retry, hasMore, isLoadingMore, loadMore } = useReleases(
    flow.code,
  );
  const id = chosen ?? rows[0]?.id ?? null;
  if (problem !== null && rows.length === 0) {
    return <ProblemNotice problem={problem} onRetry={retry} />;
  }
  if (isLoading) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (rows.length === 0) {
    return (
      <Section>
        <EmptyState title={t('release.none')} lead={t('release.noneLead')} />
      </Section>
    );
  }
  return (
    <div className="releases">
      <Section title={t('tab.releases')}>
        <ol className="release-list">
          {rows.map((release) => (
            <li key={release.id}>
              <Link
                to="/flows/$code"
                params={{ code: flow.code }}
                search={{ tab: 'releases', release: release.id }}
                aria-current={release.id === id ? 'true' : undefined}
                className={release.id === id ? 'release-row release-row-chosen' : 'release-row'}
              >
                <span className="release-row-head">
                  <Tag mood={RELEASE_MOODS[release.state]}>
                    {t(`releaseState.${release.state}`)}
                  </Tag>
                  {release.flowVersion !== null && (
                    <span>{t('versions.number', { number: release.flowVersion })}</span>
                  )}
                </span>
                <span className="quiet">
                  {actor(release.submittedBy)}, <Moment at={release.submittedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ol>
        {hasMore && (
          <Button type="link" loading={isLoadingMore} onClick={loadMore}>
            {t('release.more')}
          </Button>
        )}
      </Section>
      {id !== null && <Chosen key={id} flow={flow} id={id} />}
    </div>
  );
}

function Chosen({ flow, id }: { readonly flow: FlowView; readonly id: string }) {
  const { data: release, error, refetch } = useRelease(flow.code, id);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (release === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <ReleaseDetail flow={flow} release={release} />;
}
