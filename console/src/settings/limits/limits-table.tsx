import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { OrderStateTag } from '../../ui/state-tag.tsx';
import { DurationInput } from '../form/duration-input.tsx';
import { useChannelNames, useLocationNames } from '../settings-queries.ts';
import { limitsByState, WAITING_STATES, type Limit } from './rules-changes.ts';
import './limits.css';

const NEW_LIMIT: Limit = {
  state: 'released',
  channel: null,
  location: null,
  minutes: 480,
  clock: 'working_hours',
  severity: 2,
};

/** How long an order may stay in each state; single channels and locations may have their own. */
export function LimitsTable({
  limits,
  onChange,
}: {
  readonly limits: readonly Limit[];
  readonly onChange: (limits: Limit[]) => void;
}) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const put = (place: number, part: Partial<Limit>): void =>
    onChange(limits.map((limit, each) => (each === place ? { ...limit, ...part } : limit)));
  return (
    <div className="limits">
      <div className="limits-head" aria-hidden>
        <span>{t('limits.state')}</span>
        <span>{t('limits.where')}</span>
        <span>{t('limits.longest')}</span>
        <span>{t('limits.clock')}</span>
        <span>{t('limits.severity')}</span>
        <span />
      </div>
      {limitsByState(limits).map(({ limit, place }) => (
        <fieldset
          key={place}
          className="limits-row"
          aria-label={`${common(`orderState.${limit.state}`)} ${place + 1}`}
        >
          <Select
            aria-label={t('limits.state')}
            variant="borderless"
            value={limit.state}
            options={WAITING_STATES.map((value) => ({
              value,
              label: <OrderStateTag state={value} />,
            }))}
            onChange={(state) => put(place, { state })}
          />
          <WhereInput value={limit} onChange={(part) => put(place, part)} />
          <DurationInput
            label={t('limits.longest')}
            minutes={limit.minutes}
            onChange={(minutes) => put(place, { minutes })}
          />
          <Select
            aria-label={t('limits.clock')}
            value={limit.clock}
            options={(['always', 'working_hours'] as const).map((value) => ({
              value,
              label: t(`limits.clocks.${value}`),
            }))}
            onChange={(clock) => put(place, { clock })}
          />
          <Select
            aria-label={t('limits.severity')}
            value={limit.severity}
            options={([1, 2, 3] as const).map((value) => ({
              value,
              label: common(`severity.s${value}`),
            }))}
            onChange={(severity) => put(place, { severity })}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('limits.remove', { state: common(`orderState.${limit.state}`) })}
            onClick={() => onChange(limits.toSpliced(place, 1))}
          >
            ×
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<PlusOutlined />}
        className="add-button"
        onClick={() => onChange([...limits, NEW_LIMIT])}
      >
        {t('limits.add')}
      </Button>
    </div>
  );
}

/** Everywhere, or one channel, one location, or one of each. */
export function WhereInput({
  value,
  onChange,
}: {
  readonly value: Pick<Limit, 'channel' | 'location'>;
  readonly onChange: (part: Partial<Pick<Limit, 'channel' | 'location'>>) => void;
}) {
  const { t } = useTranslation('settings');
  const { channels } = useChannelNames();
  const { places } = useLocationNames();
  const optionsOf = (list: readonly { readonly code: string; readonly name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <span className="where-input">
      <Select
        aria-label={t('limits.channel')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('limits.everyChannel')}
        value={value.channel ?? undefined}
        options={optionsOf(channels)}
        popupMatchSelectWidth={220}
        onChange={(channel: string | undefined) => onChange({ channel: channel ?? null })}
      />
      <Select
        aria-label={t('limits.location')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('limits.everyLocation')}
        value={value.location ?? undefined}
        options={optionsOf(places)}
        popupMatchSelectWidth={220}
        onChange={(location: string | undefined) => onChange({ location: location ?? null })}
      />
    </span>
  );
}
