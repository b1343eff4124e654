import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../client/contract.generated.d.ts';
import { formatQuantity } from '../../ui/format.ts';
import { verdictRows } from './verdict-rows.ts';

/** What became of the documents of a file: how many of which kind were taken, were there already, were refused. */
export function ImportReport({ value }: { readonly value: ImportView }) {
  const { t, i18n } = useTranslation('system');
  const wordOr = (key: string, otherwise: string): string =>
    i18n.exists(key, { ns: 'system' }) ? (t as (key: string) => string)(key) : otherwise;
  const rows = verdictRows(value.verdicts);
  return (
    <>
      {rows.length > 0 && (
        <ul className="import-verdicts">
          {rows.map(({ document, verdict, count }) => (
            <li key={`${document} ${verdict}`} className={`import-verdict-${verdict}`}>
              <strong>{formatQuantity(count, i18n.language)}</strong>
              <span>
                {wordOr(`documentKind.${document}`, document)} ·{' '}
                {wordOr(`verdict.${verdict}`, verdict)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {value.message !== null && <p className="import-message">{value.message}</p>}
    </>
  );
}
