import { Input, Typography } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { useAuditVerdict } from './history-queries.ts';

/** Whether anybody has changed, added or removed an entry of the record, and its end to be kept elsewhere. */
export function ChainState() {
  const { t, i18n } = useTranslation('flows');
  const id = useId();
  const [known, setKnown] = useState<string | null>(null);
  const { data: verdict, error, isFetching, refetch } = useAuditVerdict(known);
  const end = verdict === undefined ? '' : `${verdict.entries}:${verdict.head}`;
  return (
    <Section
      title={
        <span className="flow-heading">
          {t('chain.title')}
          {verdict !== undefined && error === null && (
            <Tag mood={verdict.isWhole ? 'good' : 'bad'}>
              {t(verdict.isWhole ? 'chain.whole' : 'chain.broken')}
            </Tag>
          )}
        </span>
      }
    >
      {verdict !== undefined && error === null && (
        <div className="chain">
          <p>
            {verdict.broken === null
              ? t('chain.wholeUpTo', { number: formatQuantity(verdict.entries, i18n.language) })
              : t(`chain.kind.${verdict.broken.kind}`, { number: verdict.broken.number })}
          </p>
          {verdict.isWhole && verdict.entries > 0 && (
            <p className="quiet">
              {t('chain.keep')}{' '}
              <Typography.Text
                className="code quiet chain-end"
                copyable={{ text: end, tooltips: [t('chain.copy'), t('chain.copied')] }}
              >
                {end}
              </Typography.Text>
            </p>
          )}
        </div>
      )}
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      <div className="chain-known">
        <label htmlFor={id}>{t('chain.known')}</label>
        <Input.Search
          id={id}
          className="code"
          maxLength={100}
          allowClear
          loading={isFetching && known !== null}
          enterButton={t('chain.check')}
          onSearch={(text) => setKnown(text.trim() === '' ? null : text.trim())}
        />
      </div>
    </Section>
  );
}
