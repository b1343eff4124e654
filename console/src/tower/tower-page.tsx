import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function TowerPage() {
  const { t } = useTranslation('tower');
  return <Page title={t('title')}>{null}</Page>;
}
