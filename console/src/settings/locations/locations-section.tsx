import { useQuery } from '@tanstack/react-query';
import { Input, Segmented, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocationView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { WorldMap, type MapPoint } from '../../ui/world-map.tsx';
import { clockOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';
import { ItemHeading, ItemList, NewItemButton } from '../item-list.tsx';
import { locationsQuery } from '../settings-queries.ts';
import { useSettingsSearch } from '../use-settings-search.ts';
import { BoxesForm } from './boxes-form.tsx';
import { LocationForm, NEW_LOCATION } from './location-form.tsx';
import './locations.css';
import { SlotsPanel } from './slots-panel.tsx';
import { WorkForm } from './work-form.tsx';

const TABS = ['place', 'work', 'boxes', 'slots'] as const;
type Tab = (typeof TABS)[number];
const SEARCH_FROM = 20;
const SHOWN_MAX = 300;

/** Where stock lies: all locations on a map and as a list, one of them, or a new one. */
export function LocationsSection() {
  const { t } = useTranslation('settings');
  const { search, go } = useSettingsSearch('locations');
  const { data, error, refetch } = useQuery(locationsQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 10 }} />;
  if (search['new'] !== undefined) {
    return (
      <>
        <ItemHeading
          section="locations"
          all={t('sections.locations.title')}
          title={t('locations.new')}
        />
        <LocationForm
          saved={NEW_LOCATION}
          title={t('locations.new')}
          isNew
          onSaved={({ code }) => go({ item: code })}
        />
      </>
    );
  }
  const opened = data.find(({ code }) => code === search['item']);
  return opened === undefined ? <Locations locations={data} /> : <OneLocation location={opened} />;
}

function OneLocation({ location }: { readonly location: LocationView }) {
  const { t, i18n } = useTranslation('settings');
  const may = useMay();
  const { search, go } = useSettingsSearch('locations');
  const { code } = location;
  const title = location.names[i18n.language] ?? location.name;
  // How a location works is a setting; where it is belongs to the catalogue.
  const tabs = TABS.filter(
    (each) => each === 'place' || may(each === 'slots' ? 'fulfilment:read' : 'settings:read'),
  );
  const tab: Tab = tabs.find((each) => each === search['tab']) ?? 'place';
  return (
    <>
      <ItemHeading
        section="locations"
        all={t('sections.locations.title')}
        title={title}
        code={code}
        extra={location.isOpen ? undefined : <Tag mood="warn">{t('locations.closed')}</Tag>}
      />
      <Segmented
        className="location-tabs"
        value={tab}
        options={tabs.map((value) => ({ value, label: t(`locations.tabs.${value}`) }))}
        onChange={(next) => go(next === 'place' ? { item: code } : { item: code, tab: next })}
      />
      {tab === 'place' && <LocationForm key={code} saved={location} title={title} />}
      {tab === 'work' && <WorkForm key={code} location={location} title={title} />}
      {tab === 'boxes' && <BoxesForm key={code} location={location} title={title} />}
      {tab === 'slots' && <SlotsPanel key={code} location={code} />}
    </>
  );
}

function Locations({ locations }: { readonly locations: readonly LocationView[] }) {
  const { t, i18n } = useTranslation('settings');
  const { t: fulfilment } = useTranslation('fulfilment');
  const may = useMay();
  const words = useWords();
  const { go } = useSettingsSearch('locations');
  const [text, setText] = useState('');
  const nameOf = ({ name, names }: LocationView): string => names[i18n.language] ?? name;
  const points = useMemo(
    () =>
      locations.flatMap((location): MapPoint[] => {
        const { latitude, longitude } = location.address;
        if (latitude === undefined || longitude === undefined) return [];
        const label = location.names[i18n.language] ?? location.name;
        const kind = location.isOpen ? 'location' : 'trouble';
        return [{ id: location.code, latitude, longitude, label, kind }];
      }),
    [locations, i18n.language],
  );
  const mayEdit = may('catalogue:write');
  if (locations.length === 0) {
    return (
      <EmptyState
        title={t('locations.none')}
        lead={t('locations.noneLead')}
        action={
          mayEdit ? <NewItemButton section="locations" label={t('locations.new')} /> : undefined
        }
      />
    );
  }
  const wanted = text.trim().toLowerCase();
  const found = locations.filter((location) =>
    [nameOf(location), location.code, location.address.city ?? '']
      .join(' ')
      .toLowerCase()
      .includes(wanted),
  );
  return (
    <>
      {points.length > 0 && (
        <div className="locations-map">
          <WorldMap
            label={t('locations.map')}
            height={280}
            points={points}
            onPoint={(code) => go({ item: code })}
          />
        </div>
      )}
      <div className="list-head">
        {locations.length > SEARCH_FROM ? (
          <Input.Search
            allowClear
            className="form-search"
            aria-label={t('locations.find')}
            placeholder={t('locations.find')}
            onChange={(event) => setText(event.target.value)}
          />
        ) : (
          <span>{t('locations.count', { count: locations.length })}</span>
        )}
        {mayEdit && <NewItemButton section="locations" label={t('locations.new')} />}
      </div>
      <ItemList
        section="locations"
        label={t('sections.locations.title')}
        items={found.slice(0, SHOWN_MAX).map((location) => ({
          code: location.code,
          title: nameOf(location),
          detail: [
            fulfilment(`locationKind.${location.kind}`),
            location.address.city ?? words.country(location.address.countryCode),
            location.code,
          ].join(' · '),
          aside: location.isOpen ? (
            <>
              {t('locations.until', { time: clockOf(location.cutoffMinuteOfDay) })}
              <br />
              <span className="quiet">{words.weekdays(location.workingWeekdays)}</span>
            </>
          ) : (
            <Tag mood="warn">{t('locations.closed')}</Tag>
          ),
        }))}
      />
    </>
  );
}
