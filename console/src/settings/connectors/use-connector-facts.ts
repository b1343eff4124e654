import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingFact } from '../form/changes.ts';
import { useWords } from '../form/use-words.ts';
import type { ConnectorForm } from './connector-form-value.ts';

const SECOND_MS = 1_000;

/** What a connector's settings say, line by line. */
export function useConnectorFacts(): (value: ConnectorForm) => readonly SettingFact[] {
  const { t } = useTranslation('connectors');
  const words = useWords();
  return useCallback(
    (value) => {
      const seconds = (count: number): string => t('seconds', { count });
      const texts: readonly (readonly [key: string, label: string, text: string])[] = [
        ['code', t('code'), value.code],
        ['zh', t('nameInChinese'), value.names['zh-CN'] ?? ''],
        ['en', t('nameInEnglish'), value.names['en'] ?? ''],
        ['url', t('url'), value.url],
        ['secret', t('secret'), value.secretVariable ?? t('secretNone')],
        ['header', t('header'), value.secretVariable === null ? '' : value.secretHeader],
        ['repeat', t('repeat'), t(`repeats.${value.repeat}`)],
        ['query', t('query'), value.repeat === 'queryable' ? value.queryPath : ''],
        [
          'rate',
          t('rate'),
          value.ratePerMinute === null
            ? t('rateNone')
            : t('ratePerMinute', { number: words.number(value.ratePerMinute) }),
        ],
        ['timeout', t('timeout'), seconds(value.timeoutMs / SECOND_MS)],
        ['failures', t('failures'), words.number(value.failuresMax)],
        ['pause', t('pause'), seconds(value.pauseSeconds)],
      ];
      return texts
        .filter(([, , text]) => text !== '')
        .map(([key, label, text]) => ({ key, label, text }));
    },
    [t, words],
  );
}
