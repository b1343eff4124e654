import { useTranslation } from 'react-i18next';
import { rowWords } from './verdict-rows.ts';

/** Rows that are not taken, with their lines and why. */
export function RejectedRows({
  rows,
}: {
  readonly rows: readonly {
    readonly line: number;
    readonly reason: string;
    readonly row?: unknown;
  }[];
}) {
  const { t } = useTranslation('system');
  return (
    <ul className="import-rejected-rows">
      {rows.map(({ line, reason, row }) => (
        <li key={line}>
          <span className="numbers quiet">{t('imports.line', { line })}</span>
          <div>
            <p>{reason.replace(/^(sku|receipt|adjustment|order|payment|cancellation): /, '')}</p>
            <p className="import-row">{rowWords(row, t('comma'))}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
