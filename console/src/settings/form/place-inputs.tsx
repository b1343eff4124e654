import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useField } from './field.tsx';

const CURRENCIES = Intl.supportedValuesOf('currency');
const REGIONS_TRIED = 26;
const LETTER_A = 65;

/** All countries that have a name in a language, by that name. */
function countriesIn(language: string): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: REGIONS_TRIED }, (_, index) =>
    String.fromCodePoint(LETTER_A + index),
  );
  // What is no country but has a name: unions, outlying areas and what is unknown.
  const others = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = others.has(code) ? undefined : names.of(code);
      return name === undefined ? [] : [{ value: code, label: `${name} (${code})` }];
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
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
