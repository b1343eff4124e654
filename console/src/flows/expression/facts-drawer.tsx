import { Drawer, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowFacts } from '../../client/contract.generated.d.ts';
import { useFlowFacts } from '../flow-queries.ts';

type Described = FlowFacts['variables'][number];

interface Fact {
  readonly path: string;
  readonly field: Described;
}

const DEPTH_MAX = 3;

/** All that an expression can read and call, with a word on each; a click writes it. */
export function FactsDrawer({
  onChoose,
  onClose,
}: {
  readonly onChoose: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const facts = useFlowFacts();
  const [search, setSearch] = useState('');
  const language = i18n.language === 'zh-CN' ? 'zh' : 'en';
  const all = useMemo(() => (facts === undefined ? [] : pathsOf(facts)), [facts]);
  const wanted = search.trim().toLowerCase();
  const isMeant = (...texts: readonly string[]): boolean =>
    wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
  const shown = all.filter(({ path, field }) => isMeant(path, field.docs?.[language] ?? ''));
  const functions = (facts?.functions ?? []).filter(({ name, docs }) =>
    isMeant(name, docs[language]),
  );
  return (
    <Drawer open title={t('facts.title')} size="min(520px, 100vw)" onClose={onClose}>
      <p className="quiet">{t('facts.lead')}</p>
      <Input
        className="facts-search"
        autoFocus
        allowClear
        value={search}
        aria-label={t('facts.search')}
        placeholder={t('facts.search')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <h3 className="facts-heading">{t('facts.facts')}</h3>
      <ul className="facts">
        {shown.map(({ path, field }) => (
          <li key={path}>
            <button type="button" onClick={() => onChoose(path)}>
              <span className="code">{path}</span>
              <span className="facts-docs">
                {field.docs?.[language]}
                {field.isOptional ? ` · ${t('facts.mayBeMissing')}` : ''}
                {field.values === null ? '' : ` · ${field.values.slice(0, 6).join(', ')}`}
              </span>
              <span className="facts-type code">{field.type}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3 className="facts-heading">{t('facts.functions')}</h3>
      <ul className="facts">
        {functions.map(({ name, docs, example, style }) => (
          <li key={`${name} ${style}`}>
            <button type="button" onClick={() => onChoose(example)}>
              <span className="code">{name}</span>
              <span className="facts-docs">{docs[language]}</span>
              <span className="facts-example code">{example}</span>
            </button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}

/** Every fact that is one value, by the path that is written for it; lists stand for themselves. */
function pathsOf({ variables, records }: FlowFacts): Fact[] {
  const fieldsOf = new Map(records.map(({ name, fields }) => [name, fields]));
  const below = (prefix: string, fields: readonly Described[], depth: number): Fact[] =>
    fields.flatMap((field) => {
      const path = `${prefix}${field.name}`;
      const inner = fieldsOf.get(field.type);
      if (inner === undefined || depth >= DEPTH_MAX) return [{ path, field }];
      return below(`${path}.`, inner, depth + 1);
    });
  return below('', variables, 0);
}
