import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';

/** The address leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      title={t('notFound.heading')}
      lead={t('notFound.lead')}
      action={<Link to="/">{t('notFound.home')}</Link>}
    />
  );
}
