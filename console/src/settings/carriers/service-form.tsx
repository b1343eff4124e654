import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { CarrierServiceView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { Field } from '../form/field.tsx';
import { ChoiceInput, NumberInput, TextInput } from '../form/inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { WeekdaysInput } from '../form/weekdays-input.tsx';
import { carrierServicesQuery } from '../settings-queries.ts';
import { LanesList } from './lanes-list.tsx';
import { withZoneRenamed } from './rate-table.ts';
import { RatesInput } from './rates-input.tsx';
import { useServiceFacts } from './use-service-facts.ts';

const MODES = ['road', 'air', 'sea', 'rail'] as const;
const EVERY_DAY = [true, true, true, true, true, true, true];
const GRAMS_PER_KILOGRAM = 1_000;

/** Of a service that nobody has described yet. */
export const NEW_SERVICE: CarrierServiceView = {
  code: '',
  carrier: '',
  mode: 'road',
  movingWeekdays: [false, true, true, true, true, true, true],
  maxWeightGrams: 30_000,
  lanes: [],
  zones: [
    {
      zone: 'Z1',
      brackets: [
        { upToGrams: 1_000, priceMinor: 0 },
        { upToGrams: 5_000, priceMinor: 0 },
      ],
      extraKilogramMinor: null,
    },
  ],
};

/** One service of a carrier: where it goes, how long it takes, what it costs. */
export function ServiceForm({
  saved,
  currency,
  isNew = false,
  onSaved,
}: {
  readonly saved: CarrierServiceView;
  /** Of the rules of sourcing: all rates are in it. */
  readonly currency: string;
  readonly isNew?: boolean;
  readonly onSaved?: (value: CarrierServiceView) => void;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const queries = useQueryClient();
  const { data: services } = useQuery(carrierServicesQuery);
  const describe = useServiceFacts(currency);
  const hindrance = ({
    code,
    carrier,
    lanes,
    zones,
    ...value
  }: CarrierServiceView): string | null => {
    if (code.trim() === '') return t('carriers.needsCode');
    if (isNew && services?.items.some((each) => each.code === code) === true)
      return t('carriers.codeTaken');
    if (carrier.trim() === '') return t('carriers.needsCarrier');
    if (lanes.length === 0) return t('carriers.needsLane');
    if (!(value.movingWeekdays ?? EVERY_DAY).includes(true)) return t('week.needsDay');
    const names = zones.map(({ zone }) => zone);
    return new Set(names).size === names.length && !names.includes('')
      ? null
      : t('carriers.needsZones');
  };
  return (
    <SettingsForm<CarrierServiceView>
      name={isNew ? 'carriers/+' : `carriers/${saved.code}`}
      title={isNew ? t('carriers.new') : saved.code}
      saved={saved}
      isNew={isNew}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('carriers.effect')}
      hindrance={hindrance}
      reread={async () => {
        const { items } = await queries.query({ ...carrierServicesQuery, staleTime: 0 });
        return items.find(({ code }) => code === saved.code) ?? saved;
      }}
      setting={`carrier_service/${saved.code}`}
      save={({ code, ...body }, _before, guard) =>
        answerOf(
          client.PUT('/v1/carrier-services/{code}', { params: { path: { code } }, body, ...guard }),
        )
      }
      {...(onSaved === undefined ? {} : { onSaved })}
    >
      {(value, change) => (
        <>
          <Section title={t('carriers.service')}>
            {isNew && (
              <Field name="code" label={t('carriers.code')} hint={t('carriers.codeHint')}>
                <TextInput
                  isCode
                  value={value.code}
                  maxLength={64}
                  onChange={(code) => change({ code: code.trim() })}
                />
              </Field>
            )}
            <Field name="carrier" label={t('carriers.carrier')} hint={t('carriers.carrierHint')}>
              <TextInput
                value={value.carrier}
                maxLength={100}
                onChange={(carrier) => change({ carrier })}
              />
            </Field>
            <Field name="mode" label={t('carriers.mode')} hint={t('carriers.modeHint')}>
              <ChoiceInput
                value={value.mode}
                options={MODES.map((mode) => ({ value: mode, label: t(`carriers.modes.${mode}`) }))}
                onChange={(mode) => change({ mode })}
              />
            </Field>
            <Field
              name="maxWeightGrams"
              label={t('carriers.maxWeight')}
              hint={t('carriers.maxWeightHint')}
            >
              <NumberInput
                value={value.maxWeightGrams}
                min={1}
                max={1_000_000_000}
                scale={GRAMS_PER_KILOGRAM}
                unit="kg"
                onChange={(maxWeightGrams) => change({ maxWeightGrams })}
              />
            </Field>
            <Field
              name="movingWeekdays"
              label={t('carriers.moving')}
              hint={t('carriers.movingHint')}
            >
              <WeekdaysInput
                days={value.movingWeekdays ?? EVERY_DAY}
                onChange={(movingWeekdays) => change({ movingWeekdays })}
              />
            </Field>
          </Section>
          <Section title={t('carriers.rates')}>
            <p className="section-lead">{t('carriers.ratesLead')}</p>
            <RatesInput
              zones={value.zones}
              usedZones={new Set(value.lanes.map(({ zone }) => zone))}
              currency={currency}
              onChange={(zones) => change({ zones })}
              onRename={(from, to) => change(withZoneRenamed(value, from, to))}
            />
          </Section>
          <Section title={t('carriers.lanes')}>
            <p className="section-lead">{t('carriers.lanesLead')}</p>
            <LanesList
              lanes={value.lanes}
              zones={value.zones.map(({ zone }) => zone)}
              onChange={(lanes) => change({ lanes })}
            />
          </Section>
        </>
      )}
    </SettingsForm>
  );
}
