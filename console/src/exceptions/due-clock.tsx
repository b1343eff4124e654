import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/figures.tsx';
import { formatDuration } from '../ui/format.ts';
import './due-clock.css';

/** How long there is still, or how long something is over its time. */
export function DueClock({ dueAt }: { readonly dueAt: string }) {
  const { t, i18n } = useTranslation('exceptions');
  const now = useNow(20_000);
  const leftMs = Date.parse(dueAt) - now;
  const time = formatDuration(leftMs, i18n.language);
  return (
    <span className={leftMs < 0 ? 'due-over numbers' : 'numbers'}>
      {leftMs < 0 ? t('overdue', { time }) : t('left', { time })}
    </span>
  );
}
