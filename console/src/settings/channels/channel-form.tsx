import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ChannelView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { Field, useField } from '../form/field.tsx';
import {
  ChoiceInput,
  MinutesInput,
  NumberInput,
  OptionalInput,
  SeveralInput,
  TextInput,
  TimeZoneInput,
} from '../form/inputs.tsx';
import { CurrencyInput } from '../form/place-inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { channelsQuery, useLocationNames } from '../settings-queries.ts';
import {
  channelFormOf,
  isSchemaText,
  NEW_CHANNEL,
  putChannelOf,
  type ChannelForm,
} from './channel-form-value.ts';
import { ChannelMoneyFields } from './channel-money-fields.tsx';
import { useChannelFacts } from './use-channel-facts.ts';

/** Everything that a channel allows its orders. */
export function ChannelFormView({
  channel,
  title,
  onSaved,
}: {
  /** Null: a new one. */
  readonly channel: ChannelView | null;
  readonly title: string;
  readonly onSaved?: (value: ChannelForm) => void;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const queries = useQueryClient();
  const { data: channels } = useQuery(channelsQuery);
  const { places, nameOf } = useLocationNames();
  const describe = useChannelFacts(nameOf);
  const isNew = channel === null;
  const saved = useMemo(() => (channel === null ? NEW_CHANNEL : channelFormOf(channel)), [channel]);
  const hindrance = (value: ChannelForm): string | null => {
    if (value.code.trim() === '') return t('channels.needsCode');
    if (isNew && channels?.items.some(({ code }) => code === value.code) === true)
      return t('channels.codeTaken');
    if (value.name.trim() === '') return t('channels.needsName');
    return isSchemaText(value.customFieldsText) ? null : t('channels.needsSchema');
  };
  return (
    <SettingsForm<ChannelForm>
      name={isNew ? 'channels/+' : `channels/${saved.code}`}
      title={title}
      saved={saved}
      isNew={isNew}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('channels.effect')}
      hindrance={hindrance}
      reread={async () => {
        const { items } = await queries.query({ ...channelsQuery, staleTime: 0 });
        const found = items.find(({ code }) => code === saved.code);
        return found === undefined ? saved : channelFormOf(found);
      }}
      setting={`channel/${saved.code}`}
      save={(value, _before, guard) =>
        answerOf(
          client.PUT('/v1/channels/{code}', {
            params: { path: { code: value.code } },
            body: putChannelOf(value),
            ...guard,
          }),
        )
      }
      {...(onSaved === undefined ? {} : { onSaved })}
    >
      {(value, change) => (
        <>
          <Section title={t('channels.identity')}>
            {isNew && (
              <Field name="code" label={t('channels.code')} hint={t('channels.codeHint')}>
                <TextInput
                  isCode
                  value={value.code}
                  maxLength={64}
                  onChange={(code) => change({ code: code.trim() })}
                />
              </Field>
            )}
            <Field name="name" label={t('channels.name')} hint={t('channels.nameHint')}>
              <TextInput value={value.name} maxLength={200} onChange={(name) => change({ name })} />
            </Field>
            {(['zh-CN', 'en'] as const).map((language) => (
              <Field
                key={language}
                name={`names/${language}`}
                label={
                  language === 'en' ? t('channels.nameInEnglish') : t('channels.nameInChinese')
                }
              >
                <TextInput
                  value={value.names[language] ?? ''}
                  maxLength={200}
                  placeholder={value.name}
                  onChange={(name) => change({ names: { ...value.names, [language]: name } })}
                />
              </Field>
            ))}
            <Field name="currency" label={t('channels.currency')} hint={t('channels.currencyHint')}>
              <CurrencyInput value={value.currency} onChange={(currency) => change({ currency })} />
            </Field>
            <Field name="timeZone" label={t('channels.timeZone')} hint={t('channels.timeZoneHint')}>
              <TimeZoneInput value={value.timeZone} onChange={(timeZone) => change({ timeZone })} />
            </Field>
          </Section>
          <Section title={t('channels.promises')}>
            <Field name="split" label={t('channels.split')} hint={t('channels.splitHint')}>
              <ChoiceInput
                value={value.split}
                options={[
                  { value: 'allow', label: t('channels.splitAllow') },
                  { value: 'never', label: t('channels.splitNever') },
                ]}
                onChange={(split) => change({ split })}
              />
            </Field>
            <Field
              name="backorder"
              label={t('channels.backorder')}
              hint={t('channels.backorderHint')}
            >
              <ChoiceInput
                value={value.backorder}
                options={[
                  { value: 'allow', label: t('channels.backorderAllow') },
                  { value: 'refuse', label: t('channels.backorderRefuse') },
                ]}
                onChange={(backorder) => change({ backorder })}
              />
            </Field>
            <Field
              name="promiseTargetDays"
              label={t('channels.promise')}
              hint={t('channels.promiseHint')}
            >
              <OptionalInput
                value={value.promiseTargetDays}
                none={t('channels.promiseNone')}
                some={t('channels.promiseSome')}
                first={3}
                onChange={(promiseTargetDays) => change({ promiseTargetDays })}
              >
                {(days) => (
                  <NumberInput
                    value={days}
                    min={1}
                    max={365}
                    unit={t('units.days')}
                    onChange={(promiseTargetDays) => change({ promiseTargetDays })}
                  />
                )}
              </OptionalInput>
            </Field>
            <Field
              name="releaseAfterMinutes"
              label={t('channels.release')}
              hint={t('channels.releaseHint')}
            >
              <OptionalInput
                value={value.releaseAfterMinutes}
                none={t('channels.releaseNone')}
                some={t('channels.releaseSome')}
                first={15}
                onChange={(releaseAfterMinutes) => change({ releaseAfterMinutes })}
              >
                {(minutes) => (
                  <MinutesInput
                    minutes={minutes}
                    min={0}
                    onChange={(releaseAfterMinutes) => change({ releaseAfterMinutes })}
                  />
                )}
              </OptionalInput>
            </Field>
            <Field
              name="excludedLocations"
              label={t('channels.excluded')}
              hint={t('channels.excludedHint')}
            >
              <SeveralInput
                values={value.excludedLocations}
                options={places.map(({ code, name }) => ({ value: code, label: name }))}
                placeholder={t('channels.excludedNone')}
                onChange={(excludedLocations) => change({ excludedLocations })}
              />
            </Field>
          </Section>
          <ChannelMoneyFields value={value} change={change} />
          <Section title={t('channels.custom')}>
            <Field
              name="customFieldsSchema"
              label={t('channels.schema')}
              hint={t('channels.schemaHint')}
              isWide
            >
              <SchemaInput
                value={value.customFieldsText}
                onChange={(customFieldsText) => change({ customFieldsText })}
              />
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

function SchemaInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('settings');
  const field = useField();
  const isWrong = !isSchemaText(value);
  return (
    <>
      <Input.TextArea
        {...field}
        className="code"
        status={isWrong ? 'error' : field.status}
        value={value}
        spellCheck={false}
        autoSize={{ minRows: 3, maxRows: 16 }}
        placeholder={'{ "type": "object", "properties": { "giftNote": { "type": "string" } } }'}
        onChange={(event) => onChange(event.target.value)}
      />
      {isWrong && <p className="field-problem">{t('channels.needsSchema')}</p>}
    </>
  );
}
