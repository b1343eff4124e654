import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import { LANGUAGES, type Language } from '../../locales/i18n.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { NoticeEditor } from './notice-editor.tsx';
import { CUSTOMER_MAILS, SUPPLIER_MAILS, type MailKind } from './template-values.ts';
import './notices.css';

/** What stands in the mails, each language by itself. */
export function NoticeTemplates() {
  const { t, i18n } = useTranslation('system');
  const [kind, setKind] = useState<MailKind>('placed');
  const [language, setLanguage] = useState<Language>(i18n.language === 'zh-CN' ? 'zh-CN' : 'en');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['notice_template', kind, language],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/notice-templates/{kind}/{language}', {
          params: { path: { kind, language } },
          signal,
        }),
      ),
  });
  const options = (kinds: readonly MailKind[]) =>
    kinds.map((value) => ({ value, label: t(`mail.${value}`) }));
  const isShown = data !== undefined && data.kind === kind && data.language === language;
  return (
    <Section
      title={t('templates.title')}
      extra={
        <Segmented<Language>
          size="small"
          value={language}
          onChange={setLanguage}
          options={Object.entries(LANGUAGES).map(([value, label]) => ({
            value: value as Language,
            label,
          }))}
        />
      }
    >
      <p className="system-lead">{t('templates.lead')}</p>
      <Select<MailKind>
        className="notices-choice"
        aria-label={t('templates.choose')}
        value={kind}
        onChange={setKind}
        options={[
          { label: t('templates.toCustomers'), options: options(CUSTOMER_MAILS) },
          { label: t('templates.toSuppliers'), options: options(SUPPLIER_MAILS) },
        ]}
      />
      {isPending && <Skeleton active />}
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {isShown && (
        <NoticeEditor key={`${kind} ${language}`} kind={kind} language={language} saved={data} />
      )}
    </Section>
  );
}
