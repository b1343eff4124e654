import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { locationsQuery } from '../fulfilment-queries.ts';
import { nameIn } from '../names.tsx';
import { FloorHeader } from './floor-parts.tsx';

/** Where somebody works; asked once on each machine. */
export function ChooseLocation({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const { t, i18n } = useTranslation('fulfilment');
  const { data, error, refetch } = useQuery(locationsQuery);
  const locations = data?.filter(({ kind }) => kind !== 'supplier');
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
