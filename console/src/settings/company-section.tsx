import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { PutShippingCompany } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { cartonNumberOf } from './carton-number.ts';
import { Field } from './form/field.tsx';
import { NumberInput, TextInput } from './form/inputs.tsx';
import { SettingsForm } from './form/settings-form.tsx';
import { companyQuery } from './settings-queries.ts';

const EXAMPLE_SERIAL = 4_711;

/** Under which numbers cartons are labelled. */
export function CompanySection() {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const may = useMay();
  const { data, error, refetch } = useQuery(companyQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} />;
  const isPrefix = (prefix: string): boolean => /^\d{7,12}$/.test(prefix);
  return (
    <SettingsForm<PutShippingCompany>
      name="company"
      title={t('company.gs1')}
      saved={data.settings}
      mayEdit={may('settings:write')}
      describe={(value) => [
        { key: 'prefix', label: t('company.prefix'), text: value.gs1CompanyPrefix },
        { key: 'digit', label: t('company.digit'), text: String(value.ssccExtensionDigit) },
      ]}
      effect={t('company.effect')}
      hindrance={(value) => (isPrefix(value.gs1CompanyPrefix) ? null : t('company.short'))}
      reread={async () => (await queries.query({ ...companyQuery, staleTime: 0 })).settings}
      setting="shipping/company"
      save={(body, _before, guard) =>
        answerOf(client.PUT('/v1/fulfilment/company', { body, ...guard }))
      }
    >
      {(value, change) => (
        <Section title={t('company.gs1')}>
          <Field name="gs1CompanyPrefix" label={t('company.prefix')} hint={t('company.prefixHint')}>
            <TextInput
              isCode
              value={value.gs1CompanyPrefix}
              maxLength={12}
              onChange={(text) => change({ gs1CompanyPrefix: text.replaceAll(/\D/g, '') })}
            />
          </Field>
          <Field name="ssccExtensionDigit" label={t('company.digit')} hint={t('company.digitHint')}>
            <NumberInput
              value={value.ssccExtensionDigit}
              min={0}
              max={9}
              onChange={(ssccExtensionDigit) => change({ ssccExtensionDigit })}
            />
          </Field>
          <div className="field">
            <div className="field-words">
              <p className="field-label">{t('company.example')}</p>
              <p className="field-hint">{t('company.exampleHint')}</p>
            </div>
            <p className="carton-number code">
              {isPrefix(value.gs1CompanyPrefix)
                ? cartonNumberOf(value.gs1CompanyPrefix, value.ssccExtensionDigit, EXAMPLE_SERIAL)
                : '—'}
            </p>
          </div>
        </Section>
      )}
    </SettingsForm>
  );
}
