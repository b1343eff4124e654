import { useTranslation } from 'react-i18next';
import { webhookReason } from './webhook-reason.ts';

/** Why nothing is sent, in the reader's words. */
export function ReasonWords({ reason }: { readonly reason: string }) {
  const { t } = useTranslation('system');
  const known = webhookReason(reason);
  switch (known.kind) {
    case 'failures':
      return <>{t('webhooks.reason.failures', { count: known.count })}</>;
    case 'gone':
      return <>{t('webhooks.reason.gone')}</>;
    case 'by':
      return <>{t('webhooks.reason.by', { who: known.who })}</>;
    case 'other':
      return <>{known.text}</>;
  }
}
