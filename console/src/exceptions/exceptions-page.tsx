import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function ExceptionsPage() {
  const { t } = useTranslation('exceptions');
  return <Page title={t('title')}>{null}</Page>;
}
