import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../client/contract.generated.d.ts';
import { useActor } from '../../locales/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { formatShare } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useReasonWords } from '../releases/use-reason-words.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { auditFactsOf, type AuditEntry, type AuditFacts } from './audit-facts.ts';
import { ChainState } from './chain-state.tsx';
import { useAuditOfFlow } from './history-queries.ts';
import './history.css';

/** Who changed what of a flow and when, which orders each version has touched, and whether the record is whole. */
export function HistorySection({ flow }: { readonly flow: FlowView }) {
  const { t } = useTranslation('flows');
  const { rows, isLoading, problem, retry, hasMore, isLoadingMore, loadMore } = useAuditOfFlow(
    flow.code,
  );
  if (problem !== null && rows.length === 0) {
    return <ProblemNotice problem={problem} onRetry={retry} />;
  }
  return (
    <>
      <ChainState />
      <Section title={t('tab.history')} isFlush>
        {isLoading && <Skeleton active className="history-notice" />}
        {!isLoading && rows.length === 0 && (
          <EmptyState title={t('history.none')} lead={t('history.noneLead')} />
        )}
        <ol className="history">
          {rows.map((entry) => (
            <Entry key={entry.number} entry={entry} />
          ))}
        </ol>
        {hasMore && (
          <div className="history-notice">
            <Button loading={isLoadingMore} onClick={loadMore}>
              {t('release.more')}
            </Button>
          </div>
        )}
      </Section>
    </>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('flows');
  const actor = useActor();
  const { action, flowVersion, release } = entry;
  const facts = auditFactsOf(entry);
  return (
    <li className="history-entry">
      <span className="history-when">
        <Moment at={entry.at} />
      </span>
      <div className="history-what">
        <p>
          <b>{t(`action.${action}`)}</b>{' '}
          <span className="quiet">
            {entry.actor === 'system/clock' ? t('release.byItself') : actor(entry.actor)}
          </span>
        </p>
        <Details facts={facts} version={flowVersion} />
      </div>
      <span className="history-links">
        {release !== null && (
          <Link
            to="/flows/$code"
            params={{ code: entry.flow }}
            search={{ tab: 'releases', release }}
          >
            {flowVersion === null
              ? t('release.title')
              : t('versions.number', { number: flowVersion })}
          </Link>
        )}
        {flowVersion !== null && (
          <Link
            to="/flows/$code"
            params={{ code: entry.flow }}
            search={{ tab: 'runs', version: String(flowVersion) }}
          >
            {t('history.orders')}
          </Link>
        )}
        <span className="code quiet" title={t('history.seal', { number: entry.number })}>
          {entry.number}:{entry.hash.slice(0, 8)}
        </span>
      </span>
    </li>
  );
}

function Details({
  facts,
  version,
}: {
  readonly facts: AuditFacts;
  readonly version: number | null;
}) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const reasonWords = useReasonWords();
  const steps = [
    facts.added > 0 && t('history.added', { count: facts.added }),
    facts.changed > 0 && t('history.changed', { count: facts.changed }),
    facts.removed > 0 && t('history.removed', { count: facts.removed }),
    facts.parts.length > 0 &&
      t('history.parts', {
        parts: new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
          facts.parts.map((part) => (part === 'edges' ? t('history.lines') : words.field(part))),
        ),
      }),
  ].filter((each) => each !== false);
  const said = [
    steps.length > 0 && steps.join(' · '),
    facts.share !== undefined &&
      t('history.share', { share: formatShare(facts.share, i18n.language) }),
    facts.isAtOnce && t('history.atOnce'),
    facts.isAgain && t('history.again'),
    facts.isOvertaken && t('history.overtaken'),
    facts.runsMoved > 0 &&
      t('history.moved', {
        count: facts.runsMoved,
        from: facts.movedFrom ?? '',
        to: version ?? '',
      }),
    facts.text,
    ...facts.reasons.map(reasonWords),
  ].filter((each) => each !== false && each !== undefined);
  return said.map((text) => <p key={text}>{text}</p>);
}
