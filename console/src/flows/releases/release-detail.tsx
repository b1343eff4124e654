import { useTranslation } from 'react-i18next';
import type { FlowReleaseView, FlowView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { useActor } from '../../locales/words.ts';
import { Moment } from '../../ui/figures.tsx';
import { formatShare } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { FindingsList } from './findings-list.tsx';
import { ReleaseActions } from './release-actions.tsx';
import { ReleaseDrawing } from './release-drawing.tsx';
import { ReleaseEvidence, ReleaseReasons } from './release-evidence.tsx';
import { RELEASE_MOODS } from './release-queries.ts';
import { useReleaseHindrance } from './use-release-hindrance.ts';

const MILLION = 1_000_000;
/** Who watches releases, and takes them back. */
const CLOCK = 'system/clock';

/** A release: who submitted and approved it, how far it is, what speaks for and against it, and what can be done. */
export function ReleaseDetail({
  flow,
  release,
}: {
  readonly flow: FlowView;
  readonly release: FlowReleaseView;
}) {
  const { t } = useTranslation('flows');
  const actor = useActor();
  const may = useMay();
  const hindrance = useReleaseHindrance(release);
  const { state, findings } = release;
  return (
    <Section
      title={
        <span className="flow-heading">
          {release.flowVersion === null
            ? t('release.title')
            : t('versions.number', { number: release.flowVersion })}{' '}
          <Tag mood={RELEASE_MOODS[state]}>{t(`releaseState.${state}`)}</Tag>
        </span>
      }
      extra={<ReleaseActions release={release} />}
    >
      {state === 'waiting' && hindrance !== null && may('flows:approve') && (
        <p className="release-hindrance">{hindrance}</p>
      )}
      <Share release={release} />
      <ReleaseReasons release={release} />
      <ReleaseEvidence release={release} />
      <dl className="release-facts">
        <dt>{t('release.submitted')}</dt>
        <dd>
          {actor(release.submittedBy)}, <Moment at={release.submittedAt} />
          {release.note !== null && <p>{release.note}</p>}
        </dd>
        <dt>{t('release.authors')}</dt>
        <dd>{release.authors.map(actor).join(', ')}</dd>
        <dt>{t('release.tier')}</dt>
        <dd>{t(`release.tier_${release.tier}`)}</dd>
        {release.decidedAt !== null && (
          <>
            <dt>{t('release.decided')}</dt>
            <dd>
              {release.decidedBy === null ? t('release.byNobody') : actor(release.decidedBy)},{' '}
              <Moment at={release.decidedAt} />
              {release.decisionNote !== null && <p>{release.decisionNote}</p>}
            </dd>
          </>
        )}
        {release.startedAt !== null && (
          <>
            <dt>{t('release.started')}</dt>
            <dd>
              {actor(release.startedBy ?? '')}, <Moment at={release.startedAt} />
            </dd>
          </>
        )}
        {release.endedAt !== null && (
          <>
            <dt>{t('release.ended')}</dt>
            <dd>
              {release.endedBy === CLOCK ? t('release.byItself') : actor(release.endedBy ?? '')},{' '}
              <Moment at={release.endedAt} />
            </dd>
          </>
        )}
      </dl>
      {findings.length > 0 && (
        <>
          <h3 className="release-heading">{t('release.findings')}</h3>
          <FindingsList findings={findings} drawing={release} />
        </>
      )}
      <ReleaseDrawing flow={flow} release={release} />
    </Section>
  );
}

/** Which share of the orders enters it, and through which steps it goes from there. */
function Share({ release }: { readonly release: FlowReleaseView }) {
  const { t, i18n } = useTranslation('flows');
  const { state, shareMillionths, plan, stepIndex } = release;
  if (shareMillionths === null || state !== 'releasing') return null;
  const shown = (millionths: number): string => formatShare(millionths / MILLION, i18n.language);
  return (
    <div className="release-share">
      <p>{t('release.share', { share: shown(shareMillionths) })}</p>
      <progress aria-label={t('release.shareLabel')} max={MILLION} value={shareMillionths} />
      <ol className="release-steps numbers" aria-label={t('release.steps')}>
        {plan?.steps.map((step, index) => (
          <li
            key={step.shareMillionths}
            aria-current={index === stepIndex ? 'step' : undefined}
            className={index === stepIndex ? 'release-step-now' : ''}
          >
            {shown(step.shareMillionths)}
          </li>
        ))}
      </ol>
    </div>
  );
}
