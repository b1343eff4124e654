import { ArrowRightOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { TimeZoneInput } from '../form/inputs.tsx';
import { CountryInput } from '../form/place-inputs.tsx';
import { useWords, type Words } from '../form/use-words.ts';
import type { Lane } from './rate-table.ts';

const LANES_SHOWN = 30;

/** Where a service goes from where, in which zone, and how long it takes. */
export function LanesList({
  lanes,
  zones,
  onChange,
}: {
  readonly lanes: readonly Lane[];
  readonly zones: readonly string[];
  readonly onChange: (lanes: Lane[]) => void;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(LANES_SHOWN);
  /** Which lane is open; -1: a new one. */
  const [opened, setOpened] = useState<number | null>(null);
  const found = lanes
    .map((lane, place) => ({ lane, place }))
    .filter(({ lane }) =>
      laneText(lane, words).toLowerCase().includes(search.trim().toLowerCase()),
    );
  const openedLane = opened === null ? null : (lanes[opened] ?? newLane(zones[0] ?? 'Z1', lanes));
  return (
    <>
      {lanes.length > LANES_SHOWN && (
        <Input.Search
          allowClear
          className="form-search"
          aria-label={t('carriers.findLane')}
          placeholder={t('carriers.findLane')}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className="lanes">
        {found.slice(0, shown).map(({ lane, place }) => (
          <li key={place}>
            <button type="button" className="lane" onClick={() => setOpened(place)}>
              <span className="lane-way">
                <Place
                  country={words.country(lane.originCountryCode)}
                  regions={lane.originRegionCodes}
                />
                <ArrowRightOutlined aria-hidden className="quiet" />
                <Place
                  country={words.country(lane.destinationCountryCode)}
                  regions={lane.destinationRegionCodes}
                />
              </span>
              <span className="lane-zone">{lane.zone}</span>
              <span className="lane-days numbers">
                {t('carriers.transit', { from: lane.transitDaysMin, to: lane.transitDaysMax })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {lanes.length === 0 && <p className="quiet">{t('carriers.noLanes')}</p>}
      <div className="form-tools">
        <Button icon={<PlusOutlined />} onClick={() => setOpened(-1)}>
          {t('carriers.addLane')}
        </Button>
        {found.length > shown && (
          <Button type="text" onClick={() => setShown(shown + LANES_SHOWN)}>
            {t('carriers.moreLanes', { count: found.length - shown })}
          </Button>
        )}
      </div>
      {openedLane !== null && opened !== null && (
        <LaneDialog
          lane={openedLane}
          zones={zones}
          isNew={opened === -1}
          onClose={() => setOpened(null)}
          onTake={(lane) => {
            onChange(opened === -1 ? [...lanes, lane] : lanes.with(opened, lane));
            setOpened(null);
          }}
          onRemove={() => {
            onChange(lanes.toSpliced(opened, 1));
            setOpened(null);
          }}
        />
      )}
    </>
  );
}

function Place({
  country,
  regions,
}: {
  readonly country: string;
  readonly regions: readonly string[] | null;
}) {
  return (
    <span className="lane-place">
      {country}
      {regions !== null && (
        <span className="quiet">
          {' '}
          {regions.slice(0, 4).join(', ')}
          {regions.length > 4 ? ' …' : ''}
        </span>
      )}
    </span>
  );
}

function laneText(lane: Lane, words: Words): string {
  return [
    words.country(lane.originCountryCode),
    ...(lane.originRegionCodes ?? []),
    words.country(lane.destinationCountryCode),
    ...(lane.destinationRegionCodes ?? []),
    lane.zone,
  ].join(' ');
}

function newLane(zone: string, lanes: readonly Lane[]): Lane {
  const last = lanes.at(-1);
  return {
    originCountryCode: last?.originCountryCode ?? 'CN',
    originRegionCodes: null,
    destinationCountryCode: '',
    destinationRegionCodes: null,
    zone,
    transitDaysMin: 1,
    transitDaysMax: 3,
    distanceKilometres: last?.distanceKilometres ?? 1_000,
    destinationTimeZone: last?.destinationTimeZone ?? 'UTC',
  };
}

function LaneDialog({
  lane,
  zones,
  isNew,
  onClose,
  onTake,
  onRemove,
}: {
  readonly lane: Lane;
  readonly zones: readonly string[];
  readonly isNew: boolean;
  readonly onClose: () => void;
  readonly onTake: (lane: Lane) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const [value, setValue] = useState(lane);
  const change = (part: Partial<Lane>): void => setValue({ ...value, ...part });
  const isReady =
    value.destinationCountryCode !== '' && value.transitDaysMin <= value.transitDaysMax;
  const regions = (list: readonly string[]): string[] | null =>
    list.length === 0 ? null : list.map((region) => region.trim().toUpperCase());
  return (
    <Modal
      open
      width={640}
      title={isNew ? t('carriers.addLane') : t('carriers.lane')}
      onCancel={onClose}
      footer={
        <div className="lane-footer">
          {!isNew && (
            <Button danger type="text" onClick={onRemove}>
              {common('remove')}
            </Button>
          )}
          <span className="lane-footer-gap" />
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="primary" disabled={!isReady} onClick={() => onTake(value)}>
            {t('carriers.takeLane')}
          </Button>
        </div>
      }
    >
      <Field name="origin" label={t('carriers.from')} hint={t('carriers.regionsHint')}>
        <div className="optional-input">
          <CountryInput
            label={t('carriers.from')}
            value={value.originCountryCode}
            onChange={(originCountryCode) => change({ originCountryCode })}
          />
          <RegionsInput
            label={t('carriers.fromRegions')}
            regions={value.originRegionCodes}
            onChange={(list) => change({ originRegionCodes: regions(list) })}
          />
        </div>
      </Field>
      <Field name="destination" label={t('carriers.to')}>
        <div className="optional-input">
          <CountryInput
            label={t('carriers.to')}
            value={value.destinationCountryCode}
            onChange={(destinationCountryCode) => change({ destinationCountryCode })}
          />
          <RegionsInput
            label={t('carriers.toRegions')}
            regions={value.destinationRegionCodes}
            onChange={(list) => change({ destinationRegionCodes: regions(list) })}
          />
        </div>
      </Field>
      <Field name="zone" label={t('carriers.zone')} hint={t('carriers.zoneHint')}>
        <Select
          aria-label={t('carriers.zone')}
          value={value.zone}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          onChange={(zone) => change({ zone })}
        />
      </Field>
      <Field name="transit" label={t('carriers.days')} hint={t('carriers.daysHint')}>
        <div className="lane-pair">
          <InputNumber
            aria-label={t('carriers.daysMin')}
            min={0}
            max={365}
            precision={0}
            value={value.transitDaysMin}
            onChange={(days) => change({ transitDaysMin: days ?? 0 })}
          />
          <span aria-hidden>–</span>
          <InputNumber
            aria-label={t('carriers.daysMax')}
            min={0}
            max={365}
            precision={0}
            status={value.transitDaysMin > value.transitDaysMax ? 'error' : ''}
            value={value.transitDaysMax}
            onChange={(days) => change({ transitDaysMax: days ?? 0 })}
          />
        </div>
      </Field>
      <Field name="distance" label={t('carriers.distance')} hint={t('carriers.distanceHint')}>
        <InputNumber
          aria-label={t('carriers.distance')}
          min={0}
          max={50_000}
          suffix="km"
          value={value.distanceKilometres}
          onChange={(distance) => change({ distanceKilometres: distance ?? 0 })}
        />
      </Field>
      <Field
        name="destinationTimeZone"
        label={t('carriers.zoneOfTime')}
        hint={t('carriers.zoneOfTimeHint')}
      >
        <TimeZoneInput
          value={value.destinationTimeZone}
          onChange={(destinationTimeZone) => change({ destinationTimeZone })}
        />
      </Field>
    </Modal>
  );
}

function RegionsInput({
  label,
  regions,
  onChange,
}: {
  readonly label: string;
  readonly regions: readonly string[] | null;
  readonly onChange: (regions: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <Select<string[]>
      mode="tags"
      aria-label={label}
      placeholder={t('carriers.wholeCountry')}
      value={[...(regions ?? [])]}
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', ' ', '，', ';']}
      onChange={(next) => onChange(next)}
    />
  );
}
