import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { locationsQuery } from '../fulfilment-queries.ts';
import { nameIn } from '../names.tsx';
import { FloorHeader } from './floor-parts.tsx';

/** Where somebody works; asked once on each machine, and not of those who have one place only. */
export function ChooseLocation({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const { t, i18n } = useTranslation('fulfilment');
  const { data, error, refetch } = useQuery(locationsQuery);
  const locations = data?.filter(({ kind }) => kind !== 'supplier');
  const only = locations?.length === 1 ? locations[0]?.code : undefined;
  useEffect(() => {
    if (only !== undefined) onChoose(only);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it is known
  }, [only]);
  return (
    <>
      <FloorHeader title={t('floor.whereTitle')} sub={t('floor.whereLead')} />
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active />}
      {locations?.length === 0 && (
        <EmptyState title={t('floor.noLocation')} lead={t('floor.noLocationLead')} />
      )}
      <ul className="tiles">
        {locations?.map((location) => (
          <li key={location.code}>
            {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its text stands deeper than the rule looks */}
            <button type="button" className="tile" onClick={() => onChoose(location.code)}>
              <span className="tile-text">
                <strong>{nameIn(i18n.language, location)}</strong>
                <span className="quiet">
                  {t(`locationKind.${location.kind}`)} · {location.code}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
