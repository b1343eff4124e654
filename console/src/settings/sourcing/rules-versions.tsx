import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActorName } from '../../audit/audit-entry.ts';
import { answerOf, client } from '../../client/client.ts';
import type { RulesDocument, SourcingWeights } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { isSame } from '../form/rebase.ts';
import { useLocationNames } from '../settings-queries.ts';
import {
  actorsOf,
  isAlike,
  rulesDifference,
  weightsOf,
  type ChangedMember,
} from './rules-difference.ts';
import './sourcing.css';
import { useWeightText } from './use-weight-text.ts';

const VERSIONS_SHOWN = 15;
const ACTS_MAX = 100;
const ACT_TYPES = ['sourcing_weights.put', 'location.put', 'carrier_service.put'] as const;

interface Version {
  readonly version: number;
  readonly createdAt: string;
}

/** How the rules came to be what they are: who changed what when, and a way back to the weights of before. */
export function RulesVersions({
  current,
  onTake,
}: {
  readonly current: SourcingWeights;
  readonly onTake: (weights: SourcingWeights) => void;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const [opened, setOpened] = useState<number | null>(null);
  const actorName = useActorName();
  const pages = usePages(['rules', 'versions'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/sourcing/rules', {
        params: { query: { limit: VERSIONS_SHOWN, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const { data: acts = [] } = useQuery({
    queryKey: ['rules', 'acts'],
    enabled: may('operations:read'),
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        ACT_TYPES.map((type) =>
          answerOf(
            client.GET('/v1/audit', { params: { query: { type, limit: ACTS_MAX } }, signal }),
          ),
        ),
      );
      return answers.flatMap(({ items }) => items.map(({ actor, time }) => ({ actor, at: time })));
    },
  });
  const versions: readonly Version[] = pages.rows;
  return (
    <Section title={t('sourcing.versions')}>
      <p className="section-lead">{t('sourcing.versionsLead')}</p>
      {pages.problem !== null && <ProblemNotice problem={pages.problem} onRetry={pages.retry} />}
      {pages.isLoading && <Skeleton active title={false} />}
      <ul className="versions">
        {versions.map((version, index) => {
          const before = versions[index + 1];
          const actors = actorsOf(acts, version, before);
          const isOpened = opened === version.version;
          return (
            <li key={version.version} className="version">
              <button
                type="button"
                className="version-line"
                aria-expanded={isOpened}
                onClick={() => setOpened(isOpened ? null : version.version)}
              >
                {isOpened ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
                <span className="version-number">
                  {t('sourcing.version', { number: version.version })}
                </span>
                <span className="version-who">{actors.slice(0, 3).map(actorName).join(', ')}</span>
                <span className="quiet">
                  <Moment at={version.createdAt} />
                </span>
              </button>
              {isOpened && (
                <VersionDetail
                  version={version.version}
                  before={before?.version ?? null}
                  current={current}
                  onTake={onTake}
                />
              )}
            </li>
          );
        })}
      </ul>
      {versions.length === 0 && !pages.isLoading && (
        <p className="quiet">{t('sourcing.noVersions')}</p>
      )}
      {pages.hasMore && (
        <Button className="add-button" onClick={pages.loadMore} loading={pages.isLoadingMore}>
          {t('sourcing.older')}
        </Button>
      )}
    </Section>
  );
}

function useRulesDocument(version: number | null) {
  return useQuery({
    // A version never changes.
    queryKey: ['rules-document', version],
    staleTime: Infinity,
    enabled: version !== null,
    queryFn: ({ signal }): Promise<RulesDocument> =>
      answerOf(
        client.GET('/v1/sourcing/rules/{version}', {
          params: { path: { version: String(version) } },
          signal,
        }),
      ),
  });
}

function VersionDetail({
  version,
  before,
  current,
  onTake,
}: {
  readonly version: number;
  readonly before: number | null;
  readonly current: SourcingWeights;
  readonly onTake: (weights: SourcingWeights) => void;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const weightText = useWeightText();
  const { nameOf } = useLocationNames();
  const after = useRulesDocument(version);
  const earlier = useRulesDocument(before);
  const error = after.error ?? earlier.error;
  if (error !== null) return <ProblemNotice problem={error} />;
  if (after.data === undefined || (before !== null && earlier.data === undefined))
    return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  const { currency } = after.data;
  const difference = earlier.data === undefined ? null : rulesDifference(earlier.data, after.data);
  const weights = weightsOf(after.data);
  return (
    <div className="version-detail">
      {difference === null && <p className="quiet">{t('sourcing.firstVersion')}</p>}
      {difference !== null && (
        <ul className="version-changes">
          {isAlike(difference) && <li className="quiet">{t('sourcing.alike')}</li>}
          {difference.currency !== null && (
            <li>
              {t('sourcing.currency')}: {difference.currency.before} → {difference.currency.after}
            </li>
          )}
          {difference.weights.map(({ name, ...weight }) => (
            <li key={name}>
              {t(`sourcing.weights.${name}`)}:{' '}
              <span className="review-before">{weightText(name, weight.before, currency)}</span> →{' '}
              <span className="review-after">{weightText(name, weight.after, currency)}</span>
            </li>
          ))}
          {difference.locations.map((member) => (
            <MemberChange key={`l/${member.code}`} member={member} name={nameOf(member.code)} />
          ))}
          {difference.services.map((member) => (
            <MemberChange key={`s/${member.code}`} member={member} name={member.code} />
          ))}
        </ul>
      )}
      {may('settings:write') &&
        (isSame(weights, current) ? (
          <p className="quiet">{t('sourcing.sameWeights')}</p>
        ) : (
          <Button size="small" onClick={() => onTake(weights)}>
            {t('sourcing.take', { number: version })}
          </Button>
        ))}
    </div>
  );
}

/** Fields of a location or a service whose change is named; several of them are one thing to people. */
const FIELD_WORDS = {
  calendar: 'calendar',
  cutoffMinuteOfDay: 'cutoff',
  handlingDays: 'handling',
  handlingMinorPerShipment: 'handlingCost',
  handlingMinorPerUnit: 'handlingCost',
  dailyCapacityShipments: 'capacity',
  stockWorthPermille: 'stockWorth',
  capabilities: 'capabilities',
  isOpen: 'isOpen',
  latitude: 'place',
  longitude: 'place',
  countryCode: 'place',
  regionCode: 'place',
  kind: 'kind',
  zones: 'rates',
  lanes: 'lanes',
  movingWeekdays: 'movingDays',
  maxWeightGrams: 'maxWeight',
  mode: 'mode',
  carrier: 'carrier',
} as const;

function MemberChange({ member, name }: { readonly member: ChangedMember; readonly name: string }) {
  const { t } = useTranslation('settings');
  const known = member.fields.flatMap((field) =>
    Object.hasOwn(FIELD_WORDS, field) ? [FIELD_WORDS[field as keyof typeof FIELD_WORDS]] : [],
  );
  const fields = [...new Set(known)].map((field) => t(`sourcing.fields.${field}`));
  return (
    <li>
      {member.change === 'changed'
        ? `${name}${t('sourcing.colon')}${fields.length === 0 ? t('sourcing.changed') : fields.join(t('sourcing.comma'))}`
        : t(`sourcing.members.${member.change}`, { name })}
    </li>
  );
}
