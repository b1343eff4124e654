import { useTranslation } from 'react-i18next';
import type { Claim } from '../client/contract.generated.d.ts';
import { Moment, useNow } from '../ui/figures.tsx';
import { isOverdue } from './claim-moves.ts';

/** Until when the carrier has to be asked, or has to answer. */
export function DueOf({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation('returns');
  const now = useNow(60_000);
  if (claim.dueAt === null) return <span className="quiet">{t('noDeadline')}</span>;
  return (
    <span className={isOverdue(claim, now) ? 'returns-overdue' : ''}>
      <Moment at={claim.dueAt} />
    </span>
  );
}
