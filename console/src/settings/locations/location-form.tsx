import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { LocationView } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { Field, useField } from '../form/field.tsx';
import {
  ChoiceInput,
  MoneyInput,
  NumberInput,
  OptionalInput,
  SwitchInput,
  TextInput,
  TimeZoneInput,
} from '../form/inputs.tsx';
import { CountryInput } from '../form/place-inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { HolidaysInput, WeekInput } from '../form/week-input.tsx';
import { locationsQuery, weightsQuery } from '../settings-queries.ts';
import { useLocationFacts } from './use-location-facts.ts';

const KINDS = ['warehouse', 'store', 'supplier', 'in_transit'] as const;

/** Of a location that nobody has described yet. */
export const NEW_LOCATION: LocationView = {
  code: '',
  name: '',
  names: {},
  kind: 'warehouse',
  address: { lines: [], countryCode: 'CN' },
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [false, true, true, true, true, true, false],
  holidays: [],
  cutoffMinuteOfDay: 960,
  handlingDays: 0,
  handlingMinorPerShipment: 0,
  handlingMinorPerUnit: 0,
  dailyCapacityShipments: null,
  stockWorthPermille: 0,
  capabilities: [],
  isOpen: true,
};

/** Where a location is, when it works, and what work there costs. */
export function LocationForm({
  saved,
  title,
  isNew = false,
  onSaved,
}: {
  readonly saved: LocationView;
  readonly title: string;
  readonly isNew?: boolean;
  readonly onSaved?: (value: LocationView) => void;
}) {
  const { t } = useTranslation('settings');
  const { t: fulfilment } = useTranslation('fulfilment');
  const may = useMay();
  const queries = useQueryClient();
  const { data: locations } = useQuery(locationsQuery);
  const { data: weights } = useQuery({ ...weightsQuery, enabled: may('settings:read') });
  const currency = weights?.currency ?? 'CNY';
  const describe = useLocationFacts(currency);
  const hindrance = (value: LocationView): string | null => {
    if (value.code.trim() === '') return t('channels.needsCode');
    if (isNew && locations?.some(({ code }) => code === value.code) === true)
      return t('channels.codeTaken');
    if (value.name.trim() === '') return t('channels.needsName');
    return value.workingWeekdays.includes(true) ? null : t('week.needsDay');
  };
  return (
    <SettingsForm<LocationView>
      name={isNew ? 'locations/+' : `locations/${saved.code}`}
      title={title}
      saved={saved}
      isNew={isNew}
      mayEdit={may('catalogue:write')}
      describe={describe}
      effect={t('locations.effect')}
      hindrance={hindrance}
      reread={async () => {
        const items = await queries.query({ ...locationsQuery, staleTime: 0 });
        return items.find(({ code }) => code === saved.code) ?? saved;
      }}
      setting={`location/${saved.code}`}
      save={({ code, ...body }, _before, guard) =>
        answerOf(client.PUT('/v1/locations/{code}', { params: { path: { code } }, body, ...guard }))
      }
      {...(onSaved === undefined ? {} : { onSaved })}
    >
      {(value, change) => {
        const changeAddress = (part: Partial<LocationView['address']>): void =>
          change({ address: { ...value.address, ...part } });
        return (
          <>
            <Section title={t('channels.identity')}>
              {isNew && (
                <Field name="code" label={t('channels.code')} hint={t('locations.codeHint')}>
                  <TextInput
                    isCode
                    value={value.code}
                    maxLength={64}
                    onChange={(code) => change({ code: code.trim() })}
                  />
                </Field>
              )}
              <Field name="isOpen" label={t('locations.isOpen')} hint={t('locations.isOpenHint')}>
                <SwitchInput isOn={value.isOpen} onChange={(isOpen) => change({ isOpen })} />
              </Field>
              <Field name="name" label={t('channels.name')} hint={t('channels.nameHint')}>
                <TextInput
                  value={value.name}
                  maxLength={200}
                  onChange={(name) => change({ name })}
                />
              </Field>
              {(['zh-CN', 'en'] as const).map((language) => (
                <Field
                  key={language}
                  name={`names/${language}`}
                  label={
                    language === 'en' ? t('channels.nameInEnglish') : t('channels.nameInChinese')
                  }
                >
                  <TextInput
                    value={value.names[language] ?? ''}
                    maxLength={200}
                    placeholder={value.name}
                    onChange={(name) => change({ names: { ...value.names, [language]: name } })}
                  />
                </Field>
              ))}
              <Field name="kind" label={t('locations.kind')} hint={t('locations.kindHint')}>
                <ChoiceInput
                  value={value.kind}
                  options={KINDS.map((kind) => ({
                    value: kind,
                    label: fulfilment(`locationKind.${kind}`),
                  }))}
                  onChange={(kind) => change({ kind })}
                />
              </Field>
            </Section>
            <Section title={t('locations.address')}>
              <AddressFields address={value.address} change={changeAddress} />
            </Section>
            <Section title={t('locations.calendar')}>
              <Field
                name="workingWeekdays"
                label={t('locations.week')}
                hint={t('locations.weekHint')}
                isWide
              >
                <WeekInput
                  days={value.workingWeekdays}
                  fromMinute={0}
                  toMinute={value.cutoffMinuteOfDay}
                  toLabel={t('locations.cutoff')}
                  onDays={(workingWeekdays) => change({ workingWeekdays })}
                  onTo={(cutoffMinuteOfDay) => change({ cutoffMinuteOfDay })}
                />
              </Field>
              <Field name="timeZone" label={t('channels.timeZone')} hint={t('limits.timeZoneHint')}>
                <TimeZoneInput
                  value={value.timeZone}
                  onChange={(timeZone) => change({ timeZone })}
                />
              </Field>
              <Field
                name="handlingDays"
                label={t('locations.handling')}
                hint={t('locations.handlingHint')}
              >
                <NumberInput
                  value={value.handlingDays}
                  min={0}
                  max={60}
                  unit={t('locations.workingDays')}
                  onChange={(handlingDays) => change({ handlingDays })}
                />
              </Field>
              <Field
                name="holidays"
                label={t('week.holidays')}
                hint={t('locations.holidaysHint')}
                isWide
              >
                <HolidaysInput
                  days={value.holidays}
                  onChange={(holidays) => change({ holidays })}
                />
              </Field>
            </Section>
            <Section title={t('locations.capacity')}>
              <Field
                name="dailyCapacityShipments"
                label={t('locations.daily')}
                hint={t('locations.dailyHint')}
              >
                <OptionalInput
                  value={value.dailyCapacityShipments}
                  none={t('locations.dailyNone')}
                  some={t('locations.dailySome')}
                  first={500}
                  onChange={(dailyCapacityShipments) => change({ dailyCapacityShipments })}
                >
                  {(shipments) => (
                    <NumberInput
                      value={shipments}
                      min={1}
                      max={10_000_000}
                      unit={t('locations.shipments')}
                      onChange={(dailyCapacityShipments) => change({ dailyCapacityShipments })}
                    />
                  )}
                </OptionalInput>
              </Field>
              <Field
                name="handlingMinorPerShipment"
                label={t('locations.perShipment')}
                hint={t('locations.perShipmentHint')}
              >
                <MoneyInput
                  minor={value.handlingMinorPerShipment}
                  currency={currency}
                  onChange={(handlingMinorPerShipment) => change({ handlingMinorPerShipment })}
                />
              </Field>
              <Field name="handlingMinorPerUnit" label={t('locations.perUnit')}>
                <MoneyInput
                  minor={value.handlingMinorPerUnit}
                  currency={currency}
                  onChange={(handlingMinorPerUnit) => change({ handlingMinorPerUnit })}
                />
              </Field>
              <Field
                name="stockWorthPermille"
                label={t('locations.worth')}
                hint={t('locations.worthHint')}
              >
                <NumberInput
                  value={value.stockWorthPermille}
                  min={0}
                  max={100_000}
                  scale={10}
                  unit="%"
                  onChange={(stockWorthPermille) => change({ stockWorthPermille })}
                />
              </Field>
              <Field
                name="capabilities"
                label={t('locations.capabilities')}
                hint={t('locations.capabilitiesHint')}
              >
                <TagsInput
                  values={value.capabilities}
                  onChange={(capabilities) => change({ capabilities })}
                />
              </Field>
            </Section>
          </>
        );
      }}
    </SettingsForm>
  );
}

