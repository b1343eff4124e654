import { Input, Segmented } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionField } from '../expression/expression-field.tsx';
import { useComponents, type FlowProblem } from '../flow-queries.ts';
import { ProblemText } from '../problem-text.tsx';
import type { Schema } from '../form/fields.ts';
import '../form/form.css';
import { StepFormContext } from '../form/form-context.ts';
import { TableField } from '../table/table-form.tsx';
import type { Draft } from './asset.ts';

const LANGUAGES = [
  ['en', 'English'],
  ['zh-CN', '中文'],
] as const;

interface FormProps {
  readonly draft: Draft;
  readonly problems: readonly FlowProblem[];
  readonly isReadOnly?: boolean;
  readonly onChange: (draft: Draft) => void;
}

/** What an asset is called, who answers for it, and what it says. */
export function AssetForm(props: FormProps) {
  const { draft, isReadOnly = false, onChange } = props;
  const { t } = useTranslation('library');
  return (
    <div className="flow-form">
      <div className="asset-pair">
        {LANGUAGES.map(([language, said]) => (
          <Field key={language} label={t('form.name', { language: said })}>
            {(id) => (
              <Input
                id={id}
                value={draft.names[language] ?? ''}
                maxLength={200}
                disabled={isReadOnly}
                onChange={({ target: { value } }) => {
                  const { [language]: _before, ...others } = draft.names;
                  onChange({
                    ...draft,
                    names: value === '' ? others : { ...others, [language]: value },
                  });
                }}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t('form.owner')} hint={t('form.ownerHint')}>
        {(id) => (
          <Input
            id={id}
            value={draft.owner}
            maxLength={100}
            disabled={isReadOnly}
            onChange={({ target }) => onChange({ ...draft, owner: target.value })}
          />
        )}
      </Field>
      <Field label={t('form.description')} isOptional>
        {(id) => (
          <Input.TextArea
            id={id}
            value={draft.description ?? ''}
            maxLength={2000}
            autoSize={{ minRows: 1, maxRows: 5 }}
            disabled={isReadOnly}
            onChange={({ target }) => onChange({ ...draft, description: target.value })}
          />
        )}
      </Field>
      <ContentForm {...props} />
    </div>
  );
}

function ContentForm({ draft, problems, isReadOnly = false, onChange }: FormProps) {
  const { t } = useTranslation('library');
  const table = useComponents().get('decision_table')?.settings as Schema | undefined;
  const told = (setting: string): ReactNode =>
    problems
      .filter((problem) => problem.setting === setting)
      .map((problem) => (
        <p key={problem.code + problem.message} className="flow-field-problem">
          <ProblemText problem={problem} />
        </p>
      ));
  switch (draft.kind) {
    case 'decision_table': {
      if (table === undefined) return null;
      return (
        <StepFormContext
          value={{ component: 'decision_table', expressions: [], problems, isReadOnly }}
        >
          <TableField
            schema={table}
            table={draft.content.table}
            onChange={(next) => onChange({ ...draft, content: { table: next } })}
          />
        </StepFormContext>
      );
    }
    case 'expression': {
      const { content } = draft;
      return (
        <>
          <Field label={t('form.condition')}>
            {(id) => (
              <>
                <ExpressionField
                  id={id}
                  label={t('form.condition')}
                  value={content.expression}
                  wanted="bool"
                  isReadOnly={isReadOnly}
                  onChange={(expression) =>
                    onChange({ ...draft, content: { ...content, expression } })
                  }
                />
                {told('/expression')}
              </>
            )}
          </Field>
          {LANGUAGES.map(([language, said]) => (
            <Field key={language} label={t('form.message', { language: said })}>
              {(id) => (
                <Input
                  id={id}
                  value={content.messages[language]}
                  maxLength={500}
                  disabled={isReadOnly}
                  onChange={({ target }) =>
                    onChange({
                      ...draft,
                      content: {
                        ...content,
                        messages: { ...content.messages, [language]: target.value },
                      },
                    })
                  }
                />
              )}
            </Field>
          ))}
        </>
      );
    }
    case 'notification_template': {
      const { content } = draft;
      return (
        <>
          <Segmented
            aria-label={t('form.channel')}
            className="asset-channel"
            disabled={isReadOnly}
            value={content.channel}
            options={(['mail', 'chat'] as const).map((value) => ({
              value,
              label: t(`form.${value}`),
            }))}
            onChange={(channel) => {
              const { subject = '', text } = content;
              onChange({
                ...draft,
                content: channel === 'mail' ? { channel, subject, text } : { channel, text },
              });
            }}
          />
          {content.channel === 'mail' && (
            <Field label={t('form.subject')}>
              {(id) => (
                <>
                  <Input
                    id={id}
                    value={content.subject ?? ''}
                    maxLength={200}
                    disabled={isReadOnly}
                    onChange={({ target }) =>
                      onChange({ ...draft, content: { ...content, subject: target.value } })
                    }
                  />
                  {told('/subject')}
                </>
              )}
            </Field>
          )}
          <Field label={t('form.text')} hint={t('form.textHint')}>
            {(id) => (
              <>
                <Input.TextArea
                  id={id}
                  value={content.text}
                  maxLength={1500}
                  autoSize={{ minRows: 4, maxRows: 14 }}
                  disabled={isReadOnly}
                  onChange={({ target }) =>
                    onChange({ ...draft, content: { ...content, text: target.value } })
                  }
                />
                {told('/text')}
              </>
            )}
          </Field>
        </>
      );
    }
  }
}

function Field({
  label,
  hint,
  isOptional = false,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
  readonly children: (id: string) => ReactNode;
}) {
  const { t } = useTranslation('library');
  const id = useId();
  return (
    <div className="flow-field">
      <label htmlFor={id} className="flow-field-label">
        {label}
        {isOptional && <span className="quiet"> {t('form.optional')}</span>}
      </label>
      {hint !== undefined && <p className="flow-field-hint">{hint}</p>}
      {children(id)}
    </div>
  );
}

const BLANK_TABLE: Extract<Draft, { kind: 'decision_table' }>['content']['table'] = {
  hitPolicy: 'first',
  inputs: [{ name: 'priority', expression: 'order.priority', type: 'int' }],
  outputs: [{ name: 'result', type: 'string' }],
  rows: [{ cells: [{ kind: 'any' }], outputs: [{ value: '' }] }],
};

/** A new asset of a kind, before anybody has filled it in. */
export function blankDraft(kind: Draft['kind'], common: Pick<Draft, 'names' | 'owner'>): Draft {
  switch (kind) {
    case 'decision_table':
      return { kind, ...common, content: { table: BLANK_TABLE } };
    case 'expression':
      return { kind, ...common, content: { expression: '', messages: { en: '', 'zh-CN': '' } } };
    case 'notification_template':
      return { kind, ...common, content: { channel: 'mail', subject: '', text: '' } };
  }
}

/** Whether a draft has all that is needed to be kept. */
export function isWhole({ names, owner, content }: Draft): boolean {
  const texts =
    'table' in content
      ? []
      : 'expression' in content
        ? [content.expression, ...Object.values(content.messages)]
        : [content.text, ...(content.channel === 'mail' ? [content.subject ?? ''] : [])];
  return Object.keys(names).length > 0 && [owner, ...texts].every((text) => text.trim() !== '');
}
