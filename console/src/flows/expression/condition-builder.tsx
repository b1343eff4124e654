import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFacts } from '../../client/contract.generated.d.ts';
import { fractionDigitsOf, symbolOf } from '../../settings/form/units.ts';
import { useFlowFacts, useTried } from '../flow-queries.ts';
import { ExpressionAnswer } from './expression-answer.tsx';
import {
  operatorsFor,
  writeCondition,
  type Amount,
  type Comparison,
  type Operator,
  type SimpleCondition,
} from './simple-condition.ts';

/** A fact that conditions can be put together from. */
interface Fact {
  readonly path: string;
  readonly label: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly values: readonly string[] | null;
}

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

function newComparison(fact: Fact, before: Comparison | undefined): Comparison {
  const [operator = '=='] = operatorsFor(fact.type, fact.isOptional);
  return { path: fact.path, operator, value: firstValue(fact, operator, before?.value ?? null) };
}

function firstValue(
  { type, values }: Fact,
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
  readonly facts: readonly Fact[];
  readonly placeholder: string;
  readonly onChoose: (fact: Fact) => void;
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
  readonly facts: readonly Fact[];
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

const OPERATOR_WORDS = {
  '==': 'condition.is',
  '!=': 'condition.isNot',
  '>': 'condition.more_than',
  '>=': 'condition.at_least',
  '<': 'condition.less_than',
  '<=': 'condition.at_most',
  has: 'condition.has',
  has_not: 'condition.hasNot',
  contains: 'condition.contains',
  contains_not: 'condition.containsNot',
} as const satisfies Record<Operator, string>;

function ValueInput({
  fact,
  value,
  onChange,
}: {
  readonly fact: Fact | undefined;
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
  readonly fact: Fact;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('flows');
  const { t: common, i18n } = useTranslation();
  const word = (code: string): string => {
    const group = fact.path.endsWith('paymentState') ? 'paymentState' : 'orderState';
    return i18n.exists(`${group}.${code}`)
      ? (common as (key: string) => string)(`${group}.${code}`)
      : code.replaceAll('_', ' ');
  };
  return (
    <Select
      aria-label={t('condition.value')}
      className="condition-value"
      value={value}
      options={values.map((code) => ({ value: code, label: word(code) }))}
      onChange={onChange}
    />
  );
}

/** The facts that can be compared in a simple way, as people call them. */
function useConditionFacts(): readonly Fact[] {
  const { t, i18n } = useTranslation('flows');
  const facts = useFlowFacts();
  return useMemo(() => {
    if (facts === undefined) return [];
    const language = i18n.language === 'zh-CN' ? 'zh' : 'en';
    const ofRecord = new Map(facts.records.map(({ name, fields }) => [name, fields]));
    const below = (
      fields: Described,
      prefix: string,
      said: readonly string[],
      depth: number,
    ): Fact[] =>
      fields.flatMap((field) => {
        const path = `${prefix}${field.name}`;
        const words = [...said, field.docs?.[language] ?? field.name];
        const list = /^list<(.+)>$/.exec(field.type)?.[1];
        const inner = ofRecord.get(list ?? field.type);
        if (inner !== undefined && list === undefined && depth < DEPTH_MAX) {
          return below(inner, `${path}.`, depth === 0 ? [] : words, depth + 1);
        }
        if (inner !== undefined && list !== undefined && !path.includes('[]')) {
          return below(
            inner,
            `${path}[].`,
            [t('condition.some', { name: words.join(' · ') })],
            DEPTH_MAX,
          );
        }
        const isMoneyOfItem = path.includes('[]') && field.type === 'money';
        if (isMoneyOfItem || operatorsFor(field.type, field.isOptional).length === 0) return [];
        const { type, isOptional, values } = field;
        return [{ path, label: words.join(' · '), type, isOptional, values }];
      });
    return below(facts.variables, '', [], 0);
  }, [facts, i18n.language, t]);
}

type Described = FlowFacts['variables'];
const DEPTH_MAX = 2;
