import { useTranslation } from 'react-i18next';
import type { Exception } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { DueClock } from './due-clock.tsx';

/** How long there is still, or how long it is over its time; where it rests or has ended, since and until when. */
export function ExceptionClock({ item }: { readonly item: Exception }) {
  const { t } = useTranslation('exceptions');
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
  return <DueClock dueAt={item.dueAt} />;
}
