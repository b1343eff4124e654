import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { WhyChoice } from '../choices/why-choice.tsx';
import { useMay } from '../client/session.ts';
import { Moment } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import './drawers.css';
import { walkOf } from './floor/walk.ts';
import { pickListQuery } from './fulfilment-queries.ts';
import { ListStateTag } from './fulfilment-tags.tsx';
import { LocationName, SkuName } from './names.tsx';
import { pickerName, Way } from './pick-lists-tab.tsx';

/** One pick list in walking order, with what was taken and what was not there. */
export function PickListDetails({ id }: { readonly id: string }) {
  const { t } = useTranslation('fulfilment');
  const may = useMay();
  const { data: list, error, refetch } = useQuery(pickListQuery(id));
  if (list === undefined) {
    return error === null ? (
      <Skeleton active />
    ) : (
      <ProblemNotice problem={error} onRetry={() => void refetch()} />
    );
  }
  const { lengthMillimetres: way, slotOrderLengthMillimetres: slotOrder } = list;
  const saved = way === null || slotOrder === null ? 0 : Math.round((slotOrder - way) / 1_000);
  const isOpen = list.state === 'open' || list.state === 'picking';
  return (
    <div className="details">
      <div className="details-tags">
        <ListStateTag state={list.state} />
      </div>
      <dl className="facts">
        <dt>{t('column.wave')}</dt>
        <dd className="numbers">{list.wave}</dd>
        <dt>{t('column.location')}</dt>
        <dd>
          <LocationName code={list.location} />
        </dd>
        <dt>{t('column.picker')}</dt>
        <dd>{list.picker === null ? t('nobody') : pickerName(list.picker)}</dd>
        <dt>{t('column.since')}</dt>
        <dd>
          <Moment at={list.stateSince} />
        </dd>
        <dt>{t('column.way')}</dt>
        <dd>
          <Way list={list} />{' '}
          {saved > 0 && <span className="quiet">{t('waySaved', { count: saved })}</span>}
        </dd>
      </dl>
      <h3>
        {t('walkingOrder')}{' '}
        {way !== null && (
          <WhyChoice
            about={{
              subject: `pick_list/${list.id}`,
              kind: 'fulfilment.pick_path',
              orderId: null,
            }}
          />
        )}
        {list.lines.some(({ lots }) => lots !== undefined) && (
          <WhyChoice
            what
            about={{ subject: `pick_list/${list.id}`, kind: 'inventory.fefo', orderId: null }}
          />
        )}
      </h3>
      <ol className="stops">
        {walkOf(list).steps.map(({ line, wantedUnits, pickedUnits }) => (
          <li key={line.number} className={pickedUnits === wantedUnits ? 'stop stop-done' : 'stop'}>
            <span className="stop-slot">{line.slot ?? '—'}</span>
            <span className="goods-name">
              <SkuName code={line.sku} />
              <span className="code quiet">{line.sku}</span>
              <Missing wanted={line.wanted} />
            </span>
            <span className="numbers">
              {pickedUnits}/{wantedUnits}
            </span>
          </li>
        ))}
      </ol>
      {isOpen && may('fulfilment:write') && (
        <div className="details-actions">
          <Link to="/floor" search={{ location: list.location, task: 'pick', list: list.id }}>
            {t('walkOnFloor')}
          </Link>
        </div>
      )}
    </div>
  );
}

function Missing({ wanted }: { readonly wanted: readonly { readonly dropped: number }[] }) {
  const { t } = useTranslation('fulfilment');
  const dropped = wanted.reduce((sum, units) => sum + units.dropped, 0);
  return dropped === 0 ? null : (
    <span className="stop-missing">{t('dropped', { count: dropped })}</span>
  );
}
