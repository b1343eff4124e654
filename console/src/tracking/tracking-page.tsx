import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function TrackingPage() {
  const { t } = useTranslation('tracking');
  return <Page title={t('title')}>{null}</Page>;
}
