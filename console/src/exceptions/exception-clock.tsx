import { useTranslation } from 'react-i18next';
import type { Exception } from '../client/contract.generated.d.ts';
import { Moment, useNow } from '../ui/figures.tsx';
import { formatDuration } from '../ui/format.ts';

/** How long there is still, or how long it is over its time; where it rests or has ended, since and until when. */
export function ExceptionClock({ item }: { readonly item: Exception }) {
  const { t, i18n } = useTranslation('exceptions');
  const now = useNow(20_000);
  if (item.resolvedAt !== null) {
    return (
      <span className="quiet">
        <Moment at={item.resolvedAt} isRelative />
      </span>
    );
  }
  if (item.snoozedUntil !== null) {
    return (
      <span className="quiet">
        {t('snoozed')} <Moment at={item.snoozedUntil} />
      </span>
    );
  }
  const leftMs = Date.parse(item.dueAt) - now;
  const time = formatDuration(leftMs, i18n.language);
  return (
    <span className={leftMs < 0 ? 'exception-overdue numbers' : 'numbers'}>
      {leftMs < 0 ? t('overdue', { time }) : t('left', { time })}
    </span>
  );
}
