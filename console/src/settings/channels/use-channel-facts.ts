import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingFact } from '../form/changes.ts';
import { useWords } from '../form/use-words.ts';
import type { ChannelForm } from './channel-form-value.ts';

/** What a channel's settings say, line by line. */
export function useChannelFacts(
  locationName: (code: string) => string,
): (value: ChannelForm) => readonly SettingFact[] {
  const { t } = useTranslation('settings');
  const words = useWords();
  return useCallback(
    (value) => {
      const payments = value.payments ?? { capture: 'external', refund: 'external' };
      const kinds = value.orderKinds ?? {};
      const texts: readonly (readonly [key: string, label: string, text: string])[] = [
        ['code', t('channels.code'), value.code],
        ['name', t('channels.name'), value.name],
        ['zh', t('channels.nameInChinese'), value.names['zh-CN'] ?? ''],
        ['en', t('channels.nameInEnglish'), value.names['en'] ?? ''],
        ['currency', t('channels.currency'), words.currency(value.currency)],
        ['timeZone', t('channels.timeZone'), words.timeZone(value.timeZone)],
        [
          'split',
          t('channels.split'),
          value.split === 'allow' ? t('channels.splitAllow') : t('channels.splitNever'),
        ],
        [
          'backorder',
          t('channels.backorder'),
          value.backorder === 'allow'
            ? t('channels.backorderAllow')
            : t('channels.backorderRefuse'),
        ],
        [
          'promise',
          t('channels.promise'),
          value.promiseTargetDays === null
            ? t('channels.promiseNone')
            : words.days(value.promiseTargetDays),
        ],
        [
          'release',
          t('channels.release'),
          value.releaseAfterMinutes === null
            ? t('channels.releaseNone')
            : t('channels.releasedAfter', { time: words.minutes(value.releaseAfterMinutes) }),
        ],
        [
          'excluded',
          t('channels.excluded'),
          value.excludedLocations.length === 0
            ? t('channels.excludedNone')
            : words.list(value.excludedLocations.map(locationName)),
        ],
        [
          'deadline',
          t('channels.deadline'),
          value.paymentDeadlineMinutes === null
            ? t('channels.deadlineNone')
            : words.minutes(value.paymentDeadlineMinutes),
        ],
        ['capture', t('channels.capture'), t(`channels.captures.${payments.capture}`)],
        ['refund', t('channels.refund'), t(`channels.refunds.${payments.refund}`)],
        [
          'provider',
          t('channels.provider'),
          ('provider' in payments ? payments.provider : undefined) ?? t('channels.noProvider'),
        ],
        ['returns', t('channels.returns'), words.days(value.returnWindowDays)],
        ['finalPayment', t('channels.finalPayment'), words.days(kinds.finalPaymentDays ?? 7)],
        [
          'deposit',
          t('channels.deposit'),
          words.yesNo((kinds.unpaidDeposit ?? 'refunded') === 'refunded'),
        ],
        ['collect', t('channels.collect'), words.days(kinds.collectWithinDays ?? 7)],
        ['schema', t('channels.schema'), value.customFieldsText],
      ];
      return texts
        .filter(([, , text]) => text !== '')
        .map(([key, label, text]) => ({ key, label, text }));
    },
    [t, words, locationName],
  );
}