function AddressFields({
  address,
  change,
}: {
  readonly address: LocationView['address'];
  readonly change: (part: Partial<LocationView['address']>) => void;
}) {
  const { t } = useTranslation('settings');
  const { latitude, longitude } = address;
  const texts = [
    ['company', 200],
    ['name', 200],
    ['city', 100],
    ['district', 100],
    ['regionCode', 32],
    ['postalCode', 32],
    ['phone', 40],
  ] as const;
  return (
    <>
      <Field name="address/countryCode" label={t('locations.country')}>
        <CountryInput
          label={t('locations.country')}
          value={address.countryCode}
          onChange={(countryCode) => change({ countryCode })}
        />
      </Field>
      <Field name="address/lines" label={t('locations.lines')} hint={t('locations.linesHint')}>
        <LinesInput lines={address.lines} onChange={(lines) => change({ lines })} />
      </Field>
      <Field name="address" label={t('locations.rest')} isWide>
        <div className="address-grid">
          {texts.map(([name, maxLength]) => (
            <label key={name} className="address-part">
              <span>{t(`locations.parts.${name}`)}</span>
              <Input
                value={address[name] ?? ''}
                maxLength={maxLength}
                onChange={({ target: { value } }) =>
                  change({ [name]: value === '' ? undefined : value })
                }
              />
            </label>
          ))}
        </div>
      </Field>
      <Field
        name="address/latitude"
        label={t('locations.coordinates')}
        hint={t('locations.coordinatesHint')}
      >
        <div className="coordinates">
          <InputNumber
            aria-label={t('locations.latitude')}
            placeholder={t('locations.latitude')}
            min={-90}
            max={90}
            value={latitude ?? null}
            onChange={(next) => change(coordinate('latitude', next))}
          />
          <InputNumber
            aria-label={t('locations.longitude')}
            placeholder={t('locations.longitude')}
            min={-180}
            max={180}
            value={longitude ?? null}
            onChange={(next) => change(coordinate('longitude', next))}
          />
        </div>
      </Field>
    </>
  );
}

/** A coordinate that is cleared is left out of what is sent: JSON has no undefined. */
function coordinate(
  name: 'latitude' | 'longitude',
  value: number | null,
): Partial<LocationView['address']> {
  return { [name]: value ?? undefined };
}

function LinesInput({
  lines,
  onChange,
}: {
  readonly lines: readonly string[];
  readonly onChange: (lines: string[]) => void;
}) {
  const field = useField();
  return (
    <Input.TextArea
      {...field}
      value={lines.join('\n')}
      autoSize={{ minRows: 2, maxRows: 6 }}
      onChange={(event) => onChange(event.target.value.split('\n').slice(0, 6))}
    />
  );
}

function TagsInput({
  values,
  onChange,
}: {
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const field = useField();
  return (
    <Select<string[]>
      {...field}
      mode="tags"
      value={[...values]}
      open={false}
      suffixIcon={null}
      placeholder={t('locations.capabilitiesNone')}
      tokenSeparators={[',', ' ', '，', ';']}
      onChange={(next) => onChange(next)}
    />
  );
}
