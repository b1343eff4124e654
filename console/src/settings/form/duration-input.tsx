import { InputNumber, Select, Space, type InputNumberProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesAs, UNIT_MINUTES, type MinutesUnit } from './units.ts';

const YEAR_MINUTES = 525_600;

/** A length of time, typed in minutes, hours or days, kept in minutes. */
export function DurationInput({
  minutes,
  label,
  min = 1,
  field = {},
  onChange,
}: {
  readonly minutes: number;
  /** Where no field stands around it. */
  readonly label?: string;
  readonly min?: number;
  readonly field?: Pick<InputNumberProps, 'id' | 'status' | 'aria-labelledby' | 'aria-describedby'>;
  readonly onChange: (minutes: number) => void;
}) {
  const { t } = useTranslation('settings');
  const [chosen, setChosen] = useState<MinutesUnit>(() => minutesAs(minutes).unit);
  const unit = minutes % UNIT_MINUTES[chosen] === 0 ? chosen : 'minute';
  const scale = UNIT_MINUTES[unit];
  return (
    <Space.Compact block>
      <InputNumber
        {...field}
        {...(label === undefined ? {} : { 'aria-label': label })}
        value={minutes / scale}
        min={Math.ceil(min / scale)}
        max={YEAR_MINUTES / scale}
        precision={0}
        onChange={(next) => {
          if (next !== null) onChange(next * scale);
        }}
      />
      <Select<MinutesUnit>
        aria-label={t('units.unit')}
        value={unit}
        className="duration-unit"
        options={(['minute', 'hour', 'day'] as const).map((value) => ({
          value,
          label: t(`units.${value}s`),
        }))}
        onChange={(next) => {
          const most = Math.floor(YEAR_MINUTES / UNIT_MINUTES[next]);
          setChosen(next);
          onChange(Math.min(most, Math.max(1, Math.round(minutes / scale))) * UNIT_MINUTES[next]);
        }}
      />
    </Space.Compact>
  );
}
