import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFacts } from '../../client/contract.generated.d.ts';
import { useWord } from '../../locales/words.ts';
import { formatMoney } from '../../ui/format.ts';
import { useFlowFacts } from '../flow-queries.ts';
import { operatorsFor, readCondition, type Comparison, type Operator } from './simple-condition.ts';

/** A fact that conditions can be put together from. */
export interface ConditionFact {
  readonly path: string;
  readonly label: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly values: readonly string[] | null;
}

type Described = FlowFacts['variables'];
const DEPTH_MAX = 2;

/** What each comparison is called. */
export const OPERATOR_WORDS = {
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

/** The facts that can be compared in a simple way, as people call them. */
export function useConditionFacts(): readonly ConditionFact[] {
  const { t, i18n } = useTranslation('flows');
  const facts = useFlowFacts();
  return useMemo(
    () =>
      facts === undefined
        ? []
        : factsOf(facts, i18n.language === 'zh-CN' ? 'zh' : 'en', (name) =>
            t('condition.some', { name }),
          ),
    [facts, i18n.language, t],
  );
}

function factsOf(
  { variables, records }: FlowFacts,
  language: 'en' | 'zh',
  some: (name: string) => string,
): ConditionFact[] {
  const ofRecord = new Map(records.map(({ name, fields }) => [name, fields]));
  const below = (
    fields: Described,
    prefix: string,
    said: readonly string[],
    depth: number,
  ): ConditionFact[] =>
    fields.flatMap((field) => {
      const path = `${prefix}${field.name}`;
      const words = [...said, field.docs?.[language] ?? field.name];
      const list = /^list<(.+)>$/.exec(field.type)?.[1];
      const inner = ofRecord.get(list ?? field.type);
      if (inner !== undefined && list === undefined && depth < DEPTH_MAX) {
        return below(inner, `${path}.`, depth === 0 ? [] : words, depth + 1);
      }
      if (inner !== undefined && list !== undefined && !path.includes('[]')) {
        return below(inner, `${path}[].`, [some(words.join(' · '))], DEPTH_MAX);
      }
      // Within a loop an amount would have to name the currency of the order around it.
      const isMoneyOfItem = path.includes('[]') && field.type === 'money';
      if (isMoneyOfItem || operatorsFor(field.type, field.isOptional).length === 0) return [];
      const { type, isOptional, values } = field;
      return [{ path, label: words.join(' · '), type, isOptional, values }];
    });
  return below(variables, '', [], 0);
}

/** The groups of words that facts are said by, by the last name of their path. */
const VALUE_GROUPS: Readonly<Record<string, string>> = {
  paymentState: 'paymentState',
  state: 'orderState',
  kind: 'orderKind',
  role: 'role',
};

/** The word for one of the texts that a fact can be. */
export function useValueWord(): (path: string, code: string) => string {
  const { t, i18n } = useTranslation();
  const { t: flows } = useTranslation('flows');
  const word = useWord();
  return useCallback(
    (path, code) => {
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (name === 'split')
        return flows(code === 'never' ? 'option.split_never' : 'option.split_allow');
      if (name === 'holds') return word('hold', code);
      if (name === 'countryCode') return countryName(code, i18n.language);
      const key = `${VALUE_GROUPS[name] ?? ''}.${code}`;
      return i18n.exists(key) ? (t as (key: string) => string)(key) : code.replaceAll('_', ' ');
    },
    [t, flows, i18n, word],
  );
}

function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/** A condition in words, where it is so simple; else null. */
export function useConditionWords(): (text: string) => string | null {
  const { t, i18n } = useTranslation('flows');
  const facts = useConditionFacts();
  const valueWord = useValueWord();
  const byPath = useMemo(() => new Map(facts.map((fact) => [fact.path, fact])), [facts]);
  return useCallback(
    (text) => {
      const wordsOf = ({ path, operator, value }: Comparison): string => {
        const compared = `${byPath.get(path)?.label ?? path} ${t(OPERATOR_WORDS[operator])}`;
        if (value === null) return compared;
        if (typeof value === 'object') {
          return `${compared} ${formatMoney(value.minor, value.currency, i18n.language)}`;
        }
        return `${compared} ${typeof value === 'string' ? valueWord(path, value) : value}`;
      };
      const condition = readCondition(text);
      if (condition === null || !condition.comparisons.every(({ path }) => byPath.has(path))) {
        return null;
      }
      const join = t(condition.join === '&&' ? 'condition.and' : 'condition.or');
      return condition.comparisons.map(wordsOf).join(` ${join} `);
    },
    [t, i18n, byPath, valueWord],
  );
}
