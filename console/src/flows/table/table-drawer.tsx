import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionTable } from '../../../../contracts/decision-tables.ts';
import { useStepForm } from '../form/form-context.ts';
import type { Schema } from '../form/fields.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { addColumn, addRow, INPUTS_MAX, OUTPUTS_MAX, ROWS_MAX } from './table-edits.ts';
import { TableGrid, type GridHandle } from './table-grid.tsx';
import { cellOf, rowsOf, useTableProblemWords } from './use-table-problems.ts';

/** The first ones say what is to be done; the others are marked in the grid. */
const PROBLEMS_SHOWN = 50;

/** A decision table as a grid, with what is wrong with it below: a click leads to the row. */
export function TableDrawer({
  schema,
  table,
  onChange,
  onClose,
}: {
  readonly schema: Schema;
  readonly table: DecisionTable;
  readonly onChange: (table: DecisionTable) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { problems, isReadOnly } = useStepForm();
  const problemWords = useTableProblemWords();
  const grid = useRef<GridHandle>(null);
  const said = problems.flatMap((problem) => {
    const text = problemWords(problem);
    const cell = cellOf(problem, table.inputs.length);
    return text === null ? [] : [{ text, rows: rowsOf(problem), cell }];
  });
  const problemCells = new Map(
    said.flatMap(({ text, cell }) => (cell === null ? [] : [[cell, text] as const])),
  );
  return (
    <Drawer
      open
      title={t('table.title', { policy: words.option('hitPolicy', table.hitPolicy) })}
      size="min(1240px, 100vw)"
      onClose={onClose}
    >
      <div className="table-drawer">
        {!isReadOnly && (
          <div className="table-tools">
            <Button
              icon={<PlusOutlined />}
              disabled={table.rows.length >= ROWS_MAX}
              onClick={() => {
                onChange(addRow(table, table.rows.length));
                grid.current?.show(table.rows.length, 0);
              }}
            >
              {t('table.addRow')}
            </Button>
            <Button
              icon={<PlusOutlined />}
              disabled={table.inputs.length >= INPUTS_MAX}
              onClick={() => onChange(addColumn(table, 'inputs'))}
            >
              {t('table.addInput')}
            </Button>
            <Button
              icon={<PlusOutlined />}
              disabled={table.outputs.length >= OUTPUTS_MAX}
              onClick={() => onChange(addColumn(table, 'outputs'))}
            >
              {t('table.addOutput')}
            </Button>
          </div>
        )}
        <TableGrid
          ref={grid}
          schema={schema}
          table={table}
          problemRows={new Set(said.flatMap(({ rows }) => rows))}
          problemCells={problemCells}
          onChange={onChange}
        />
        {said.length > 0 && (
          <ul className="table-problems">
            {said.slice(0, PROBLEMS_SHOWN).map(({ text, rows: [row], cell }, index) => (
              <li key={`${index} ${text}`}>
                {row === undefined ? (
                  text
                ) : (
                  <button
                    type="button"
                    onClick={() => grid.current?.show(row, Number(cell?.split(':')[1] ?? 0))}
                  >
                    {text}
                  </button>
                )}
              </li>
            ))}
            {said.length > PROBLEMS_SHOWN && (
              <li className="quiet">
                {t('table.moreBelow', { count: said.length - PROBLEMS_SHOWN })}
              </li>
            )}
          </ul>
        )}
        <dl className="table-legend">
          {(['any', 'in', 'notIn', 'range', 'open', 'prefix', 'formula'] as const).map((name) => (
            <div key={name}>
              <dt className="code">{t(`table.legend.${name}`)}</dt>
              <dd>{t(`table.means.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{t('table.keys')}</p>
      </div>
    </Drawer>
  );
}
