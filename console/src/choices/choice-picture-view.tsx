import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/state-tag.tsx';
import type { ChoiceContext } from './choice-context.ts';
import type { ChoicePicture, NamedValue, PictureRow } from './choice-picture.ts';
import './choices.css';
import { unitOf } from './units.ts';
import { useChoiceWords } from './use-choice-words.ts';
import { useFieldText } from './use-field-text.ts';

/** More rows than these nobody compares; the whole of it stands below. */
const ROWS_MAX = 30;

/** A choice in figures and bars: what was chosen, what else was weighed, and why not that. */
export function ChoicePictureView({
  picture,
  context,
  changes,
}: {
  readonly picture: ChoicePicture;
  readonly context: ChoiceContext;
  /** What a varied choice has that the stored one had not, or otherwise. */
  readonly changes?: ReadonlyMap<string, 'new' | 'other'>;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const { rows } = picture;
  const shown = rows.slice(0, ROWS_MAX);
  const largest = Math.max(
    1,
    ...shown.map(({ bar }) => bar?.parts.reduce((sum, { value }) => sum + value, 0) ?? 0),
  );
  const parts = [
    ...new Set(
      shown
        .flatMap(({ bar }) => ((bar?.parts.length ?? 0) > 1 ? (bar?.parts ?? []) : []))
        .map(({ field }) => field),
    ),
  ];
  if (rows.length === 0) return null;
  return (
    <>
      {parts.length > 1 && (
        <ul className="cost-legend">
          {parts.map((field, index) => (
            <li key={field}>
              <span className={`cost-swatch choice-part-${index}`} aria-hidden />
              {words.field(context.kind, field)}
            </li>
          ))}
        </ul>
      )}
      <ul className="choice-rows">
        {shown.map((row) => (
          <ChoiceRow
            key={row.key}
            row={row}
            context={context}
            largest={largest}
            parts={parts}
            change={changes?.get(row.key)}
          />
        ))}
      </ul>
      {rows.length > shown.length && (
        <p className="quiet choice-rest">{t('rest', { count: rows.length - shown.length })}</p>
      )}
    </>
  );
}

function ChoiceRow({
  row,
  context,
  largest,
  parts,
  change,
}: {
  readonly row: PictureRow;
  readonly context: ChoiceContext;
  readonly largest: number;
  readonly parts: readonly string[];
  readonly change: 'new' | 'other' | undefined;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const text = useFieldText(context);
  const { bar, name, reason } = row;
  const nameText = useRowName(context)(name);
  const label = bar?.parts
    .map(({ field, value }) => `${words.field(context.kind, field)} ${text(field, value)}`)
    .join(', ');
  return (
    <li className={row.isChosen === true ? 'choice-row choice-row-chosen' : 'choice-row'}>
      <div className="choice-row-head">
        <b>{nameText}</b>
        {row.isChosen === true && <Tag mood="good">{t('chosenTag')}</Tag>}
        {change !== undefined && (
          <Tag mood="info">{t(change === 'new' ? 'whatIf.newRow' : 'whatIf.otherRow')}</Tag>
        )}
        {reason !== null && (
          <span className="choice-reason">{text(reason.field, reason.value)}</span>
        )}
        {bar !== null && (
          <span className="choice-size numbers">
            {unitOf(bar.total.field) === 'number' && (
              <span className="choice-size-name">
                {words.field(context.kind, bar.total.field)}{' '}
              </span>
            )}
            {text(bar.total.field, bar.total.value)}
          </span>
        )}
      </div>
      {bar !== null && (
        <div className="cost-bar" role="img" aria-label={label} title={label}>
          {bar.parts.map(({ field, value }) => (
            <span
              key={field}
              className={`cost-part choice-part-${Math.max(0, parts.indexOf(field))}`}
              style={{ width: `${(100 * Math.max(0, value)) / largest}%` }}
            />
          ))}
        </div>
      )}
      {row.facts.length > 0 && (
        <p className="choice-facts">
          {row.facts.map(({ field, value }, index) => (
            <span key={`${field} ${index}`}>
              {words.field(context.kind, field)}{' '}
              <span className="numbers">{text(field, value)}</span>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

/** What a row is called: goods by their name, moments and codes as they are. */
function useRowName(context: ChoiceContext): (name: NamedValue) => string {
  const { t } = useTranslation('choices');
  const text = useFieldText(context);
  return ({ field, value }) => {
    if (field === 'field') {
      return t(value === 'lengthMillimetres' ? 'shortestWalk' : 'inSlotOrder');
    }
    if (field === 'lineNumber') return context.nameOfLine(Number(value));
    return unitOf(field) === 'number' && typeof value === 'number'
      ? String(value)
      : text(field, value);
  };
}
