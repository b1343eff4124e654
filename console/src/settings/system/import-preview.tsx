import { useTranslation } from 'react-i18next';
import type { ImportPreview as Preview, ImportView } from '../../client/contract.generated.d.ts';
import { formatQuantity } from '../../ui/format.ts';
import { RejectedRows } from './rejected-rows.tsx';
import { verdictRows } from './verdict-rows.ts';

/** More names than these say no more. */
const NAMES_SHOWN = 12;

/** What a file would do, before it does it: what would be made, changed, left as it is and refused. */
export function ImportPreview({
  view,
  preview,
}: {
  readonly view: ImportView;
  readonly preview: Preview;
}) {
  const { t, i18n } = useTranslation('system');
  const number = (value: number): string => formatQuantity(value, i18n.language);
  const wordOf = (key: string, otherwise: string): string =>
    i18n.exists(key, { ns: 'system' }) ? (t as (key: string) => string)(key) : otherwise;
  const effects = Object.entries(preview.effects).map(([name, count]) => ({
    name,
    mood: name.endsWith('changed') ? 'changed' : 'accepted',
    text: wordOf(`effect.${name.replaceAll(' ', '_')}`, name),
    count,
  }));
  // Of articles the effects tell the new from the changed.
  const documents = verdictRows(view.verdicts)
    .filter(({ document, verdict }) => document !== 'sku' || verdict !== 'accepted')
    .map(({ document, verdict, count }) => ({
      name: `${document} ${verdict}`,
      mood: verdict,
      text: `${wordOf(`documentKind.${document}`, document)} · ${wordOf(`foreseen.${verdict}`, verdict)}`,
      count,
    }));
  const names = preview.created.map((name) => name.slice(name.indexOf(' ') + 1));
  return (
    <section className="import-preview" aria-label={t('preview.title')}>
      <h3>{t('preview.title')}</h3>
      <p className="system-hint">
        {t('preview.lead', { count: view.rowsRead, shown: number(view.rowsRead) })}
      </p>
      {effects.length + documents.length === 0 ? (
        <p>{t('preview.nothing')}</p>
      ) : (
        <ul className="import-verdicts">
          {[...effects, ...documents].map(({ name, mood, text, count }) => (
            <li key={name} className={`import-verdict-${mood}`}>
              <strong>{number(count)}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {names.length > 0 && (
        <p className="system-hint import-names">
          {t('preview.created')} {names.slice(0, NAMES_SHOWN).join(t('comma'))}
          {names.length > NAMES_SHOWN && ' …'}
        </p>
      )}
      {preview.rejected.length > 0 && (
        <>
          <h4>
            {t('preview.rejected', {
              count: view.rowsRejected,
              shown: number(view.rowsRejected),
            })}
          </h4>
          <RejectedRows rows={preview.rejected} />
          {view.rowsRejected > preview.rejected.length && (
            <p className="system-hint">
              {t('imports.firstOnly', { count: preview.rejected.length })}
            </p>
          )}
        </>
      )}
    </section>
  );
}
