import { createContext, useContext, useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemField } from '../../client/problem.ts';
import { useProblemText } from './problem-text.ts';

/** What a form knows about all of its fields. */
interface FormState {
  readonly problems: readonly ProblemField[];
  /** Fields that somebody else has changed meanwhile, too. */
  readonly overwrites: readonly string[];
}

export const FormContext = createContext<FormState>({ problems: [], overwrites: [] });

interface FieldState {
  readonly id: string;
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby': string;
  readonly status: 'error' | '';
}

const FieldContext = createContext<FieldState | null>(null);

/** What ties an input to the field around it: spread it into the input. */
export function useField(): FieldState {
  const field = useContext(FieldContext);
  if (field === null) throw new Error('an input of a settings form stands in a Field');
  return field;
}

/** What a form says is wrong at a place such as `lanes/0/zone`; the empty list: nothing. */
export function useProblemsAt(name: string): readonly ProblemField[] {
  const { problems } = useContext(FormContext);
  return useMemo(
    () => problems.filter(({ field }) => field === name || field.startsWith(`${name}/`)),
    [problems, name],
  );
}

/** One setting: what it is called, what it causes, its input, and what is wrong with it. */
export function Field({
  name,
  label,
  hint,
  isWide = false,
  children,
}: {
  /** As the contract calls it: problems of this name are shown here. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** The input takes the whole width, below its label. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const id = useId();
  const problems = useProblemsAt(name);
  const { overwrites } = useContext(FormContext);
  const isWrong = problems.length > 0;
  const field = useMemo(
    (): FieldState => ({
      id,
      'aria-labelledby': `${id}-label`,
      'aria-describedby': `${id}-hint`,
      status: isWrong ? 'error' : '',
    }),
    [id, isWrong],
  );
  return (
    <div className={isWide ? 'field field-wide' : 'field'}>
      <div className="field-words">
        <label htmlFor={id} id={`${id}-label`} className="field-label">
          {label}
        </label>
        {hint !== undefined && <div className="field-hint">{hint}</div>}
      </div>
      <div className="field-input">
        <FieldContext value={field}>{children}</FieldContext>
        <div id={`${id}-hint`} aria-live="polite">
          {problems.map((problem) => (
            <p key={problem.field + problem.message} className="field-problem">
              {textOf(problem.message)}
            </p>
          ))}
          {overwrites.includes(name) && <p className="field-overwrites">{t('unsaved.both')}</p>}
        </div>
      </div>
    </div>
  );
}
