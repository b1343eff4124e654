import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '../client/contract.generated.d.ts';
import { useWord } from '../locales/words.ts';
import {
  useConditionFacts,
  useConditionWords,
  useValueWord,
} from './expression/use-condition-facts.ts';
import { nameIn, spelledOut } from './flow-names.ts';
import { useOutputWord } from './use-output-word.ts';
import { useEventWords } from '../settings/system/use-event-words.ts';
import { formatDuration } from '../ui/format.ts';
import type { Settings, Step } from './drawing/drawing.ts';
import type { FlowComponent } from './flow-queries.ts';

type Names = FlowDefinition['names'];

const SUMMARY_PARTS_MAX = 3;
const MINUTE_MS = 60_000;

/** Whether a setting is a length of time in minutes. */
export function isMinutes(name: string): boolean {
  return /(^m|M)inutes$/.test(name);
}

/** Everything about flows in the reader's words. */
export function useFlowWords() {
  const { t, i18n } = useTranslation('flows');
  const { eventName } = useEventWords();
  const word = useWord();
  const conditionWords = useConditionWords();
  const valueWord = useValueWord();
  const facts = useConditionFacts();
  const factLabels = useMemo(() => new Map(facts.map(({ path, label }) => [path, label])), [facts]);
  const output = useOutputWord();
  const language = i18n.language as 'en' | 'zh-CN';
  return useMemo(() => {
    const own = (key: string): string | null =>
      i18n.exists(key, { ns: 'flows' }) ? (t as (key: string) => string)(key) : null;

    const flowName = (names: Names): string => nameIn(language, names);
    const componentName = (component: FlowComponent | undefined, code: string): string =>
      component?.titles[language] ?? spelledOut(code);
    const stepName = (step: Step, component: FlowComponent | undefined): string =>
      step.name ?? componentName(component, step.component);
    /** Where a run failed that is no step. */
    const place = (id: string): string => {
      if (id === 'filter') return t('run.placeFilter');
      return id === 'answer' ? t('run.placeAnswer') : id;
    };
    const field = (name: string, component?: string): string =>
      own(`field.${component}_${name}`) ?? own(`field.${name}`) ?? spelledOut(name);
    const fieldHint = (component: string, name: string): string | null =>
      own(`hint.${component}_${name}`) ?? own(`hint.${name}`);
    const option = (name: string, value: unknown): string => {
      const text = String(value);
      const said = own(`option.${name}_${text}`);
      if (name === 'role') return valueWord('role', text);
      return said ?? (name === 'kind' ? word('hold', text) : spelledOut(text));
    };
    const trigger = (of: FlowDefinition['trigger']): string => {
      if (of.kind === 'event') return t('trigger.event', { event: eventName(of.event) });
      return of.kind === 'point' ? t(`trigger.point_${of.point}`) : t(`trigger.${of.kind}`);
    };
    const settingValue = (name: string, value: unknown): string => {
      if (isMinutes(name) && typeof value === 'number') {
        return formatDuration(value * MINUTE_MS, language);
      }
      if (typeof value === 'boolean') return value ? t('yes') : t('no');
      if (name === 'kind' && typeof value === 'string') return word('hold', value);
      const text = String(value);
      return own(`option.${name}_${text}`) ?? conditionWords(text) ?? text;
    };
    /** What lets an order enter, and which orders. */
    const entry = ({ trigger: of, filter }: FlowDefinition): string =>
      filter === undefined
        ? trigger(of)
        : `${trigger(of)} · ${t('ordersWhere', { filter: conditionWords(filter) ?? filter })}`;
    /** What a step does in few words: the values that were filled in, but no programs. */
    const summary = (settings: Settings): string =>
      tableSummary(settings) ??
      taskSummary(settings) ??
      leavesOf(settings)
        .filter(([name]) => name !== 'source' && name !== 'logs')
        .slice(0, SUMMARY_PARTS_MAX)
        .map(([name, value]) => settingValue(name, value))
        .join(' · ');
    return {
      flowName,
      componentName,
      stepName,
      place,
      output,
      field,
      fieldHint,
      option,
      trigger,
      entry,
      summary,
      settingValue,
      /** A condition in words where it is simple, else as it is written. */
      condition: (text: string): string => conditionWords(text) ?? text,
      /** A fact by what it is, where it is one that people know; else as it is written. */
      fact: (path: string): string => factLabels.get(path) ?? path,
      eventName,
    };
  }, [t, i18n, language, eventName, word, conditionWords, valueWord, factLabels, output]);
}

/** A decision table is told by its columns. */
function tableSummary({ table }: Settings): string | null {
  const { inputs, outputs } = (table ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(inputs) || !Array.isArray(outputs)) return null;
  const names = (columns: readonly ({ readonly name?: unknown } | null)[]): string =>
    columns.map((column) => (typeof column?.name === 'string' ? column.name : '')).join(', ');
  return `${names(inputs)} → ${names(outputs)}`;
}

/** What a person is to do is told by its title. */
function taskSummary({ title, form }: Settings): string | null {
  return typeof title === 'string' && title !== '' && form !== undefined ? title : null;
}

function leavesOf(settings: unknown, name = ''): (readonly [name: string, value: unknown])[] {
  if (settings === '' || settings === null || settings === undefined) return [];
  if (typeof settings !== 'object') return [[name, settings]];
  return Object.entries(settings).flatMap(([key, value]) =>
    leavesOf(value, Array.isArray(settings) ? name : key),
  );
}
