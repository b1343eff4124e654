import { TableOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionTable } from '../../../../contracts/decision-tables.ts';
import type { Settings } from '../drawing/drawing.ts';
import { useStepForm } from '../form/form-context.ts';
import type { Schema } from '../form/fields.ts';
import { AssetPicker } from '../library/asset-picker.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import './table.css';
import { TableDrawer } from './table-drawer.tsx';
import { shownTable } from './shown-table.ts';
import { useTableProblemWords } from './use-table-problems.ts';

const HIT_POLICIES = ['unique', 'first', 'collect'] as const;
const PROBLEMS_SHOWN = 3;

/** The decision table of a step: drawn here, or one of the library; its rows open as a grid. */
export function TableForm({
  schema,
  settings,
  onChange,
}: {
  readonly schema: Schema;
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const id = useId();
  const { isReadOnly } = useStepForm();
  const { table: _table, asset, ...others } = settings;
  const [isShared, setShared] = useState(asset !== undefined);
  // Whoever has looked at the library goes on with the table that was drawn before.
  const [drawn] = useState(() => shownTable(settings['table']));
  const table = asset === undefined ? shownTable(settings['table']) : drawn;
  return (
    <div className="flow-form">
      <Segmented
        block
        aria-label={t('table.source')}
        disabled={isReadOnly}
        value={isShared ? 'shared' : 'own'}
        options={[
          { value: 'own', label: t('table.own') },
          { value: 'shared', label: t('table.shared') },
        ]}
        onChange={(next) => {
          setShared(next === 'shared');
          if (next === 'own' && asset !== undefined) onChange({ ...others, table });
        }}
      />
      {isShared ? (
        <AssetPicker
          component="decision_table"
          value={asset}
          isReadOnly={isReadOnly}
          onChange={(pin) => onChange({ ...others, asset: pin })}
        />
      ) : (
        <TableField
          schema={schema}
          table={table}
          onChange={(next) => onChange({ ...others, table: next })}
        />
      )}
      <div className="flow-field">
        <label htmlFor={`${id}-miss`} className="flow-field-label">
          {words.field('mayMiss')}
        </label>
        <Switch
          id={`${id}-miss`}
          disabled={isReadOnly}
          checked={settings['mayMiss'] === true}
          onChange={(mayMiss) => {
            const { mayMiss: _before, ...rest } = settings;
            onChange(mayMiss ? { ...rest, mayMiss } : rest);
          }}
        />
      </div>
    </div>
  );
}

/** What a decision table looks at and gives, in a few lines. */
export function TableField({
  schema,
  table,
  onChange,
}: {
  readonly schema: Schema;
  readonly table: DecisionTable;
  readonly onChange: (table: DecisionTable) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const id = useId();
  const { problems, isReadOnly } = useStepForm();
  const problemWords = useTableProblemWords();
  const [isOpen, setOpen] = useState(false);
  const said = problems.map(problemWords).filter((each) => each !== null);
  return (
    <>
      <div className="flow-field">
        <label htmlFor={`${id}-policy`} className="flow-field-label">
          {words.field('hitPolicy')}
        </label>
        <Select
          id={`${id}-policy`}
          disabled={isReadOnly}
          value={table.hitPolicy}
          options={HIT_POLICIES.map((policy) => ({
            value: policy,
            label: words.option('hitPolicy', policy),
          }))}
          onChange={(hitPolicy) => onChange({ ...table, hitPolicy })}
        />
      </div>
      <div className="flow-field">
        <p className="flow-field-hint">
          {t('table.size', {
            rows: t('table.rows', { count: table.rows.length }),
            inputs: table.inputs.map(({ name }) => name).join(', '),
            outputs: table.outputs.map(({ name }) => name).join(', '),
          })}
        </p>
        <Button icon={<TableOutlined />} onClick={() => setOpen(true)}>
          {t(isReadOnly ? 'table.look' : 'table.open')}
        </Button>
        {said.slice(0, PROBLEMS_SHOWN).map((text, index) => (
          <p key={`${index} ${text}`} className="flow-field-problem">
            {text}
          </p>
        ))}
        {said.length > PROBLEMS_SHOWN && (
          <p className="flow-field-problem">
            {t('table.moreProblems', { count: said.length - PROBLEMS_SHOWN })}
          </p>
        )}
      </div>
      {isOpen && (
        <TableDrawer
          schema={schema}
          table={table}
          onChange={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
