import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { fractionDigitsOf, symbolOf } from '../../settings/form/units.ts';
import { useTried } from '../flow-queries.ts';
import { ExpressionAnswer } from './expression-answer.tsx';
import {
  operatorsFor,
  writeCondition,
  type Amount,
  type Comparison,
  type Operator,
  type SimpleCondition,
} from './simple-condition.ts';
import {
  OPERATOR_WORDS,
  useConditionFacts,
  useValueWord,
  type ConditionFact,
} from './use-condition-facts.ts';

const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD'];

/** A condition put together from choices: which fact, how it is compared, with what. */
export function ConditionBuilder({
  label,
  condition,
  text,
  onChange,
}: {
  readonly label: string;
  readonly condition: SimpleCondition;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('flows');
  const facts = useConditionFacts();
  const tried = useTried({ text, wanted: 'bool' }, text !== '');
  const { comparisons, join } = condition;
  const isOptional = (path: string): boolean =>
    facts.find((fact) => fact.path === path)?.isOptional === true;
  const write = (next: Partial<SimpleCondition>): void => {
    const whole = { ...condition, ...next };
    onChange(whole.comparisons.length === 0 ? '' : writeCondition(whole, isOptional));
  };
  const put = (index: number, next: Comparison): void =>
    write({ comparisons: comparisons.with(index, next) });
  return (
    <div className="condition" role="group" aria-label={label}>
      {comparisons.map((comparison, index) => (
        <div key={`${index} ${comparison.path}`} className="condition-row">
          {index > 0 && (
            <Select
              className="condition-join"
              size="small"
              aria-label={t('condition.join')}
              value={join}
              options={[
                { value: '&&', label: t('condition.and') },
                { value: '||', label: t('condition.or') },
              ]}
              onChange={(next) => write({ join: next })}
            />
          )}
          <ComparisonRow
            comparison={comparison}
            facts={facts}
            onChange={(next) => put(index, next)}
            onRemove={() => write({ comparisons: comparisons.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <FactSelect
        key={comparisons.length}
        facts={facts}
        placeholder={comparisons.length === 0 ? t('condition.first') : t('condition.more')}
        onChoose={(fact) =>
          write({ comparisons: [...comparisons, newComparison(fact, comparisons.at(-1))] })
        }
      />
      {tried !== undefined && text !== '' && (
        <ExpressionAnswer tried={tried} onMend={() => undefined} isReadOnly />
      )}
    </div>
  );
}

function newComparison(fact: ConditionFact, before: Comparison | undefined): Comparison {
  const [operator = '=='] = operatorsFor(fact.type, fact.isOptional);
  return { path: fact.path, operator, value: firstValue(fact, operator, before?.value ?? null) };
}

function firstValue(
  { type, values }: ConditionFact,
  operator: Operator,
  before: Comparison['value'],
): Comparison['value'] {
  if (operator === 'has' || operator === 'has_not') return null;
  if (type === 'money') {
    const currency = typeof before === 'object' && before !== null ? before.currency : 'CNY';
    return { minor: 0, currency };
  }
  if (type === 'int' || type === 'double') return 0;
  return values?.[0] ?? '';
}

function FactSelect({
  facts,
  placeholder,
  onChoose,
}: {
  readonly facts: readonly ConditionFact[];
  readonly placeholder: string;
  readonly onChoose: (fact: ConditionFact) => void;
}) {
  return (
    <Select
      className="condition-fact"
      showSearch={{ optionFilterProp: 'label' }}
      suffixIcon={<PlusOutlined />}
      aria-label={placeholder}
      placeholder={placeholder}
      value={null}
      options={facts.map(({ path, label }) => ({ value: path, label }))}
      onChange={(path: string | null) => {
        const fact = facts.find((each) => each.path === path);
        if (fact !== undefined) onChoose(fact);
      }}
    />
  );
}

function ComparisonRow({
  comparison,
  facts,
  onChange,
  onRemove,
}: {
  readonly comparison: Comparison;
  readonly facts: readonly ConditionFact[];
  readonly onChange: (comparison: Comparison) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('flows');
  const { path, operator, value } = comparison;
  const fact = facts.find((each) => each.path === path);
  const operators = fact === undefined ? [operator] : operatorsFor(fact.type, fact.isOptional);
  return (
    <div className="condition-parts">
      <Select
        className="condition-fact"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('condition.fact')}
        value={path}
        options={facts.map((each) => ({ value: each.path, label: each.label }))}
        onChange={(next) => {
          const other = facts.find((each) => each.path === next);
          if (other !== undefined) onChange(newComparison(other, comparison));
        }}
      />
      <Select
        className="condition-operator"
        aria-label={t('condition.operator')}
        value={operator}
        options={operators.map((each) => ({ value: each, label: t(OPERATOR_WORDS[each]) }))}
        onChange={(next) => {
          const isAsked = next === 'has' || next === 'has_not';
          const kept = value ?? (fact === undefined ? '' : firstValue(fact, next, null));
          onChange({ path, operator: next, value: isAsked ? null : kept });
        }}
      />
      {value !== null && (
        <ValueInput
          fact={fact}
          value={value}
          onChange={(next) => onChange({ path, operator, value: next })}
        />
      )}
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('condition.remove')}
        onClick={onRemove}
      />
    </div>
  );
}

function ValueInput({
  fact,
  value,
  onChange,
}: {
  readonly fact: ConditionFact | undefined;
  readonly value: string | number | Amount;
  readonly onChange: (value: string | number | Amount) => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const label = t('condition.value');
  if (typeof value === 'object') {
    const digits = fractionDigitsOf(value.currency);
    return (
      <span className="condition-amount">
        <InputNumber
          aria-label={label}
          value={value.minor / 10 ** digits}
          precision={digits}
          prefix={symbolOf(value.currency, i18n.language)}
          onChange={(next) => onChange({ ...value, minor: Math.round((next ?? 0) * 10 ** digits) })}
        />
        <Select
          aria-label={t('condition.currency')}
          value={value.currency}
          options={[...new Set([...CURRENCIES, value.currency])].map((code) => ({
            value: code,
            label: code,
          }))}
          onChange={(currency) => onChange({ ...value, currency })}
        />
      </span>
    );
  }
  if (typeof value === 'number') {
    return (
      <InputNumber aria-label={label} value={value} onChange={(next) => onChange(next ?? 0)} />
    );
  }
  if (fact?.values !== null && fact?.values !== undefined) {
    return <ValueSelect fact={fact} values={fact.values} value={value} onChange={onChange} />;
  }
  return (
    <Input
      aria-label={label}
      value={value}
      placeholder={t('condition.valuePlaceholder')}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function ValueSelect({
  fact,
  values,
  value,
  onChange,
}: {
  readonly fact: ConditionFact;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('flows');
  const word = useValueWord();
  return (
    <Select
      aria-label={t('condition.value')}
      className="condition-value"
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={values.map((code) => ({ value: code, label: word(fact.path, code) }))}
      onChange={onChange}
    />
  );
}
