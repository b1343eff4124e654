import { useEffect } from 'react';
import './floor/floor.css';
import { ChooseLocation } from './floor/choose-location.tsx';
import { CollectNext, CollectWork } from './floor/collect-work.tsx';
import { readDraft, writeDraft } from './floor/drafts.ts';
import { FloorHome } from './floor/floor-home.tsx';
import { useFloorSearch } from './floor/floor-search.ts';
import { PackNext } from './floor/pack-next.tsx';
import { PackWork } from './floor/pack-work.tsx';
import { PickNext } from './floor/pick-next.tsx';
import { PickWalk } from './floor/pick-walk.tsx';
import { ShipParcels } from './floor/ship-parcels.tsx';

const LOCATION_KEY = 'location';

/** The worker's view: one thing at a time, at the location where they work. */
export function FloorPage() {
  const { location: asked, task, list, work, go } = useFloorSearch();
  const kept = readDraft(LOCATION_KEY);
  const location = asked ?? (typeof kept === 'string' ? kept : undefined);
  useEffect(() => {
    if (asked !== undefined) writeDraft(LOCATION_KEY, asked);
  }, [asked]);
  if (location === undefined) {
    return (
      <div className="floor">
        <ChooseLocation
          onChoose={(code) => {
            writeDraft(LOCATION_KEY, code);
            go({ location: code });
          }}
        />
      </div>
    );
  }
  const leave = (): void => {
    writeDraft(LOCATION_KEY, null);
    go({ location: undefined });
  };
  return (
    <div className="floor">
      {task === undefined && <FloorHome location={location} onLeave={leave} />}
      {task === 'pick' &&
        (list === undefined ? <PickNext location={location} /> : <PickWalk key={list} id={list} />)}
      {task === 'pack' &&
        (work === undefined ? <PackNext location={location} /> : <PackWork key={work} id={work} />)}
      {task === 'ship' && <ShipParcels key={location} location={location} />}
      {task === 'collect' &&
        (work === undefined ? (
          <CollectNext location={location} />
        ) : (
          <CollectWork key={work} id={work} />
        ))}
    </div>
  );
}
