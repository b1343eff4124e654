import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ConnectorView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { Field } from '../form/field.tsx';
import { ChoiceInput, NumberInput, OptionalInput, TextInput } from '../form/inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import {
  connectorFormOf,
  hindranceOf,
  NEW_CONNECTOR,
  putConnectorOf,
  SECRET_PREFIX,
  type ConnectorForm,
} from './connector-form-value.ts';
import { connectorsQuery } from './connector-queries.ts';
import { useConnectorFacts } from './use-connector-facts.ts';

const REPEATS = ['idempotent', 'queryable', 'neither'] as const;
const SECOND_MS = 1_000;

/** How a system outside is called, and what may be done when nobody knows whether a call has had effect. */
export function ConnectorFormView({
  connector,
  title,
  onSaved,
}: {
  /** Null: a new one. */
  readonly connector: ConnectorView | null;
  readonly title: string;
  readonly onSaved?: (value: ConnectorForm) => void;
}) {
  const { t } = useTranslation('connectors');
  const may = useMay();
  const queries = useQueryClient();
  const { data: all } = useQuery(connectorsQuery);
  const describe = useConnectorFacts();
  const isNew = connector === null;
  // How it does is read again and again; only what is set makes the form another one.
  const settings = connector === null ? NEW_CONNECTOR : connectorFormOf(connector);
  const written = JSON.stringify(settings);
  const saved = useMemo(() => JSON.parse(written) as ConnectorForm, [written]);
  const hindrance = (value: ConnectorForm): string | null => {
    if (isNew && all?.items.some(({ code }) => code === value.code) === true) return t('codeTaken');
    const missing = hindranceOf(value);
    return missing === null ? null : t(missing);
  };
  return (
    <SettingsForm<ConnectorForm>
      name={isNew ? 'connectors/+' : `connectors/${saved.code}`}
      title={title}
      saved={saved}
      isNew={isNew}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('effect')}
      hindrance={hindrance}
      reread={async () => {
        const { items } = await queries.query({ ...connectorsQuery, staleTime: 0 });
        const found = items.find(({ code }) => code === saved.code);
        return found === undefined ? saved : connectorFormOf(found);
      }}
      setting={`flow_connector/${saved.code}`}
      save={(value, _before, guard) =>
        answerOf(
          client.PUT('/v1/flow-connectors/{code}', {
            params: { path: { code: value.code } },
            body: putConnectorOf(value),
            ...guard,
          }),
        )
      }
      {...(onSaved === undefined ? {} : { onSaved })}
    >
      {(value, change) => (
        <>
          <Section title={t('address')}>
            {isNew && (
              <Field name="code" label={t('code')} hint={t('codeHint')}>
                <TextInput
                  isCode
                  value={value.code}
                  maxLength={64}
                  onChange={(code) => change({ code: code.trim() })}
                />
              </Field>
            )}
            {(['zh-CN', 'en'] as const).map((language) => (
              <Field
                key={language}
                name={`names/${language}`}
                label={t(language === 'en' ? 'nameInEnglish' : 'nameInChinese')}
              >
                <TextInput
                  value={value.names[language] ?? ''}
                  maxLength={200}
                  onChange={(name) => change({ names: { ...value.names, [language]: name } })}
                />
              </Field>
            ))}
            <Field name="url" label={t('url')} hint={t('urlHint')}>
              <TextInput
                isCode
                value={value.url}
                maxLength={500}
                placeholder="https://erp.example.com/api"
                onChange={(url) => change({ url })}
              />
            </Field>
            <Field name="secretVariable" label={t('secret')} hint={t('secretHint')}>
              <OptionalInput
                value={value.secretVariable}
                none={t('secretNone')}
                some={t('secretSome')}
                first={SECRET_PREFIX}
                onChange={(secretVariable) => change({ secretVariable })}
              >
                {(name) => (
                  <TextInput
                    isCode
                    value={name}
                    maxLength={80}
                    onChange={(next) => change({ secretVariable: next.trim().toUpperCase() })}
                  />
                )}
              </OptionalInput>
              {connector !== null && value.secretVariable === connector.secretVariable && (
                <SecretTag connector={connector} />
              )}
            </Field>
            {value.secretVariable !== null && (
              <Field name="secretHeader" label={t('header')} hint={t('headerHint')}>
                <TextInput
                  isCode
                  value={value.secretHeader}
                  maxLength={64}
                  onChange={(secretHeader) => change({ secretHeader })}
                />
              </Field>
            )}
          </Section>
          <Section title={t('doubt')}>
            <Field name="repeat" label={t('repeat')} hint={t(`repeatHints.${value.repeat}`)}>
              <ChoiceInput
                value={value.repeat}
                options={REPEATS.map((repeat) => ({
                  value: repeat,
                  label: t(`repeats.${repeat}`),
                }))}
                onChange={(repeat) => change({ repeat })}
              />
            </Field>
            {value.repeat === 'queryable' && (
              <Field name="queryPath" label={t('query')} hint={t('queryHint')}>
                <TextInput
                  isCode
                  value={value.queryPath}
                  maxLength={500}
                  placeholder="/invoices/by-key/{key}"
                  onChange={(queryPath) => change({ queryPath })}
                />
              </Field>
            )}
          </Section>
          <Section title={t('care')}>
            <Field name="ratePerMinute" label={t('rate')} hint={t('rateHint')}>
              <OptionalInput
                value={value.ratePerMinute}
                none={t('rateNone')}
                some={t('rateSome')}
                first={60}
                onChange={(ratePerMinute) => change({ ratePerMinute })}
              >
                {(rate) => (
                  <NumberInput
                    value={rate}
                    min={1}
                    max={600_000}
                    unit={t('perMinute')}
                    onChange={(ratePerMinute) => change({ ratePerMinute })}
                  />
                )}
              </OptionalInput>
            </Field>
            <Field name="timeoutMs" label={t('timeout')} hint={t('timeoutHint')}>
              <NumberInput
                value={value.timeoutMs}
                min={100}
                max={60 * SECOND_MS}
                scale={SECOND_MS}
                unit={t('secondsUnit')}
                onChange={(timeoutMs) => change({ timeoutMs })}
              />
            </Field>
            <Field name="failuresMax" label={t('failures')} hint={t('failuresHint')}>
              <NumberInput
                value={value.failuresMax}
                min={1}
                max={1_000}
                onChange={(failuresMax) => change({ failuresMax })}
              />
            </Field>
            <Field name="pauseSeconds" label={t('pause')} hint={t('pauseHint')}>
              <NumberInput
                value={value.pauseSeconds}
                min={1}
                max={86_400}
                unit={t('secondsUnit')}
                onChange={(pauseSeconds) => change({ pauseSeconds })}
              />
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

/** Whether the server has the secret that a connector names; nothing where it wants none. */
export function SecretTag({ connector }: { readonly connector: ConnectorView }) {
  const { t } = useTranslation('connectors');
  if (connector.isSecretSet === null) return null;
  return connector.isSecretSet ? (
    <Tag mood="good">{t('secretSet')}</Tag>
  ) : (
    <Tag mood="bad">{t('secretMissing')}</Tag>
  );
}
