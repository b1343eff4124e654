import { useTranslation } from 'react-i18next';
import { formatInstant, formatQuantity } from '../ui/format.ts';

const DEPTH_MAX = 6;
const INSTANT_MIN = 1_000_000_000_000;

/** Any document of a choice as nested pairs and tables, for kinds that have no picture of their own. */
export function ChoiceDocument({
  value,
  depth = 0,
}: {
  readonly value: unknown;
  readonly depth?: number;
}) {
  const { t, i18n } = useTranslation();
  if (value === null || value === undefined) return <span className="quiet">{t('none')}</span>;
  if (typeof value === 'boolean') return <>{value ? t('yes') : t('no')}</>;
  if (typeof value === 'number') {
    return (
      <span className="numbers">
        {value > INSTANT_MIN
          ? formatInstant(new Date(value).toISOString(), i18n.language, { isExact: false })
          : formatQuantity(value, i18n.language)}
      </span>
    );
  }
  if (typeof value === 'string') return <>{value === '' ? t('none') : readable(value)}</>;
  if (depth > DEPTH_MAX) return <span className="code">{JSON.stringify(value)}</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">{t('none')}</span>;
    if (value.every((each) => typeof each !== 'object' || each === null)) {
      return <>{value.map(String).join(', ')}</>;
    }
    return (
      <ol className="document-list">
        {(value as readonly unknown[]).map((each, index) => (
          <li key={index}>
            <ChoiceDocument value={each} depth={depth + 1} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <dl className="document">
      {Object.entries(value as Record<string, unknown>).map(([name, content]) => (
        <div
          key={name}
          data-nested={typeof content === 'object' && content !== null ? true : undefined}
        >
          <dt>{spaced(name)}</dt>
          <dd>
            <ChoiceDocument value={content} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `costMinor` becomes `cost minor`. */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Words of rules (`outside_window`) in blanks; codes stay as they are. */
function readable(text: string): string {
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}
