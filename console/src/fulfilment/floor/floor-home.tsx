import { GiftOutlined, InboxOutlined, ShopOutlined, TruckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../client/session.ts';
import {
  bookedShipmentsQuery,
  pickListsInStateQuery,
  workInStateQuery,
  type Page,
} from '../fulfilment-queries.ts';
import { Countdown } from '../fulfilment-tags.tsx';
import { LocationName } from '../names.tsx';
import { Feedback, useFeedback } from './feedback.tsx';
import { FloorHeader } from './floor-parts.tsx';
import { useFloorSearch } from './floor-search.ts';
import { nameOfScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.tsx';

/** What there is to do at a location, in the order in which goods go through it. */
export function FloorHome({
  location,
  onLeave,
}: {
  readonly location: string;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('fulfilment');
  const { go } = useFloorSearch();
  const me = useMe();
  const { told, wrong } = useFeedback();
  const open = useQuery(pickListsInStateQuery('open', location)).data;
  const walked = useQuery(pickListsInStateQuery('picking', location)).data;
  const picked = useQuery(workInStateQuery('picked', location)).data;
  const packed = useQuery(workInStateQuery('packed', location)).data;
  const booked = useQuery(bookedShipmentsQuery(location)).data;
  const own = walked?.items.find(({ picker }) => picker === me.actor);
  const collected = packed?.items.filter(({ isPickUp }) => isPickUp);
  const onScan = (scan: Scan): void => {
    if (scan.sscc !== null) return go({ task: 'ship' });
    const list = [...(open?.items ?? []), ...(walked?.items ?? [])].find(
      ({ id }) => id === scan.text,
    );
    if (list !== undefined) return go({ task: 'pick', list: list.id });
    const work = picked?.items.find(({ id }) => id === scan.text);
    if (work !== undefined) return go({ task: 'pack', work: work.id });
    return wrong(t('scan.unknown', { code: nameOfScan(scan) }), t('scan.unknownHome'));
  };
  return (
    <>
      <FloorHeader
        title={<LocationName code={location} />}
        sub={
          <button type="button" className="link-button floor-elsewhere" onClick={onLeave}>
            {t('floor.elsewhere')}
          </button>
        }
      />
      {own !== undefined && (
        <button
          type="button"
          className="tile tile-urgent"
          aria-label={`${t('floor.goOn')}: ${own.id}`}
          onClick={() => go({ task: 'pick', list: own.id })}
        >
          <span className="tile-text">
            <strong>{t('floor.goOn')}</strong>
            <span>{own.id}</span>
          </span>
        </button>
      )}
      <ul className="tiles">
        <Tile
          icon={<InboxOutlined />}
          name={t('floor.pick')}
          lead={t('floor.pickLead')}
          count={countOf(open)}
          onClick={() => go({ task: 'pick' })}
        />
        <Tile
          icon={<GiftOutlined />}
          name={t('floor.pack')}
          lead={
            picked?.items[0] === undefined ? (
              t('floor.packLead')
            ) : (
              <>
                {t('floor.firstShips')} <Countdown until={picked.items[0].shipBy} />
              </>
            )
          }
          count={countOf(picked)}
          onClick={() => go({ task: 'pack' })}
        />
        <Tile
          icon={<TruckOutlined />}
          name={t('floor.ship')}
          lead={t('floor.shipLead')}
          count={countOf(booked)}
          onClick={() => go({ task: 'ship' })}
        />
        <Tile
          icon={<ShopOutlined />}
          name={t('floor.collect')}
          lead={t('floor.collectLead')}
          count={collected === undefined ? '' : String(collected.length)}
          onClick={() => go({ task: 'collect' })}
        />
      </ul>
      <Feedback told={told} />
      <Scanner label={t('scan.home')} onScan={onScan} />
    </>
  );
}

function countOf(page: Page<unknown> | undefined): string {
  if (page === undefined) return '';
  return `${page.items.length}${page.nextCursor === null ? '' : '+'}`;
}

function Tile({
  icon,
  name,
  lead,
  count,
  onClick,
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly lead: ReactNode;
  readonly count: string;
  readonly onClick: () => void;
}) {
  return (
    <li>
      <button type="button" className="tile" onClick={onClick}>
        <span className="tile-icon" aria-hidden>
          {icon}
        </span>
        <span className="tile-text">
          <strong>{name}</strong>
          <span className="quiet">{lead}</span>
        </span>
        <span className={count === '0' ? 'tile-count quiet numbers' : 'tile-count numbers'}>
          {count}
        </span>
      </button>
    </li>
  );
}
