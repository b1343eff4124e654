import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableColumnType } from '../../../../contracts/decision-tables.ts';
import { areGrouped, isOfNumbers, withoutGroups } from './cell-text.ts';

/** One cell: what is written is taken over when one leaves it, and stays, marked, where it cannot be read. */
export function TableCellInput({
  place,
  label,
  type,
  isInput,
  isReadOnly,
  text,
  problem,
  onWrite,
  onKeyDown,
  onPaste,
}: {
  /** How the grid finds it: row:column. */
  readonly place: string;
  readonly label: string;
  readonly type: TableColumnType;
  readonly isInput: boolean;
  readonly isReadOnly: boolean;
  readonly text: string;
  /** What is wrong with it as the table has it. */
  readonly problem: string | undefined;
  /** False: it cannot be read. */
  readonly onWrite: (text: string) => boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}) {
  const { t } = useTranslation('flows');
  /** What is being written; null: what the table says. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const leave = (): void => {
    if (draft === null) return;
    const isTaken = draft === text || onWrite(draft);
    setWrong(!isTaken);
    if (isTaken) setDraft(null);
  };
  const wrong = isWrong ? t(`table.unreadable.${type}`) : draft === null ? problem : undefined;
  return (
    <input
      data-cell={place}
      className={wrong === undefined ? 'table-cell' : 'table-cell table-cell-wrong'}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      title={wrong}
      placeholder={isInput ? t('table.any') : undefined}
      readOnly={isReadOnly}
      spellCheck={false}
      autoComplete="off"
      value={draft ?? text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={leave}
      onPaste={(event) => {
        onPaste(event);
        if (event.defaultPrevented || isReadOnly || !isOfNumbers(type)) return;
        // One number of a spreadsheet, into what is being written: its commas separate thousands.
        const pasted = event.clipboardData.getData('text/plain').trim();
        const plain = withoutGroups(pasted);
        if (plain === pasted || !areGrouped([pasted])) return;
        event.preventDefault();
        const { value, selectionStart, selectionEnd } = event.currentTarget;
        const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
        setDraft(value.slice(0, from) + plain + value.slice(to));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft !== null) {
          // What was written is given up; the drawer stays.
          event.stopPropagation();
          setDraft(null);
          setWrong(false);
          return;
        }
        // What is done to whole rows is done with what was written.
        if (event.altKey || event.ctrlKey || event.metaKey) leave();
        onKeyDown(event);
      }}
    />
  );
}
