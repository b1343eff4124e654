import { ArrowLeftOutlined, CheckCircleOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { DriftView, SnapshotView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { useMay, useMe } from '../client/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Tag, type Mood } from '../ui/state-tag.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import { ActionDialog } from './action-dialog.tsx';
import { DriftCard } from './drift-card.tsx';
import { actorName } from './names.ts';
import { ReasonField } from './stock-actions.tsx';
import { useLocations } from './use-locations.ts';

type SnapshotState = SnapshotView['state'];
const MOODS: Readonly<Record<SnapshotState, Mood>> = {
  received: 'quiet',
  compared: 'info',
  agreed: 'good',
  proposed: 'warn',
  approved: 'info',
  rejected: 'quiet',
  posted: 'good',
};
/** How far each state is on the way of four steps. */
const STEP: Readonly<Record<SnapshotState, number>> = {
  received: 0,
  compared: 1,
  agreed: 3,
  proposed: 2,
  approved: 3,
  rejected: 3,
  posted: 3,
};

/** Where a snapshot stands. */
export function SnapshotTag({ state }: { readonly state: SnapshotState }) {
  const { t } = useTranslation('inventory');
  return <Tag mood={MOODS[state]}>{t(`snapshot.state.${state}`)}</Tag>;
}

/** One snapshot: how far it is, what differs and why, and the decision of a second person. */
export function SnapshotDetail({ id, back }: { readonly id: string; readonly back: () => void }) {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const { actor } = useMe();
  const isNarrow = useIsNarrow();
  const { nameOf } = useLocations();
  const [verdict, setVerdict] = useState<boolean | null>(null);
  const { data: snapshot, error } = useQuery({
    queryKey: ['snapshots', 'one', id],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/stock/snapshots/{id}', { params: { path: { id } }, signal })),
  });
  const drifts = usePages<DriftView>(['snapshots', 'drifts', id], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/snapshots/{id}/drifts', {
        params: { path: { id }, query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const backButton = (
    <Button type="text" icon={<ArrowLeftOutlined />} onClick={back}>
      {t('snapshot.back')}
    </Button>
  );
  if (snapshot === undefined) {
    return (
      <Section extra={backButton}>
        {error === null ? <Skeleton active /> : <ProblemNotice problem={error} />}
      </Section>
    );
  }
  const isProposed = snapshot.state === 'proposed';
  const isOwn =
    snapshot.uploadedBy === actor || drifts.rows.some(({ proposedBy }) => proposedBy === actor);
  return (
    <div className="inventory-stack">
      <Section title={`${nameOf(snapshot.location)} · ${snapshot.source}`} extra={backButton}>
        <p className="inventory-facts">
          <SnapshotTag state={snapshot.state} />
          <span>
            {t('snapshot.takenAt')} <Moment at={snapshot.takenAt} />
          </span>
          <span>{t('snapshot.byWhom', { name: actorName(snapshot.uploadedBy) })}</span>
          <span>{t('snapshot.counted', { lines: snapshot.lines, drifts: snapshot.drifts })}</span>
        </p>
        <Steps
          className="snapshot-steps"
          size="small"
          orientation={isNarrow ? 'vertical' : 'horizontal'}
          current={STEP[snapshot.state]}
          status={snapshot.state === 'rejected' ? 'error' : 'process'}
          items={[
            { title: t('snapshot.step.received') },
            { title: t('snapshot.step.compared') },
            { title: t('snapshot.step.proposed') },
            {
              title:
                STEP[snapshot.state] === 3
                  ? t(`snapshot.state.${snapshot.state}`)
                  : t('snapshot.step.decided'),
            },
          ]}
        />
        {snapshot.decidedBy !== null && (
          <p className="inventory-hint">
            {t('snapshot.decidedBy', { name: actorName(snapshot.decidedBy) })}
            {snapshot.reason !== null && ` — ${snapshot.reason}`}
          </p>
        )}
        {isProposed && isOwn && (
          <Alert className="inventory-notice" type="info" showIcon title={t('snapshot.second')} />
        )}
        {isProposed && may('stock:write') && (
          <div className="inventory-decide">
            <Button type="primary" disabled={isOwn} onClick={() => setVerdict(true)}>
              {t('snapshot.approve')}
            </Button>
            <Button disabled={isOwn} onClick={() => setVerdict(false)}>
              {t('snapshot.reject')}
            </Button>
          </div>
        )}
      </Section>
      {drifts.problem !== null && <ProblemNotice problem={drifts.problem} onRetry={drifts.retry} />}
      {drifts.rows.length === 0 && !drifts.isLoading && snapshot.state === 'agreed' && (
        <Section>
          <EmptyState
            icon={<CheckCircleOutlined />}
            title={t('snapshot.agreed')}
            lead={t('snapshot.agreedLead')}
          />
        </Section>
      )}
      {drifts.rows.map((drift) => (
        <DriftCard key={drift.id} drift={drift} canPropose={isProposed && may('stock:write')} />
      ))}
      {drifts.hasMore && (
        <Button loading={drifts.isLoadingMore} onClick={drifts.loadMore}>
          {t('snapshot.more')} (<Quantity value={snapshot.drifts - drifts.rows.length} />)
        </Button>
      )}
      {verdict !== null && (
        <ActionDialog<{ readonly reason: string }>
          title={verdict ? t('snapshot.approve') : t('snapshot.reject')}
          lead={verdict ? t('snapshot.approveLead') : t('snapshot.rejectLead')}
          action={verdict ? t('snapshot.approve') : t('snapshot.reject')}
          isDanger={!verdict}
          said={t('snapshot.decided')}
          close={() => setVerdict(null)}
          carryOut={({ reason }) =>
            answerOf(
              client.POST('/v1/stock/snapshots/{id}/decide', {
                params: { path: { id } },
                body: { isApproved: verdict, reason },
              }),
            )
          }
        >
          <ReasonField />
        </ActionDialog>
      )}
    </div>
  );
}
