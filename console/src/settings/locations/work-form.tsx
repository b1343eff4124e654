import { useQuery, useQueryClient } from '@tanstack/react-query';
import { InputNumber, Select, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { LocationView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { LANGUAGES } from '../../locales/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Field, useField } from '../form/field.tsx';
import {
  MinutesInput,
  NumberInput,
  OptionalInput,
  SwitchInput,
  TextInput,
} from '../form/inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { useWords } from '../form/use-words.ts';
import { siteQuery } from '../settings-queries.ts';
import { putSiteOf, workSettingsOf, type WorkSettings } from './work-settings.ts';

const GRAMS_PER_KILOGRAM = 1_000;
const MILLIMETRES_PER_METRE = 1_000;
const NEW_MAIL: NonNullable<WorkSettings['mail']> = { email: '', language: 'en' };
const LIMITS = [
  ['ordersMax', 200],
  ['unitsMax', 100_000],
  ['linesMax', 10_000],
  ['ordersPerPickListMax', 100],
] as const;

/** How a location works: when it begins, how waves are made, where tours begin. */
export function WorkForm({
  location,
  title,
}: {
  readonly location: LocationView;
  readonly title: string;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const words = useWords();
  const queries = useQueryClient();
  const query = siteQuery(location.code);
  const { data, error, refetch } = useQuery(query);
  const saved = useMemo(
    () => (data === undefined ? undefined : workSettingsOf(data.settings)),
    [data],
  );
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (saved === undefined) return <Skeleton active title={false} />;
  const metres = (millimetres: number): string =>
    `${words.number(millimetres / MILLIMETRES_PER_METRE)} m`;
  const describe = (value: WorkSettings) => [
    { key: 'ahead', label: t('work.ahead'), text: words.days(value.workAheadDays) },
    { key: 'cutoff', label: t('work.afterCutoff'), text: words.yesNo(value.worksAfterCutoff) },
    { key: 'asks', label: t('work.asks'), text: words.yesNo(value.asksBeforeChanges) },
    {
      key: 'tolerance',
      label: t('work.tolerance'),
      text: words.permille(value.weightTolerancePermille),
    },
    {
      key: 'every',
      label: t('work.every'),
      text: value.everyMinutes === null ? t('work.everyNone') : words.minutes(value.everyMinutes),
    },
    { key: 'once', label: t('work.atOnce'), text: words.yesNo(value.releasesAtOnce) },
    ...LIMITS.map(([name]) => ({
      key: name,
      label: t(`work.limits.${name}`),
      text: words.number(value[name]),
    })),
    {
      key: 'weight',
      label: t('work.limits.weightGramsMax'),
      text: words.grams(value.weightGramsMax),
    },
    {
      key: 'desk',
      label: t('work.desk'),
      text: `${metres(value.deskX)}, ${metres(value.deskY)}`,
    },
    {
      key: 'aisles',
      label: t('work.aisles'),
      text:
        value.crossAisles.length === 0
          ? t('work.aislesNone')
          : words.list(value.crossAisles.map(metres)),
    },
    {
      key: 'mail',
      label: t('work.mail'),
      text:
        value.mail === null
          ? t('work.mailNone')
          : `${value.mail.email}\n${LANGUAGES[value.mail.language]}`,
    },
  ];
  return (
    <SettingsForm<WorkSettings>
      name={`locations/${location.code}/work`}
      title={title}
      saved={saved}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('work.effect')}
      hindrance={({ mail }) =>
        mail === null || /^[^\s@]+@[^\s@]+$/.test(mail.email) ? null : t('work.needsMail')
      }
      reread={async () =>
        workSettingsOf((await queries.query({ ...query, staleTime: 0 })).settings)
      }
      setting={`site/${location.code}`}
      save={(value, _before, guard) =>
        answerOf(
          client.PUT('/v1/fulfilment/sites/{code}', {
            params: { path: { code: location.code } },
            body: putSiteOf(value),
            ...guard,
          }),
        )
      }
    >
      {(value, change) => (
        <>
          <Section title={t('work.start')}>
            <Field name="workAheadDays" label={t('work.ahead')} hint={t('work.aheadHint')}>
              <NumberInput
                value={value.workAheadDays}
                min={0}
                max={365}
                unit={t('locations.workingDays')}
                onChange={(workAheadDays) => change({ workAheadDays })}
              />
            </Field>
            <Field
              name="worksAfterCutoff"
              label={t('work.afterCutoff')}
              hint={t('work.afterCutoffHint')}
            >
              <SwitchInput
                isOn={value.worksAfterCutoff}
                onChange={(worksAfterCutoff) => change({ worksAfterCutoff })}
              />
            </Field>
            <Field name="asksBeforeChanges" label={t('work.asks')} hint={t('work.asksHint')}>
              <SwitchInput
                isOn={value.asksBeforeChanges}
                onChange={(asksBeforeChanges) => change({ asksBeforeChanges })}
              />
            </Field>
            <Field
              name="weightTolerancePermille"
              label={t('work.tolerance')}
              hint={t('work.toleranceHint')}
            >
              <NumberInput
                value={value.weightTolerancePermille}
                min={0}
                max={1_000}
                scale={10}
                unit="%"
                onChange={(weightTolerancePermille) => change({ weightTolerancePermille })}
              />
            </Field>
          </Section>
          <Section title={t('work.waves')}>
            <Field name="wave/everyMinutes" label={t('work.every')} hint={t('work.everyHint')}>
              <OptionalInput
                value={value.everyMinutes}
                none={t('work.everyNone')}
                some={t('work.everySome')}
                first={60}
                onChange={(everyMinutes) => change({ everyMinutes })}
              >
                {(minutes) => (
                  <MinutesInput
                    minutes={minutes}
                    min={1}
                    onChange={(everyMinutes) =>
                      change({ everyMinutes: Math.min(1_440, everyMinutes) })
                    }
                  />
                )}
              </OptionalInput>
            </Field>
            <Field name="wave/releasesAtOnce" label={t('work.atOnce')} hint={t('work.atOnceHint')}>
              <SwitchInput
                isOn={value.releasesAtOnce}
                onChange={(releasesAtOnce) => change({ releasesAtOnce })}
              />
            </Field>
            {LIMITS.map(([name, max]) => (
              <Field key={name} name={`wave/${name}`} label={t(`work.limits.${name}`)}>
                <NumberInput
                  value={value[name]}
                  min={1}
                  max={max}
                  onChange={(next) => change({ [name]: next })}
                />
              </Field>
            ))}
            <Field name="wave/weightGramsMax" label={t('work.limits.weightGramsMax')}>
              <NumberInput
                value={value.weightGramsMax}
                min={1}
                max={100_000_000}
                scale={GRAMS_PER_KILOGRAM}
                unit="kg"
                onChange={(weightGramsMax) => change({ weightGramsMax })}
              />
            </Field>
          </Section>
          <Section title={t('work.floor')}>
            <Field name="desk" label={t('work.desk')} hint={t('work.deskHint')}>
              <div className="coordinates">
                {(['deskX', 'deskY'] as const).map((axis) => (
                  <InputNumber
                    key={axis}
                    aria-label={t(`work.${axis}`)}
                    prefix={t(`work.${axis}`)}
                    suffix="m"
                    min={-1_000}
                    max={1_000}
                    value={value[axis] / MILLIMETRES_PER_METRE}
                    onChange={(next) =>
                      change({ [axis]: Math.round((next ?? 0) * MILLIMETRES_PER_METRE) })
                    }
                  />
                ))}
              </div>
            </Field>
            <Field
              name="crossAislesMillimetres"
              label={t('work.aisles')}
              hint={t('work.aislesHint')}
            >
              <AislesInput
                aisles={value.crossAisles}
                onChange={(crossAisles) => change({ crossAisles })}
              />
            </Field>
          </Section>
          <Section title={t('work.supplier')}>
            <Field name="purchaseOrders" label={t('work.mail')} hint={t('work.mailHint')}>
              <OptionalInput
                value={value.mail}
                none={t('work.mailNone')}
                some={t('work.mailSome')}
                first={NEW_MAIL}
                onChange={(mail) => change({ mail })}
              >
                {(mail) => (
                  <>
                    <TextInput
                      value={mail.email}
                      maxLength={254}
                      placeholder="orders@example.com"
                      onChange={(email) => change({ mail: { ...mail, email: email.trim() } })}
                    />
                    <Select
                      aria-label={t('work.mailLanguage')}
                      value={mail.language}
                      options={(['en', 'zh-CN'] as const).map((language) => ({
                        value: language,
                        label: LANGUAGES[language],
                      }))}
                      onChange={(language) => change({ mail: { ...mail, language } })}
                    />
                  </>
                )}
              </OptionalInput>
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

function AislesInput({
  aisles,
  onChange,
}: {
  readonly aisles: readonly number[];
  readonly onChange: (aisles: number[]) => void;
}) {
  const { t } = useTranslation('settings');
  const field = useField();
  return (
    <Select<string[]>
      {...field}
      mode="tags"
      open={false}
      suffixIcon={null}
      placeholder={t('work.aislesNone')}
      value={aisles.map((aisle) => String(aisle / MILLIMETRES_PER_METRE))}
      tokenSeparators={[' ', ';', '，']}
      onChange={(texts) =>
        onChange(
          texts
            .map((text) => Math.round(Number(text.replace(',', '.')) * MILLIMETRES_PER_METRE))
            .filter(Number.isFinite)
            .toSorted((one, other) => one - other),
        )
      }
    />
  );
}
