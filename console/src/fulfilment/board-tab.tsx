import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FulfilmentOrderRead } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import './board-tab.css';
import { workInStateQuery } from './fulfilment-queries.ts';
import { useFulfilmentSearch } from './fulfilment-search.ts';
import { Countdown, GateTag, PriorityTag } from './fulfilment-tags.tsx';
import { LocationName } from './names.tsx';
import { PlanWaveButton } from './plan-wave-button.tsx';

const COLUMNS = ['open', 'waved', 'picking', 'picked', 'packed'] as const;
type ColumnState = (typeof COLUMNS)[number];
const CARDS_MAX = 50;

/** All that has not left, by how far it is; what must leave first stands on top. */
export function BoardTab() {
  const { t } = useTranslation('fulfilment');
  const isNarrow = useIsNarrow();
  const { state, show } = useFulfilmentSearch();
  const chosen = COLUMNS.find((column) => column === state);
  const onPhone: ColumnState = chosen ?? 'open';
  if (!isNarrow) {
    return (
      <div className="board">
        {COLUMNS.filter((column) => chosen === undefined || column === chosen).map((column) => (
          <BoardColumn key={column} state={column} isAlone={chosen !== undefined} />
        ))}
      </div>
    );
  }
  return (
    <div className="board-narrow">
      <Segmented<ColumnState>
        block
        size="small"
        value={onPhone}
        aria-label={t('filter.state')}
        onChange={(value) => show({ state: value })}
        options={COLUMNS.map((value) => ({ value, label: t(`boardShort.${value}`) }))}
      />
      <BoardColumn key={onPhone} state={onPhone} isAlone />
    </div>
  );
}

function BoardColumn({
  state,
  isAlone,
}: {
  readonly state: ColumnState;
  readonly isAlone: boolean;
}) {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const { location, priority } = useFulfilmentSearch();
  const [limit, setLimit] = useState(CARDS_MAX);
  const { data, error, refetch } = useQuery(
    workInStateQuery(state, location, { limit, ...(priority === undefined ? {} : { priority }) }),
  );
  const count =
    data === undefined ? '' : `${data.items.length}${data.nextCursor === null ? '' : '+'}`;
  return (
    <section className={isAlone ? 'lane lane-alone' : 'lane'} aria-label={t(`workState.${state}`)}>
      <header className="lane-header">
        <h2>
          {t(`workState.${state}`)} <span className="lane-count numbers">{count}</span>
        </h2>
        {state === 'open' && location !== undefined && may('fulfilment:write') && (
          <PlanWaveButton location={location} size="small" />
        )}
      </header>
      <p className="lane-lead">{t(`boardLead.${state}`)}</p>
      {error !== null && data === undefined && (
        <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 4 }} />}
      {data?.items.length === 0 && <p className="lane-empty">{t(`boardEmpty.${state}`)}</p>}
      <ul className="lane-cards">
        {data?.items.map((work) => (
          <li key={work.id}>
            <WorkCard work={work} isAtOneLocation={location !== undefined} />
          </li>
        ))}
      </ul>
      {data !== undefined && data.nextCursor !== null && limit < 200 && (
        <button type="button" className="lane-more" onClick={() => setLimit(200)}>
          {t('showMore')}
        </button>
      )}
    </section>
  );
}

function WorkCard({
  work,
  isAtOneLocation,
}: {
  readonly work: FulfilmentOrderRead;
  readonly isAtOneLocation: boolean;
}) {
  const { t } = useTranslation('fulfilment');
  const { show } = useFulfilmentSearch();
  const units = work.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const picked = work.lines.reduce((sum, line) => sum + line.picked, 0);
  return (
    <button type="button" className="work-card" onClick={() => show({ open: `order/${work.id}` })}>
      <span className="work-card-line">
        <span className="work-card-id numbers">{work.id}</span>
        <Countdown until={work.shipBy} isShort />
      </span>
      <span className="work-card-line quiet">
        <span>
          {work.state === 'picking'
            ? t('unitsPicked', { picked, count: units })
            : t('units', { count: units })}
          {isAtOneLocation ? '' : ' · '}
          {!isAtOneLocation && <LocationName code={work.location} />}
        </span>
      </span>
      {(work.gate !== null || work.priority !== 5 || work.isPickUp) && (
        <span className="work-card-tags">
          <PriorityTag priority={work.priority} />
          <GateTag gate={work.gate} />
          {work.isPickUp && <span className="quiet">{t('pickUp')}</span>}
        </span>
      )}
    </button>
  );
}
