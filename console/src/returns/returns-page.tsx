import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function ReturnsPage() {
  const { t } = useTranslation('returns');
  return <Page title={t('title')}>{null}</Page>;
}
