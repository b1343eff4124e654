import { SettingOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionTable, TableColumnType } from '../../../../contracts/decision-tables.ts';
import { useStepForm } from '../form/form-context.ts';
import type { Schema } from '../form/fields.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import {
  changeInput,
  changeOutput,
  removeColumn,
  type ColumnSide,
  type TableInput,
  type TableOutput,
} from './table-edits.ts';

/** What a table is, within the settings of its step, where something else may stand in its place. */
function tableSchemaOf({ properties, anyOf = [] }: Schema): Schema | undefined {
  return [properties, ...anyOf.map((each) => each.properties)].find(
    (each) => each?.['table'] !== undefined,
  )?.['table'];
}

/** The head of a column: what it looks at, or gives; a click opens what it is. */
export function ColumnButton({
  schema,
  table,
  side,
  index,
  onChange,
}: {
  /** Of the settings of the whole step. */
  readonly schema: Schema;
  readonly table: DecisionTable;
  readonly side: ColumnSide;
  readonly index: number;
  readonly onChange: (table: DecisionTable) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { isReadOnly } = useStepForm();
  const column = table[side][index];
  // A column that nobody has described yet is described first.
  const [isOpen, setOpen] = useState(side === 'inputs' && table.inputs[index]?.expression === '');
  const described = tableSchemaOf(schema)?.properties?.[side]?.items;
  if (column === undefined || described === undefined) return null;
  const columnSchema = schemaFor(described, column.type);
  const looksAt = side === 'inputs' ? (table.inputs[index]?.expression ?? '') : '';
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      title={t(side === 'inputs' ? 'table.input' : 'table.output')}
      content={
        <div className="table-column-form">
          <SettingsForm
            schema={columnSchema}
            value={column}
            pointer={`/table/${side}/${index}`}
            onChange={(next) =>
              onChange(
                side === 'inputs'
                  ? changeInput(table, index, next as TableInput)
                  : changeOutput(table, index, next as TableOutput),
              )
            }
          />
          {!isReadOnly && table[side].length > 1 && (
            <Button
              danger
              size="small"
              onClick={() => {
                setOpen(false);
                onChange(removeColumn(table, side, index));
              }}
            >
              {t('table.removeColumn')}
            </Button>
          )}
        </div>
      }
    >
      <button type="button" className={`table-column table-column-${side}`} aria-expanded={isOpen}>
        <span className="table-column-words">
          <b>{column.name}</b>
          <span className="quiet">
            {looksAt === '' ? words.option('type', column.type) : words.fact(looksAt)}
          </span>
        </span>
        <SettingOutlined aria-hidden />
      </button>
    </Popover>
  );
}

/** Where a bound of each type stands among the forms that a value can have. */
const BOUND_FORMS: Readonly<Partial<Record<TableColumnType, number>>> = {
  int: 1,
  double: 1,
  timestamp: 2,
  duration: 2,
  money: 3,
};

/** A column of texts may name all there are; others may have a least and a most value, of their own type. */
function schemaFor(described: Schema, type: TableColumnType): Schema {
  const { values, least, most, ...others } = described.properties ?? {};
  const form = BOUND_FORMS[type];
  const bound = (schema: Schema | undefined): Schema | undefined =>
    form === undefined ? undefined : schema?.anyOf?.[form];
  const parts = {
    values: type === 'string' ? values : undefined,
    least: bound(least),
    most: bound(most),
  };
  const kept = Object.entries(parts).flatMap(([name, schema]) =>
    schema === undefined ? [] : [[name, schema] as const],
  );
  return { ...described, properties: { ...others, ...Object.fromEntries(kept) } };
}
