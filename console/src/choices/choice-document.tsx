import { useTranslation } from 'react-i18next';
import type { ChoiceContext } from './choice-context.ts';
import { useChoiceWords } from './use-choice-words.ts';
import { useFieldText } from './use-field-text.ts';

const DEPTH_MAX = 6;
/** More members than these are counted: whoever wants all of them asks the API. */
const MEMBERS_MAX = 50;
/** Tables with more columns than these have no room. */
const COLUMNS_MAX = 7;

type Document = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null));

/** All of a document of a choice in words: pairs, lists and tables. */
export function ChoiceDocument({
  value,
  context,
  field = '',
  depth = 0,
}: {
  readonly value: unknown;
  readonly context: ChoiceContext;
  readonly field?: string;
  readonly depth?: number;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const text = useFieldText(context);
  if (isPlain(value)) {
    return <span className={typeof value === 'number' ? 'numbers' : ''}>{text(field, value)}</span>;
  }
  if (depth > DEPTH_MAX) return <span className="code">{JSON.stringify(value)}</span>;
  if (Array.isArray(value)) {
    const members = (value as readonly unknown[]).slice(0, MEMBERS_MAX);
    const rest = value.length - members.length;
    return (
      <>
        <Members members={members} context={context} field={field} depth={depth} />
        {rest > 0 && <p className="quiet">{t('rest', { count: rest })}</p>}
      </>
    );
  }
  return (
    <dl className="document">
      {Object.entries(value as Document).map(([name, content]) => (
        <div key={name} data-nested={isPlain(content) ? undefined : true}>
          <dt>{words.field(context.kind, name)}</dt>
          <dd>
            <ChoiceDocument value={content} context={context} field={name} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A list: a table where all members are short and alike, else one after the other. */
function Members({
  members,
  context,
  field,
  depth,
}: {
  readonly members: readonly unknown[];
  readonly context: ChoiceContext;
  readonly field: string;
  readonly depth: number;
}) {
  const words = useChoiceWords();
  const text = useFieldText(context);
  const names = [
    ...new Set(
      members.flatMap((member) => (isPlain(member) ? [] : Object.keys(member as Document))),
    ),
  ];
  const isTable =
    names.length > 0 &&
    names.length <= COLUMNS_MAX &&
    members.every((member) => !isPlain(member) && Object.values(member as Document).every(isPlain));
  if (!isTable) {
    return (
      <ol className="document-list">
        {members.map((member, index) => (
          <li key={index}>
            <ChoiceDocument value={member} context={context} field={field} depth={depth + 1} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div className="document-table">
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {words.field(context.kind, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(members as readonly Document[]).map((member, index) => (
            <tr key={index}>
              {names.map((name) => (
                <td key={name} className={typeof member[name] === 'number' ? 'numbers' : ''}>
                  {name in member ? text(name, member[name]) : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
