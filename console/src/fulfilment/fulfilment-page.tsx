import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function FulfilmentPage() {
  const { t } = useTranslation('fulfilment');
  return <Page title={t('title')}>{null}</Page>;
}
