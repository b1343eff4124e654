import { InputNumber } from 'antd';

/** How many digits of a currency stand behind the point. */
function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/** An amount that somebody types as it is written, in minor units of its currency. */
export function AmountInput({
  currency,
  minor,
  maxMinor,
  onChange,
  ...others
}: {
  readonly currency: string;
  readonly minor: number;
  readonly maxMinor: number;
  readonly onChange: (minor: number) => void;
  readonly 'aria-label'?: string;
}) {
  const digits = digitsOf(currency);
  const scale = 10 ** digits;
  return (
    <InputNumber
      {...others}
      value={minor / scale}
      min={0}
      max={maxMinor / scale}
      precision={digits}
      onChange={(value) => onChange(Math.round((value ?? 0) * scale))}
    />
  );
}
