import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ExceptionRules } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Field } from '../form/field.tsx';
import { TimeZoneInput } from '../form/inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { HolidaysInput, WeekInput } from '../form/week-input.tsx';
import { exceptionRulesQuery } from '../settings-queries.ts';
import { LimitsTable } from './limits-table.tsx';
import { RoutesList } from './routes-list.tsx';
import { useRulesFacts } from './use-rules-facts.ts';

/** How long orders may stay where they are, and who looks at what stays longer. */
export function LimitsSection() {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const may = useMay();
  const describe = useRulesFacts();
  const { data, error, refetch } = useQuery(exceptionRulesQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} />;
  const hindrance = ({ routes, hours }: ExceptionRules): string | null => {
    if (routes.length === 0) return t('limits.needsRoute');
    if (!hours.workingWeekdays.includes(true)) return t('week.needsDay');
    return hours.fromMinute < hours.toMinute ? null : t('week.needsHours');
  };
  return (
    <SettingsForm<ExceptionRules>
      name="limits"
      title={t('sections.limits.title')}
      saved={data}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('limits.effect')}
      hindrance={hindrance}
      reread={() => queries.query({ ...exceptionRulesQuery, staleTime: 0 })}
      setting="exception_rules/rules"
      save={(body, _before, guard) =>
        answerOf(client.PUT('/v1/settings/exceptions', { body, ...guard }))
      }
    >
      {(value, change) => (
        <>
          <Section title={t('limits.times')}>
            <p className="section-lead">{t('limits.timesLead')}</p>
            <LimitsTable limits={value.limits} onChange={(limits) => change({ limits })} />
          </Section>
          <Section title={t('limits.owners')}>
            <p className="section-lead">{t('limits.ownersLead')}</p>
            <RoutesList routes={value.routes} onChange={(routes) => change({ routes })} />
          </Section>
          <Section title={t('limits.hours')}>
            <Field
              name="hours/workingWeekdays"
              label={t('limits.week')}
              hint={t('limits.weekHint')}
              isWide
            >
              <WeekInput
                days={value.hours.workingWeekdays}
                fromMinute={value.hours.fromMinute}
                toMinute={value.hours.toMinute}
                onDays={(workingWeekdays) => change({ hours: { ...value.hours, workingWeekdays } })}
                onFrom={(fromMinute) => change({ hours: { ...value.hours, fromMinute } })}
                onTo={(toMinute) => change({ hours: { ...value.hours, toMinute } })}
              />
            </Field>
            <Field name="hours" label={t('channels.timeZone')} hint={t('limits.timeZoneHint')}>
              <TimeZoneInput
                value={value.hours.timeZone}
                onChange={(timeZone) => change({ hours: { ...value.hours, timeZone } })}
              />
            </Field>
            <Field
              name="hours/holidays"
              label={t('week.holidays')}
              hint={t('limits.holidaysHint')}
              isWide
            >
              <HolidaysInput
                days={value.hours.holidays}
                onChange={(holidays) => change({ hours: { ...value.hours, holidays } })}
              />
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}
