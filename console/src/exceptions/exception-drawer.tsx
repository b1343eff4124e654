import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { answerOf, client } from '../client/client.ts';
import type { Exception } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { SeverityTag, useExceptionKind } from '../ui/exception-kind.tsx';
import { Moment } from '../ui/figures.tsx';
import { formatQuantity } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ExceptionCause } from './exception-cause.tsx';
import { ExceptionActions } from './exception-actions.tsx';
import { ExceptionClock } from './exception-clock.tsx';
import { useOwnerName } from './names.ts';

const SUBJECTS_SHOWN = 12;

/** One exception whole: what is known, what to do, who does it, what was found out. */
export function ExceptionDrawer({
  id,
  close,
}: {
  readonly id: string | null;
  readonly close: () => void;
}) {
  const kindOf = useExceptionKind();
  const query = useQuery({
    queryKey: ['exception', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/exceptions/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  const item = query.data;
  return (
    <Drawer
      open={id !== null}
      onClose={close}
      size={520}
      destroyOnHidden
      title={item === undefined ? null : kindOf(item.kind)}
    >
      {query.error !== null && (
        <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Skeleton active />}
      {item !== undefined && <Content item={item} />}
    </Drawer>
  );
}

function Content({ item }: { readonly item: Exception }) {
  const { t, i18n } = useTranslation('exceptions');
  const may = useMay();
  const ownerOf = useOwnerName();
  const advice = i18n.language === 'zh-CN' ? item.suggestion['zh-CN'] : item.suggestion.en;
  return (
    <div className="exception-detail">
      <div className="exception-card-head">
        <SeverityTag severity={item.severity} />
        <ExceptionClock item={item} />
      </div>
      <section>
        <h3>{t('cause.heading')}</h3>
        <ExceptionCause item={item} />
      </section>
      {item.resolvedAt === null ? (
        <section className="exception-advice">
          <h3>{t('detail.suggestion')}</h3>
          <p>{advice}</p>
        </section>
      ) : (
        <section className="exception-advice">
          <h3>{t('detail.resolution')}</h3>
          <p>{item.resolution ?? t('detail.byItself')}</p>
        </section>
      )}
      {item.resolvedAt === null && item.kind === 'effect_unsure' && may('flows:read') && (
        <Link
          to="/settings/$section"
          params={{ section: 'connectors' }}
          search={
            typeof item.facts['connector'] === 'string' ? { item: item.facts['connector'] } : {}
          }
        >
          {t('findOut')}
        </Link>
      )}
      {item.resolvedAt === null && item.kind === 'task_overdue' && (
        <Link
          to="/exceptions"
          search={{
            tab: 'tasks',
            view: 'pending',
            id: (item.subjects[0]?.subject ?? '').replace(/^flow_task\//, ''),
          }}
        >
          {t('openTask')}
        </Link>
      )}
      {item.resolvedAt === null && may('exceptions:write') && <ExceptionActions item={item} />}
      <section>
        <h3>{t('detail.subjects')}</h3>
        <ul className="exception-subjects">
          {item.subjects.slice(0, SUBJECTS_SHOWN).map(({ subject, orderId, since }) => (
            <li key={subject}>
              {subject.startsWith('return/') && may('returns:read') ? (
                <Link to="/returns/$id" params={{ id: subject.slice('return/'.length) }}>
                  {t('return', { id: subject.slice('return/'.length) })}
                </Link>
              ) : orderId === null ? (
                <span className="code">{subject.slice(subject.indexOf('/') + 1)}</span>
              ) : (
                <Link to="/orders/$id" params={{ id: orderId }}>
                  {t('order', { id: orderId })}
                </Link>
              )}
              <span className="quiet">
                {t('detail.since')} <Moment at={since} isRelative />
              </span>
            </li>
          ))}
        </ul>
        {item.subjectCount > SUBJECTS_SHOWN && (
          <p className="quiet">
            {t('detail.moreSubjects', {
              number: formatQuantity(item.subjectCount - SUBJECTS_SHOWN, i18n.language),
            })}
          </p>
        )}
      </section>
      <section>
        <h3>{t('detail.clock')}</h3>
        <dl className="exception-facts">
          <dt>{t('detail.owner')}</dt>
          <dd>
            {ownerOf(item.owner)}{' '}
            {/* Whoever takes it by hand is no choice of ours, but the one before was. */}
            <WhyChoice
              about={{
                subject: `exception/${item.id}`,
                kind: 'tracking.owner',
                orderId: item.subjects[0]?.orderId ?? null,
              }}
            />
          </dd>
          <dt>{t('detail.opened')}</dt>
          <dd>
            <Moment at={item.openedAt} />
          </dd>
          <dt>{t('detail.due')}</dt>
          <dd>
            <Moment at={item.dueAt} />
          </dd>
          {item.escalatesAt !== null && (
            <>
              <dt>{t('detail.escalates')}</dt>
              <dd>
                <Moment at={item.escalatesAt} />
              </dd>
            </>
          )}
        </dl>
        <p className="quiet">
          {item.level === 0 ? t('detail.levelNone') : t('detail.level', { number: item.level })}
        </p>
      </section>
      <section>
        <h3>{t('detail.notes')}</h3>
        {item.notes.length === 0 && <p className="quiet">{t('detail.noNotes')}</p>}
        <ul className="exception-notes">
          {item.notes.map(({ at, by, text }) => (
            <li key={at + by}>
              <span className="quiet">
                {by.slice(by.indexOf('/') + 1)} · <Moment at={at} isRelative />
              </span>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
