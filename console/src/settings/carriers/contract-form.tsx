import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { PutCarrierContract } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { Field } from '../form/field.tsx';
import { ChoiceInput, MoneyInput, NumberInput, OptionalInput, TextInput } from '../form/inputs.tsx';
import { CountryInput } from '../form/place-inputs.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { fractionDigitsOf, symbolOf } from '../form/units.ts';
import { useWords } from '../form/use-words.ts';
import { companyQuery } from '../settings-queries.ts';

type RemoteArea = NonNullable<PutCarrierContract['remoteAreas']>[number];

const ROUNDINGS = ['none', 'nearest_centimetre', 'up_centimetre'] as const;
const ADAPTERS = ['rate_table', 'twin'] as const;
const DIMENSIONAL_FIRST = {
  cubicCentimetresPerKilogram: 5_000,
  rounding: 'up_centimetre',
} as const;
const OVERSIZE_FIRST = { longestMillimetres: 1_200, girthMillimetres: 3_000, surchargeMinor: 0 };

/** Of a carrier with whom nothing was agreed: its rates hold as they are. */
export const NO_CONTRACT: PutCarrierContract = { adapter: 'rate_table' };

/** What was agreed with a carrier beyond the rates of its services. */
export function ContractForm({
  carrier,
  contract,
  currency,
}: {
  readonly carrier: string;
  readonly contract: PutCarrierContract;
  readonly currency: string;
}) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const words = useWords();
  const queries = useQueryClient();
  const describe = ({
    adapter,
    accountNumber = '',
    dimensional = null,
    weightStepGrams = 1,
    fuelPermille = 0,
    oversize = null,
    remoteAreas = [],
  }: PutCarrierContract) =>
    [
      {
        key: 'adapter',
        label: t('carriers.adapter'),
        text: t(`carriers.adapters.${adapter}`),
      },
      { key: 'account', label: t('carriers.account'), text: accountNumber },
      {
        key: 'dimensional',
        label: t('carriers.dimensional'),
        text:
          dimensional === null
            ? t('carriers.dimensionalNone')
            : `${words.number(dimensional.cubicCentimetresPerKilogram)} cm³/kg\n${t(`carriers.roundings.${dimensional.rounding}`)}`,
      },
      { key: 'step', label: t('carriers.step'), text: words.grams(weightStepGrams) },
      { key: 'fuel', label: t('carriers.fuel'), text: words.permille(fuelPermille) },
      {
        key: 'oversize',
        label: t('carriers.oversize'),
        text:
          oversize === null
            ? t('carriers.oversizeNone')
            : t('carriers.oversizeText', {
                longest: words.number(oversize.longestMillimetres / 10),
                girth: words.number(oversize.girthMillimetres / 10),
                amount: words.money(oversize.surchargeMinor, currency),
              }),
      },
      ...remoteAreas.map((area, place) => ({
        key: `area/${place}`,
        label: t('carriers.remote'),
        text: `${words.country(area.countryCode)} ${area.postalCodePrefixes.join(', ')}\n${words.money(area.surchargeMinor, currency)}`,
      })),
    ].filter(({ text }) => text !== '');
  const hindrance = ({ remoteAreas = [] }: PutCarrierContract): string | null =>
    remoteAreas.every((area) => area.countryCode !== '' && area.postalCodePrefixes.length > 0)
      ? null
      : t('carriers.needsArea');
  return (
    <SettingsForm<PutCarrierContract>
      name={`carriers/contract/${carrier}`}
      title={t('carriers.contractWith', { carrier })}
      saved={contract}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('carriers.contractEffect')}
      hindrance={hindrance}
      reread={async () => {
        const { contracts } = await queries.query({ ...companyQuery, staleTime: 0 });
        return contracts.find((each) => each.carrier === carrier)?.contract ?? contract;
      }}
      setting={`carrier/${carrier}`}
      save={(body, _before, guard) =>
        answerOf(
          client.PUT('/v1/fulfilment/carriers/{code}', {
            params: { path: { code: carrier } },
            body,
            ...guard,
          }),
        )
      }
    >
      {(value, change) => (
        <>
          <Section title={t('carriers.booking')}>
            <Field name="adapter" label={t('carriers.adapter')} hint={t('carriers.adapterHint')}>
              <ChoiceInput
                value={value.adapter}
                options={ADAPTERS.map((adapter) => ({
                  value: adapter,
                  label: t(`carriers.adapters.${adapter}`),
                }))}
                onChange={(adapter) => change({ adapter })}
              />
            </Field>
            <Field
              name="accountNumber"
              label={t('carriers.account')}
              hint={t('carriers.accountHint')}
            >
              <TextInput
                isCode
                value={value.accountNumber ?? ''}
                maxLength={64}
                onChange={(accountNumber) => change({ accountNumber })}
              />
            </Field>
          </Section>
          <Section title={t('carriers.billing')}>
            <Field
              name="dimensional"
              label={t('carriers.dimensional')}
              hint={t('carriers.dimensionalHint')}
            >
              <OptionalInput
                value={value.dimensional ?? null}
                none={t('carriers.dimensionalNone')}
                some={t('carriers.dimensionalSome')}
                first={DIMENSIONAL_FIRST}
                onChange={(dimensional) => change({ dimensional })}
              >
                {(dimensional) => (
                  <>
                    <NumberInput
                      value={dimensional.cubicCentimetresPerKilogram}
                      min={1}
                      max={100_000}
                      unit="cm³/kg"
                      onChange={(cubicCentimetresPerKilogram) =>
                        change({ dimensional: { ...dimensional, cubicCentimetresPerKilogram } })
                      }
                    />
                    <Select
                      aria-label={t('carriers.rounding')}
                      value={dimensional.rounding}
                      options={ROUNDINGS.map((rounding) => ({
                        value: rounding,
                        label: t(`carriers.roundings.${rounding}`),
                      }))}
                      onChange={(rounding) => change({ dimensional: { ...dimensional, rounding } })}
                    />
                  </>
                )}
              </OptionalInput>
            </Field>
            <Field name="weightStepGrams" label={t('carriers.step')} hint={t('carriers.stepHint')}>
              <NumberInput
                value={value.weightStepGrams ?? 1}
                min={1}
                max={1_000_000}
                unit="g"
                onChange={(weightStepGrams) => change({ weightStepGrams })}
              />
            </Field>
            <Field name="fuelPermille" label={t('carriers.fuel')} hint={t('carriers.fuelHint')}>
              <NumberInput
                value={value.fuelPermille ?? 0}
                min={0}
                max={10_000}
                scale={10}
                unit="%"
                onChange={(fuelPermille) => change({ fuelPermille })}
              />
            </Field>
          </Section>
          <Section title={t('carriers.surcharges')}>
            <Field name="oversize" label={t('carriers.oversize')} hint={t('carriers.oversizeHint')}>
              <OptionalInput
                value={value.oversize ?? null}
                none={t('carriers.oversizeNone')}
                some={t('carriers.oversizeSome')}
                first={OVERSIZE_FIRST}
                onChange={(oversize) => change({ oversize })}
              >
                {(oversize) => (
                  <>
                    {(['longestMillimetres', 'girthMillimetres'] as const).map((side) => (
                      <InputNumber
                        key={side}
                        aria-label={t(`carriers.${side}`)}
                        prefix={t(`carriers.${side}`)}
                        suffix="mm"
                        min={1}
                        precision={0}
                        value={oversize[side]}
                        onChange={(next) =>
                          change({ oversize: { ...oversize, [side]: next ?? 1 } })
                        }
                      />
                    ))}
                    <MoneyInput
                      minor={oversize.surchargeMinor}
                      currency={currency}
                      onChange={(surchargeMinor) =>
                        change({ oversize: { ...oversize, surchargeMinor } })
                      }
                    />
                  </>
                )}
              </OptionalInput>
            </Field>
            <Field
              name="remoteAreas"
              label={t('carriers.remote')}
              hint={t('carriers.remoteHint')}
              isWide
            >
              <RemoteAreasInput
                areas={value.remoteAreas ?? []}
                currency={currency}
                onChange={(remoteAreas) => change({ remoteAreas })}
              />
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

function RemoteAreasInput({
  areas,
  currency,
  onChange,
}: {
  readonly areas: readonly RemoteArea[];
  readonly currency: string;
  readonly onChange: (areas: RemoteArea[]) => void;
}) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const digits = fractionDigitsOf(currency);
  const put = (place: number, part: Partial<RemoteArea>): void =>
    onChange(areas.map((area, each) => (each === place ? { ...area, ...part } : area)));
  return (
    <div className="remote-areas">
      {areas.map((area, place) => (
        <div key={place} className="remote-area">
          <CountryInput
            label={t('carriers.country')}
            value={area.countryCode}
            onChange={(countryCode) => put(place, { countryCode })}
          />
          <Select<string[]>
            mode="tags"
            aria-label={t('carriers.prefixes')}
            placeholder={t('carriers.prefixes')}
            value={[...area.postalCodePrefixes]}
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', ' ', '，', ';']}
            onChange={(postalCodePrefixes) => put(place, { postalCodePrefixes })}
          />
          <InputNumber
            aria-label={t('carriers.surcharge')}
            min={0}
            precision={digits}
            prefix={symbolOf(currency, words.language)}
            value={area.surchargeMinor / 10 ** digits}
            onChange={(next) =>
              put(place, { surchargeMinor: Math.round((next ?? 0) * 10 ** digits) })
            }
          />
          <Button
            type="text"
            size="small"
            aria-label={t('carriers.removeArea')}
            onClick={() => onChange(areas.toSpliced(place, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        className="add-button"
        onClick={() =>
          onChange([...areas, { countryCode: '', postalCodePrefixes: [], surchargeMinor: 0 }])
        }
      >
        {t('carriers.addArea')}
      </Button>
    </div>
  );
}
