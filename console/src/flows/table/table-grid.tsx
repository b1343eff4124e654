import { DeleteOutlined, WarningFilled } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { App, Button } from 'antd';
import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionTable } from '../../../../contracts/decision-tables.ts';
import { useStepForm } from '../form/form-context.ts';
import type { Schema } from '../form/fields.ts';
import { ColumnButton } from './column-button.tsx';
import './table.css';
import { pasteAt, type Pasted } from './paste-cells.ts';
import { addRow, moveRow, removeRow, ROWS_MAX, textAt, writeAt } from './table-edits.ts';
import { TableCellInput } from './table-cell-input.tsx';

const ROW_HEIGHT_PX = 36;
const OVERSCAN = 10;

export interface GridHandle {
  /** Brings a row into sight and the focus into one of its cells. */
  show(row: number, column: number): void;
}

/** The rows of a decision table as cells that are written in, and gone through by the keys of a spreadsheet. */
export function TableGrid({
  ref,
  schema,
  table,
  problemRows,
  problemCells,
  onChange,
}: {
  readonly ref: Ref<GridHandle>;
  readonly schema: Schema;
  readonly table: DecisionTable;
  readonly problemRows: ReadonlySet<number>;
  /** What is wrong with single cells, by row:column. */
  readonly problemCells: ReadonlyMap<string, string>;
  readonly onChange: (table: DecisionTable) => void;
}) {
  const { t } = useTranslation('flows');
  const { isReadOnly } = useStepForm();
  const { message } = App.useApp();
  const scroller = useRef<HTMLDivElement>(null);
  const { inputs, outputs, rows } = table;
  const width = inputs.length + outputs.length;
  const columns = [...inputs, ...outputs];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN,
  });
  // Two changes may follow each other before the table is drawn again.
  const latest = useRef(table);
  useLayoutEffect(() => {
    latest.current = table;
  });
  // What was written and cannot be read stands in a place, not in a row: it goes when rows change places.
  const [arrangement, setArrangement] = useState(0);
  const put = (next: DecisionTable): void => {
    latest.current = next;
    onChange(next);
  };
  const rearrange = (next: DecisionTable): void => {
    setArrangement(arrangement + 1);
    put(next);
  };
  const focus = (row: number, column: number): void => {
    if (row < 0 || column < 0 || column >= width) return;
    virtual.scrollToIndex(row);
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus(),
      ),
    );
  };
  useImperativeHandle(ref, () => ({ show: focus }));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: number, column: number): void => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown') && !isReadOnly) {
      const by = key === 'ArrowUp' ? -1 : 1;
      rearrange(moveRow(latest.current, row, by));
      focus(Math.max(0, Math.min(rows.length - 1, row + by)), column);
    } else if (key === 'Enter' && (ctrlKey || metaKey) && !isReadOnly) {
      rearrange(addRow(latest.current, row + 1));
      focus(row + 1, 0);
    } else if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey)) {
      if (row + 1 < rows.length) focus(row + 1, column);
      else event.currentTarget.blur();
    } else if (key === 'ArrowUp' || key === 'Enter') focus(row - 1, column);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain');
    // A single value is pasted as into any field.
    if (isReadOnly || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    const { table: pasted, ...told } = pasteAt(latest.current, row, column, text);
    rearrange(pasted);
    const isWhole = told.unread === 0 && told.rowsLeftOut === 0 && told.columnsLeftOut === 0;
    void message[isWhole ? 'success' : 'warning'](pastedWords(told));
  };
  const pastedWords = ({
    rows: pastedRows,
    columns: pastedColumns,
    unread,
    rowsLeftOut,
    columnsLeftOut,
  }: Omit<Pasted, 'table'>): string =>
    [
      t('table.pasted', { rows: pastedRows, columns: pastedColumns }),
      unread === 0 ? '' : t('table.pastedUnread', { count: unread }),
      rowsLeftOut === 0 ? '' : t('table.pastedRowsOut', { count: rowsLeftOut, max: ROWS_MAX }),
      columnsLeftOut === 0 ? '' : t('table.pastedColumnsOut', { count: columnsLeftOut }),
    ]
      .filter((each) => each !== '')
      .join(' ');
  const tracks = {
    gridTemplateColumns: `56px repeat(${width}, minmax(150px, 1fr)) 40px`,
    minWidth: `${96 + width * 150}px`,
  };
  return (
    <div ref={scroller} className="table-grid">
      <div role="table" aria-label={t('table.grid')} aria-rowcount={rows.length + 1}>
        <div role="rowgroup" className="table-head">
          <div role="row" className="table-row" style={tracks}>
            <div role="columnheader" className="table-number">
              #
            </div>
            {columns.map((column, index) => (
              <div
                role="columnheader"
                key={`${index} ${index < inputs.length ? 'in' : 'out'}`}
                className={index === inputs.length ? 'table-first-output' : ''}
              >
                <ColumnButton
                  schema={schema}
                  table={table}
                  side={index < inputs.length ? 'inputs' : 'outputs'}
                  index={index < inputs.length ? index : index - inputs.length}
                  onChange={onChange}
                />
                <span className="visually-hidden">{column.name}</span>
              </div>
            ))}
            <div role="columnheader">
              <span className="visually-hidden">{t('table.rowTools')}</span>
            </div>
          </div>
        </div>
        <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: row, start }) => (
            <div
              role="row"
              key={row}
              aria-rowindex={row + 2}
              className={problemRows.has(row) ? 'table-row table-row-wrong' : 'table-row'}
              style={{ ...tracks, transform: `translateY(${start}px)` }}
            >
              <div role="rowheader" className="table-number numbers" title={rows[row]?.note}>
                {problemRows.has(row) && <WarningFilled aria-label={t('table.wrongRow')} />}
                {row + 1}
              </div>
              {columns.map(({ name, type }, column) => (
                <div
                  role="cell"
                  key={`${arrangement} ${column} ${column < inputs.length ? 'in' : 'out'}`}
                  className={column === inputs.length ? 'table-first-output' : ''}
                >
                  <TableCellInput
                    place={`${row}:${column}`}
                    label={t('table.cell', { name, number: row + 1 })}
                    type={type}
                    isInput={column < inputs.length}
                    isReadOnly={isReadOnly}
                    text={textAt(table, row, column)}
                    problem={problemCells.get(`${row}:${column}`)}
                    onWrite={(text) => {
                      const next = writeAt(latest.current, row, column, text);
                      if (next !== null) put(next);
                      return next !== null;
                    }}
                    onKeyDown={(event) => onKeyDown(event, row, column)}
                    onPaste={(event) => onPaste(event, row, column)}
                  />
                </div>
              ))}
              <div role="cell">
                {!isReadOnly && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('table.removeRow', { number: row + 1 })}
                    onClick={() => rearrange(removeRow(latest.current, row))}
                  />
                )}
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
