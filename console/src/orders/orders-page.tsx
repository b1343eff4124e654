import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function OrdersPage() {
  const { t } = useTranslation('orders');
  return <Page title={t('title')}>{null}</Page>;
}
