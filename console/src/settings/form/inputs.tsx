import { Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { DurationInput } from './duration-input.tsx';
import { useField } from './field.tsx';
import { fractionDigitsOf, symbolOf } from './units.ts';

interface NumberProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  /** What is shown is so many times smaller than what is kept: 10 shows permille as percent. */
  readonly scale?: number;
  readonly isWhole?: boolean;
}

/** A number with its unit beside it. What is cleared stays as it was. */
export function NumberInput({ value, onChange, min, max, unit, scale = 1, isWhole }: NumberProps) {
  const field = useField();
  const isSteps = isWhole ?? scale === 1;
  return (
    <InputNumber
      {...field}
      value={value / scale}
      min={min / scale}
      max={max / scale}
      {...(isSteps ? { precision: 0 } : {})}
      {...(unit === undefined ? {} : { suffix: unit })}
      onChange={(next) => {
        if (next !== null) onChange(isSteps || scale > 1 ? Math.round(next * scale) : next);
      }}
    />
  );
}

/** An amount of money: typed as people write it, kept in minor units. */
export function MoneyInput({
  minor,
  currency,
  onChange,
}: {
  readonly minor: number;
  readonly currency: string;
  readonly onChange: (minor: number) => void;
}) {
  const field = useField();
  const { i18n } = useTranslation();
  const digits = fractionDigitsOf(currency);
  return (
    <InputNumber
      {...field}
      value={minor / 10 ** digits}
      min={0}
      max={1e12 / 10 ** digits}
      precision={digits}
      prefix={symbolOf(currency, i18n.language)}
      onChange={(next) => {
        if (next !== null) onChange(Math.round(next * 10 ** digits));
      }}
    />
  );
}

/** A length of time with its unit, kept in minutes. */
export function MinutesInput(props: {
  readonly minutes: number;
  readonly min: number;
  readonly onChange: (minutes: number) => void;
}) {
  const field = useField();
  return <DurationInput {...props} field={field} />;
}

/** Either nothing, in words, or a value that is then asked for. */
export function OptionalInput<Value>({
  value,
  none,
  some,
  first,
  onChange,
  children,
}: {
  readonly value: Value | null;
  /** What it means that there is none. */
  readonly none: string;
  readonly some: string;
  /** The value to begin with. */
  readonly first: Value;
  readonly onChange: (value: Value | null) => void;
  readonly children: (value: Value) => React.ReactNode;
}) {
  const field = useField();
  return (
    <div className="optional-input">
      <Select
        aria-labelledby={field['aria-labelledby']}
        value={value === null ? 'none' : 'some'}
        options={[
          { value: 'none', label: none },
          { value: 'some', label: some },
        ]}
        onChange={(next) => onChange(next === 'none' ? null : (value ?? first))}
      />
      {value !== null && children(value)}
    </div>
  );
}

/** One of a few, each said in words. */
export function ChoiceInput<Value extends string>({
  value,
  options,
  onChange,
}: {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const field = useField();
  return (
    <Select<Value>
      {...field}
      value={value}
      options={[...options]}
      onChange={(next) => onChange(next)}
    />
  );
}

/** Several of a list, found by typing. */
export function SeveralInput({
  values,
  options,
  placeholder,
  onChange,
}: {
  readonly values: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder: string;
  readonly onChange: (values: string[]) => void;
}) {
  const field = useField();
  return (
    <Select<string[]>
      {...field}
      mode="multiple"
      value={[...values]}
      options={[...options]}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount="responsive"
      onChange={(next) => onChange(next)}
    />
  );
}

/** A line of text. */
export function TextInput({
  value,
  maxLength,
  placeholder,
  isCode = false,
  onChange,
}: {
  readonly value: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly isCode?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const field = useField();
  return (
    <Input
      {...field}
      value={value}
      maxLength={maxLength}
      className={isCode ? 'code' : ''}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const ZONES = Intl.supportedValuesOf('timeZone');

/** A time zone by its IANA name, with the time that it is there. */
export function TimeZoneInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const field = useField();
  const { i18n } = useTranslation();
  const names = ZONES.includes(value) || value === '' ? ZONES : [value, ...ZONES];
  const offset = (timeZone: string): string => {
    try {
      return new Intl.DateTimeFormat(i18n.language, {
        timeZone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'shortOffset',
      }).format(new Date());
    } catch {
      return '';
    }
  };
  return (
    <>
      <Select
        {...field}
        showSearch={{ optionFilterProp: 'label' }}
        value={value === '' ? null : value}
        options={names.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
        onChange={(next) => onChange(next ?? '')}
      />
      {value !== '' && <p className="field-aside numbers">{offset(value)}</p>}
    </>
  );
}

/** Yes or no. */
export function SwitchInput({
  isOn,
  onChange,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const { status: _status, ...field } = useField();
  return <Switch {...field} checked={isOn} onChange={onChange} />;
}
