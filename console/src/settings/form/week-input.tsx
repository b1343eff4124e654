import { Button, DatePicker, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useField } from './field.tsx';
import { clockOf, minuteOfClock } from './units.ts';
import { useWords } from './use-words.ts';
import './week-input.css';

const DAY_MINUTES = 1_440;
/** Weeks are drawn from Monday on; the contract counts from Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;
const HOURS_SHOWN = [0, 6, 12, 18, 24] as const;

interface WeekInputProps {
  /** From Sunday to Saturday. */
  readonly days: readonly boolean[];
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly onDays: (days: boolean[]) => void;
  /** Absent where a day has no beginning, such as where only its cut-off counts. */
  readonly onFrom?: (minute: number) => void;
  readonly onTo: (minute: number) => void;
  readonly toLabel?: string;
}

/** A week as a picture: which days are worked, and from when until when. Clicking a day switches it. */
export function WeekInput(props: WeekInputProps) {
  const { days, fromMinute, toMinute } = props;
  const { t } = useTranslation('settings');
  const words = useWords();
  const field = useField();
  return (
    <div className="week" role="group" aria-labelledby={field['aria-labelledby']}>
      <div className="week-times">
        {props.onFrom !== undefined && (
          <ClockInput label={t('week.from')} minute={fromMinute} onChange={props.onFrom} />
        )}
        <ClockInput label={props.toLabel ?? t('week.to')} minute={toMinute} onChange={props.onTo} />
      </div>
      <div className="week-days">
        {WEEK.map((day) => (
          <button
            key={day}
            type="button"
            className="week-day"
            aria-pressed={days[day] === true}
            onClick={() => props.onDays(days.map((works, each) => (each === day ? !works : works)))}
          >
            <span className="week-name">{words.weekday(day)}</span>
            <span className="week-bar" aria-hidden>
              {days[day] === true && (
                <span
                  className="week-open"
                  style={{
                    left: `${(fromMinute / DAY_MINUTES) * 100}%`,
                    right: `${100 - (Math.max(toMinute, fromMinute) / DAY_MINUTES) * 100}%`,
                  }}
                />
              )}
            </span>
            <span className="week-state">
              {days[day] === true
                ? props.onFrom === undefined
                  ? clockOf(toMinute)
                  : `${clockOf(fromMinute)}–${clockOf(toMinute)}`
                : t('week.free')}
            </span>
          </button>
        ))}
        <div className="week-scale" aria-hidden>
          <span />
          <span className="week-hours">
            {HOURS_SHOWN.map((hour) => (
              <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
                {hour}
              </span>
            ))}
          </span>
          <span />
        </div>
      </div>
    </div>
  );
}

/** A time of day as 14:30, typed or moved by the arrow keys. */
function ClockInput({
  label,
  minute,
  onChange,
}: {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    const next = typed === null ? null : minuteOfClock(typed);
    if (next !== null) onChange(next);
    setTyped(null);
  };
  const move = (step: number): void => {
    setTyped(null);
    onChange(Math.max(0, Math.min(DAY_MINUTES, minute + step)));
  };
  return (
    <label className="clock-input">
      <span>{label}</span>
      <Input
        value={typed ?? clockOf(minute)}
        inputMode="numeric"
        className="numbers"
        status={typed !== null && minuteOfClock(typed) === null ? 'error' : ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onPressEnter={(event) => {
          event.preventDefault();
          keep();
        }}
        onKeyDown={(event) => {
          const step = { ArrowUp: 15, ArrowDown: -15 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          move(step);
        }}
      />
    </label>
  );
}

/** Days off, one by one. */
export function HolidaysInput({
  days,
  onChange,
}: {
  readonly days: readonly string[];
  readonly onChange: (days: string[]) => void;
}) {
  const { t, i18n } = useTranslation('settings');
  const field = useField();
  const format = new Intl.DateTimeFormat(i18n.language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
  return (
    <div className="holidays" role="group" aria-labelledby={field['aria-labelledby']}>
      {days.length === 0 && <span className="quiet">{t('week.noHolidays')}</span>}
      {days.toSorted().map((day) => (
        <span key={day} className="holiday numbers">
          {format.format(new Date(`${day}T00:00:00Z`))}
          <Button
            type="text"
            size="small"
            aria-label={t('week.removeHoliday', { day })}
            onClick={() => onChange(days.filter((each) => each !== day))}
          >
            ×
          </Button>
        </span>
      ))}
      <DatePicker
        aria-label={t('week.addHoliday')}
        placeholder={t('week.addHoliday')}
        value={null}
        onChange={(_date, text) => {
          const day = typeof text === 'string' ? text : (text?.[0] ?? '');
          if (day !== '' && !days.includes(day)) onChange([...days, day].toSorted());
        }}
      />
    </div>
  );
}
