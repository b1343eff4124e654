import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRY_CODES } from '../../orders/countries.ts';
import { useField } from './field.tsx';

const CURRENCIES = Intl.supportedValuesOf('currency');

/** All countries by their name in a language. */
function countriesIn(language: string): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return COUNTRY_CODES.map((code) => ({
    value: code,
    label: `${names.of(code) ?? code} (${code})`,
  })).toSorted((one, other) => one.label.localeCompare(other.label, language));
}

/** A currency by its code or its name. */
export function CurrencyInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const field = useField();
  const { i18n } = useTranslation();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency' });
    return CURRENCIES.map((code) => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }));
  }, [i18n.language]);
  return (
    <Select
      {...field}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      onChange={(next) => onChange(next)}
    />
  );
}

/** A country by its name. */
export function CountryInput({
  value,
  label,
  onChange,
}: {
  readonly value: string;
  /** Where no field stands around it. */
  readonly label?: string;
  readonly onChange: (value: string) => void;
}) {
  const { i18n } = useTranslation();
  const options = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'label' }}
      value={value === '' ? null : value}
      options={options}
      popupMatchSelectWidth={240}
      onChange={(next) => onChange(next)}
    />
  );
}
