import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ReturnRules } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Field, useField } from './form/field.tsx';
import { ChoiceInput, NumberInput, OptionalInput, SeveralInput } from './form/inputs.tsx';
import { SettingsForm } from './form/settings-form.tsx';
import { useWords } from './form/use-words.ts';
import { returnRulesQuery, useLocationNames } from './settings-queries.ts';

type Reason = ReturnRules['ourReasons'][number];
const REASONS: readonly Reason[] = [
  'damaged',
  'wrong_item',
  'not_as_described',
  'late',
  'undeliverable',
  'changed_mind',
  'does_not_fit',
  'other',
];
const CHARGES = ['never', 'our_fault', 'always'] as const;
const MOMENTS = ['reception', 'inspection'] as const;
const APPROVED_AT_FIRST_MINOR = 20_000;
/** Amounts of orders of any currency are compared in hundredths. */
const HUNDREDTHS = 100;

/** How returns are judged, and how much goes back when. */
export function ReturnsSection() {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const may = useMay();
  const words = useWords();
  const { places, nameOf } = useLocationNames();
  const { data, error, refetch } = useQuery(returnRulesQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} />;
  const describe = (value: ReturnRules) => [
    {
      key: 'approve',
      label: t('returns.approve'),
      text:
        value.approveUpToMinor === null
          ? t('returns.approveAll')
          : t('returns.approveUpTo', {
              amount: words.number(value.approveUpToMinor / HUNDREDTHS),
            }),
    },
    {
      key: 'locations',
      label: t('returns.places'),
      text:
        value.locations.length === 0
          ? t('returns.placesAll')
          : words.list(value.locations.map(nameOf)),
    },
    { key: 'expire', label: t('returns.expire'), text: words.days(value.expireAfterDays) },
    { key: 'on', label: t('returns.on'), text: t(`returns.moments.${value.refundOn}`) },
    { key: 'charges', label: t('returns.charges'), text: t(`returns.back.${value.refundCharges}`) },
    { key: 'fee', label: t('returns.fee'), text: words.permille(value.restockingFeePermille) },
    {
      key: 'ours',
      label: t('returns.ours'),
      text: words.list(
        REASONS.filter((reason) => value.ourReasons.includes(reason)).map((reason) =>
          t(`returns.reasons.${reason}`),
        ),
      ),
    },
  ];
  return (
    <SettingsForm<ReturnRules>
      name="returns"
      title={t('sections.returns.title')}
      saved={data}
      mayEdit={may('settings:write')}
      describe={describe}
      effect={t('returns.effect')}
      reread={() => queries.query({ ...returnRulesQuery, staleTime: 0 })}
      setting="return_rules/rules"
      save={(body, _before, guard) =>
        answerOf(client.PUT('/v1/settings/returns', { body, ...guard }))
      }
    >
      {(value, change) => (
        <>
          <Section title={t('returns.judging')}>
            <Field
              name="approveUpToMinor"
              label={t('returns.approve')}
              hint={t('returns.approveHint')}
            >
              <OptionalInput
                value={value.approveUpToMinor}
                none={t('returns.approveAll')}
                some={t('returns.approveSome')}
                first={APPROVED_AT_FIRST_MINOR}
                onChange={(approveUpToMinor) => change({ approveUpToMinor })}
              >
                {(minor) => (
                  <NumberInput
                    value={minor}
                    min={0}
                    max={1e12}
                    scale={HUNDREDTHS}
                    unit={t('returns.orderCurrency')}
                    onChange={(approveUpToMinor) => change({ approveUpToMinor })}
                  />
                )}
              </OptionalInput>
            </Field>
            <Field name="locations" label={t('returns.places')} hint={t('returns.placesHint')}>
              <SeveralInput
                values={value.locations}
                options={places
                  .filter(({ kind }) => kind !== 'in_transit')
                  .map(({ code, name }) => ({ value: code, label: name }))}
                placeholder={t('returns.placesAll')}
                onChange={(locations) => change({ locations })}
              />
            </Field>
            <Field
              name="expireAfterDays"
              label={t('returns.expire')}
              hint={t('returns.expireHint')}
            >
              <NumberInput
                value={value.expireAfterDays}
                min={1}
                max={365}
                unit={t('units.days')}
                onChange={(expireAfterDays) => change({ expireAfterDays })}
              />
            </Field>
          </Section>
          <Section title={t('returns.money')}>
            <Field name="refundOn" label={t('returns.on')} hint={t('returns.onHint')}>
              <ChoiceInput
                value={value.refundOn}
                options={MOMENTS.map((each) => ({
                  value: each,
                  label: t(`returns.moments.${each}`),
                }))}
                onChange={(refundOn) => change({ refundOn })}
              />
            </Field>
            <Field
              name="refundCharges"
              label={t('returns.charges')}
              hint={t('returns.chargesHint')}
            >
              <ChoiceInput
                value={value.refundCharges}
                options={CHARGES.map((each) => ({ value: each, label: t(`returns.back.${each}`) }))}
                onChange={(refundCharges) => change({ refundCharges })}
              />
            </Field>
            <Field
              name="restockingFeePermille"
              label={t('returns.fee')}
              hint={t('returns.feeHint', {
                example: words.permille(value.restockingFeePermille),
                rest: words.permille(1_000 - value.restockingFeePermille),
              })}
            >
              <NumberInput
                value={value.restockingFeePermille}
                min={0}
                max={1_000}
                scale={10}
                unit="%"
                onChange={(restockingFeePermille) => change({ restockingFeePermille })}
              />
            </Field>
            <Field name="ourReasons" label={t('returns.ours')} hint={t('returns.oursHint')} isWide>
              <ReasonsInput
                chosen={value.ourReasons}
                onChange={(ourReasons) => change({ ourReasons })}
              />
            </Field>
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

function ReasonsInput({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Reason[];
  readonly onChange: (chosen: Reason[]) => void;
}) {
  const { t } = useTranslation('settings');
  const field = useField();
  return (
    <div role="group" aria-labelledby={field['aria-labelledby']} className="check-grid">
      {REASONS.map((reason) => (
        <Checkbox
          key={reason}
          checked={chosen.includes(reason)}
          onChange={({ target }) =>
            onChange(
              REASONS.filter((each) => (each === reason ? target.checked : chosen.includes(each))),
            )
          }
        >
          {t(`returns.reasons.${reason}`)}
        </Checkbox>
      ))}
    </div>
  );
}
