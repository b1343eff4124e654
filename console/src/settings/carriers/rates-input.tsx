import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fractionDigitsOf, symbolOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';
import {
  rateOf,
  weightsOfZones,
  withoutWeight,
  withRate,
  withWeight,
  withWeightMoved,
  withZone,
  type Zone,
} from './rate-table.ts';

const GRAMS_PER_KILOGRAM = 1_000;

/** What a parcel costs: weights down, zones across. An empty cell: the next weight below it counts. */
export function RatesInput({
  zones,
  usedZones,
  currency,
  onChange,
  onRename,
}: {
  readonly zones: readonly Zone[];
  /** Zones that a lane names: they cannot be taken away. */
  readonly usedZones: ReadonlySet<string>;
  readonly currency: string;
  readonly onChange: (zones: Zone[]) => void;
  readonly onRename: (from: string, to: string) => void;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const weights = weightsOfZones(zones);
  const heaviest = weights.at(-1) ?? 0;
  return (
    <>
      <div className="rates-frame">
        <table className="rates">
          <thead>
            <tr>
              <th scope="col">{t('carriers.upTo')}</th>
              {zones.map(({ zone }, index) => (
                <th key={index} scope="col">
                  <ZoneName
                    zone={zone}
                    mayRemove={!usedZones.has(zone) && zones.length > 1}
                    onRename={(to) => onRename(zone, to)}
                    onRemove={() => onChange(zones.toSpliced(index, 1))}
                  />
                </th>
              ))}
              <th aria-hidden className="rates-last" />
            </tr>
          </thead>
          <tbody>
            {weights.map((upToGrams) => (
              <tr key={upToGrams}>
                <th scope="row">
                  <WeightInput
                    grams={upToGrams}
                    onChange={(to) => onChange(withWeightMoved(zones, upToGrams, to))}
                  />
                </th>
                {zones.map((zone, index) => (
                  <td key={index}>
                    <RateInput
                      label={`${zone.zone}, ${words.grams(upToGrams)}`}
                      minor={rateOf(zone, upToGrams)}
                      currency={currency}
                      onChange={(minor) => onChange(withRate(zones, zone.zone, upToGrams, minor))}
                    />
                  </td>
                ))}
                <td className="rates-last">
                  {weights.length > 1 && (
                    <Button
                      type="text"
                      size="small"
                      aria-label={t('carriers.removeWeight', { weight: words.grams(upToGrams) })}
                      onClick={() => onChange(withoutWeight(zones, upToGrams))}
                    >
                      ×
                    </Button>
                  )}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row" className="rates-extra">
                <Tooltip title={t('carriers.extraHint')}>{t('carriers.extra')}</Tooltip>
              </th>
              {zones.map((zone, index) => (
                <td key={index}>
                  <RateInput
                    label={`${zone.zone}, ${t('carriers.extra')}`}
                    placeholder={t('carriers.notTaken')}
                    minor={zone.extraKilogramMinor}
                    currency={currency}
                    onChange={(extraKilogramMinor) =>
                      onChange(zones.with(index, { ...zone, extraKilogramMinor }))
                    }
                  />
                </td>
              ))}
              <td aria-hidden className="rates-last" />
            </tr>
          </tbody>
        </table>
      </div>
      <div className="form-tools">
        <Button
          icon={<PlusOutlined />}
          onClick={() => onChange(withWeight(zones, heaviest + 5 * GRAMS_PER_KILOGRAM))}
        >
          {t('carriers.addWeight')}
        </Button>
        <Button icon={<PlusOutlined />} onClick={() => onChange(withZone(zones))}>
          {t('carriers.addZone')}
        </Button>
        <span className="quiet">
          {t('carriers.ratesIn', { currency: words.currency(currency) })}
        </span>
      </div>
    </>
  );
}

function ZoneName({
  zone,
  mayRemove,
  onRename,
  onRemove,
}: {
  readonly zone: string;
  readonly mayRemove: boolean;
  readonly onRename: (to: string) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <span className="zone-name">
      <Input
        aria-label={t('carriers.zoneName')}
        variant="borderless"
        value={zone}
        maxLength={64}
        onChange={(event) => onRename(event.target.value)}
      />
      {mayRemove && (
        <Button
          type="text"
          size="small"
          aria-label={t('carriers.removeZone', { zone })}
          onClick={onRemove}
        >
          ×
        </Button>
      )}
    </span>
  );
}

/** The weight of a row; it is taken when one leaves the field, since rows are sorted by it. */
function WeightInput({
  grams,
  onChange,
}: {
  readonly grams: number;
  readonly onChange: (grams: number) => void;
}) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState<number | null>(null);
  const keep = (): void => {
    const next = typed === null ? null : Math.round(typed * GRAMS_PER_KILOGRAM);
    if (next !== null && next > 0 && next !== grams) onChange(next);
    setTyped(null);
  };
  return (
    <InputNumber
      aria-label={t('carriers.upTo')}
      variant="borderless"
      controls={false}
      suffix="kg"
      min={0.001}
      value={typed ?? grams / GRAMS_PER_KILOGRAM}
      onChange={(next) => setTyped(next)}
      onBlur={keep}
      onPressEnter={(event) => {
        event.preventDefault();
        keep();
      }}
    />
  );
}

function RateInput({
  label,
  minor,
  currency,
  placeholder = '',
  onChange,
}: {
  readonly label: string;
  readonly minor: number | null;
  readonly currency: string;
  readonly placeholder?: string;
  readonly onChange: (minor: number | null) => void;
}) {
  const words = useWords();
  const digits = fractionDigitsOf(currency);
  return (
    <InputNumber
      aria-label={label}
      variant="borderless"
      controls={false}
      min={0}
      precision={digits}
      prefix={minor === null ? undefined : symbolOf(currency, words.language)}
      placeholder={placeholder}
      value={minor === null ? null : minor / 10 ** digits}
      onChange={(next) => onChange(next === null ? null : Math.round(next * 10 ** digits))}
    />
  );
}
