import { ExperimentOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { InputNumber, Skeleton, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { SourcingWeights } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { keepDraft } from '../form/drafts.ts';
import { Field, useField } from '../form/field.tsx';
import { MoneyInput } from '../form/inputs.tsx';
import { CurrencyInput } from '../form/place-inputs.tsx';
import { isSame } from '../form/rebase.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { useWords } from '../form/use-words.ts';
import '../item-list.css';
import { weightsQuery } from '../settings-queries.ts';
import { WEIGHT_NAMES } from './rules-difference.ts';
import { RulesVersions } from './rules-versions.tsx';
import { useWeightText } from './use-weight-text.ts';

const FACTOR_SHOWN_MAX = 5;
const FACTOR_MAX = 1_000;

/** What counts how much when a location is chosen, and how it counted before. */
export function SourcingSection() {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const may = useMay();
  const words = useWords();
  const weightText = useWeightText();
  const { data, error, refetch } = useQuery(weightsQuery);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active title={false} />;
  const title = t('sections.sourcing.title');
  /** Puts weights into the form, to be looked at and saved. */
  const take = (weights: SourcingWeights): void =>
    keepDraft(
      'sourcing',
      isSame(weights, data) ? null : { name: 'sourcing', title, base: data, value: weights },
    );
  return (
    <div className="settings-form">
      <SettingsForm<SourcingWeights>
        name="sourcing"
        title={title}
        saved={data}
        mayEdit={may('settings:write')}
        describe={(value) => [
          { key: 'currency', label: t('sourcing.currency'), text: words.currency(value.currency) },
          ...WEIGHT_NAMES.map((name) => ({
            key: name,
            label: t(`sourcing.weights.${name}`),
            text: weightText(name, value[name], value.currency),
          })),
        ]}
        effect={t('sourcing.effect')}
        reread={() => queries.query({ ...weightsQuery, staleTime: 0 })}
        setting="sourcing/weights"
        save={(body, _before, guard) =>
          answerOf(client.PUT('/v1/sourcing/weights', { body, ...guard }))
        }
      >
        {(value, change) => (
          <>
            <Section title={t('sourcing.charges')}>
              <p className="section-lead">{t('sourcing.chargesLead')}</p>
              <Field
                name="latenessMinorPerDay"
                label={t('sourcing.weights.latenessMinorPerDay')}
                hint={t('sourcing.latenessHint', {
                  amount: words.money(
                    Math.round(value.latenessMinorPerDay / Math.max(value.shippingFactor, 0.01)),
                    value.currency,
                  ),
                })}
              >
                <MoneyInput
                  minor={value.latenessMinorPerDay}
                  currency={value.currency}
                  onChange={(latenessMinorPerDay) => change({ latenessMinorPerDay })}
                />
              </Field>
              <Field
                name="splitPenaltyMinor"
                label={t('sourcing.weights.splitPenaltyMinor')}
                hint={t('sourcing.splitHint', {
                  amount: words.money(value.splitPenaltyMinor, value.currency),
                })}
              >
                <MoneyInput
                  minor={value.splitPenaltyMinor}
                  currency={value.currency}
                  onChange={(splitPenaltyMinor) => change({ splitPenaltyMinor })}
                />
              </Field>
              <Field
                name="carbonMinorPerKilogram"
                label={t('sourcing.weights.carbonMinorPerKilogram')}
                hint={t('sourcing.carbonHint', {
                  amount: words.money(value.carbonMinorPerKilogram, value.currency),
                })}
              >
                <MoneyInput
                  minor={value.carbonMinorPerKilogram}
                  currency={value.currency}
                  onChange={(carbonMinorPerKilogram) => change({ carbonMinorPerKilogram })}
                />
              </Field>
            </Section>
            <Section title={t('sourcing.factors')}>
              <p className="section-lead">{t('sourcing.factorsLead')}</p>
              {(['shippingFactor', 'handlingFactor', 'stockWorthFactor'] as const).map((name) => (
                <Field
                  key={name}
                  name={name}
                  label={t(`sourcing.weights.${name}`)}
                  hint={t(`sourcing.hints.${name}`)}
                >
                  <FactorInput
                    value={value[name]}
                    onChange={(factor) => change({ [name]: factor })}
                  />
                </Field>
              ))}
              <Field
                name="currency"
                label={t('sourcing.currency')}
                hint={t('sourcing.currencyHint')}
              >
                <CurrencyInput
                  value={value.currency}
                  onChange={(currency) => change({ currency })}
                />
              </Field>
            </Section>
          </>
        )}
      </SettingsForm>
      <TryOnOrder />
      <RulesVersions current={data} onTake={take} />
    </div>
  );
}

function FactorInput({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const field = useField();
  return (
    <div className="factor-input">
      <Slider
        ariaLabelledByForHandle={field['aria-labelledby']}
        min={0}
        max={Math.max(FACTOR_SHOWN_MAX, Math.ceil(value))}
        step={0.1}
        marks={{ 1: '1' }}
        value={value}
        tooltip={{ open: false }}
        onChange={onChange}
      />
      <InputNumber
        {...field}
        min={0}
        max={FACTOR_MAX}
        step={0.1}
        value={value}
        prefix="×"
        onChange={(next) => {
          if (next !== null) onChange(next);
        }}
      />
    </div>
  );
}

/** The newest order that was sourced: other weights are tried on it without changing anything. */
function TryOnOrder() {
  const { t } = useTranslation('settings');
  const may = useMay();
  const { data: order } = useQuery({
    // No event of an order makes it stale: any sourced order serves.
    queryKey: ['order-to-try'],
    enabled: may('orders:read'),
    queryFn: async ({ signal }) => {
      const query = { state: 'sourced', limit: 1 } as const;
      const { items } = await answerOf(client.GET('/v1/orders', { params: { query }, signal }));
      return items[0] ?? null;
    },
  });
  if (order === undefined || order === null) return null;
  return (
    <Link to="/orders/$id" params={{ id: order.id }} className="try-on-order">
      <ExperimentOutlined aria-hidden className="try-on-order-icon" />
      <span>
        <span className="item-title">{t('sourcing.try', { id: order.id })}</span>
        <span className="item-detail">{t('sourcing.tryLead')}</span>
      </span>
    </Link>
  );
}
