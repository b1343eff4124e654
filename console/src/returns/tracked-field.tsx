import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../order/action-modal.tsx';

/** The lot and the serial numbers that somebody has read off goods. */
export interface NamedUnits {
  readonly lot: string;
  readonly serials: readonly string[];
}

const NAME_LENGTH_MAX = 64;

/** What a line says about the lot and numbers of its units; nothing where nobody has read any. */
export function trackedUnits(sku: string, quantity: number, { lot, serials }: NamedUnits) {
  if (lot.trim() === '' && serials.length === 0) return {};
  return {
    sku,
    ...(lot.trim() === '' ? {} : { lots: [{ lot: lot.trim(), quantity }] }),
    ...(serials.length === 0 ? {} : { serials: [...serials] }),
  };
}

/** Where goods are told apart, what stands on those that came: their lot, or the number of each. */
export function TrackedField({
  tracking,
  quantity,
  value,
  onChange,
}: {
  readonly tracking: 'none' | 'lot' | 'serial';
  readonly quantity: number;
  readonly value: NamedUnits;
  readonly onChange: (value: NamedUnits) => void;
}) {
  const { t } = useTranslation('returns');
  if (tracking === 'none') return null;
  return tracking === 'serial' ? (
    <Field label={t('act.receive.serials', { named: value.serials.length, count: quantity })}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[' ', ',', '\n', '\t']}
        value={[...value.serials]}
        onChange={(serials: string[]) => onChange({ ...value, serials })}
      />
    </Field>
  ) : (
    <Field label={t('act.receive.lot')}>
      <Input
        value={value.lot}
        maxLength={NAME_LENGTH_MAX}
        onChange={(event) => onChange({ ...value, lot: event.target.value })}
      />
    </Field>
  );
}
