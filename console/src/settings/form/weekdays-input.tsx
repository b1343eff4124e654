import { useTranslation } from 'react-i18next';
import { useField } from './field.tsx';
import { useWords } from './use-words.ts';
import './week-input.css';

/** From Monday on; the contract counts from Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** Days of the week, each switched by a press. */
export function WeekdaysInput({
  days,
  onChange,
}: {
  readonly days: readonly boolean[];
  readonly onChange: (days: boolean[]) => void;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const field = useField();
  return (
    <div className="weekdays" role="group" aria-labelledby={field['aria-labelledby']}>
      {WEEK.map((day) => (
        <button
          key={day}
          type="button"
          className="weekday"
          aria-pressed={days[day] === true}
          title={days[day] === true ? words.weekday(day, 'long') : t('week.free')}
          onClick={() => onChange(days.map((works, each) => (each === day ? !works : works)))}
        >
          {words.weekday(day)}
        </button>
      ))}
    </div>
  );
}
