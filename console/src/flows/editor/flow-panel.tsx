import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionField } from '../expression/expression-field.tsx';
import { changeFlow, TRIGGER } from '../drawing/drawing.ts';
import { EndpointPanel } from '../endpoints/endpoint-panel.tsx';
import { ProblemText } from '../problem-text.tsx';
import { TriggerField } from './trigger-field.tsx';
import type { Editor } from './use-editor.ts';

const NAMES = [
  ['en', 'English'],
  ['zh-CN', '中文'],
] as const;

/** What the flow is called, when it runs, and for which orders. */
export function FlowPanel({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  const id = useId();
  const { definition } = editor.drawing;
  const { isReadOnly } = editor;
  const problems = editor.problemsAt(TRIGGER);
  return (
    <div className="panel">
      <header className="panel-head">
        <h2>{t('flowPanel.title')}</h2>
      </header>
      {problems.length > 0 && (
        <ul className="panel-problems">
          {problems.map((problem) => (
            <li key={problem.code + problem.message}>
              <ProblemText problem={problem} />
            </li>
          ))}
        </ul>
      )}
      {NAMES.map(([language, said]) => (
        <div key={language} className="flow-field">
          <label htmlFor={`${id}-${language}`} className="flow-field-label">
            {t('flowPanel.name', { language: said })}
          </label>
          <Input
            id={`${id}-${language}`}
            value={definition.names[language] ?? ''}
            maxLength={200}
            disabled={isReadOnly}
            onChange={(event) => {
              const { [language]: _before, ...others } = definition.names;
              const name = event.target.value;
              const names = name === '' ? others : { ...others, [language]: name };
              // A flow has a name in one language at least.
              if (Object.keys(names).length > 0) {
                editor.change((before) => changeFlow(before, { names }), `name ${language}`);
              }
            }}
          />
        </div>
      ))}
      <TriggerField
        trigger={definition.trigger}
        isReadOnly={isReadOnly}
        onChange={(trigger) => editor.change((before) => changeFlow(before, { trigger }))}
      />
      {definition.trigger.kind === 'api' && (
        <EndpointPanel
          code={definition.code}
          trigger={definition.trigger}
          isReadOnly={isReadOnly}
          onChange={(trigger) =>
            editor.change((before) => changeFlow(before, { trigger }), 'endpoint')
          }
        />
      )}
      {(definition.trigger.kind !== 'api' || definition.filter !== undefined) && (
        <div className="flow-field">
          <label htmlFor={`${id}-filter`} className="flow-field-label">
            {t('flowPanel.filter')} <span className="quiet">{t('form.optional')}</span>
          </label>
          <p className="flow-field-hint">{t('flowPanel.filterHint')}</p>
          <ExpressionField
            id={`${id}-filter`}
            label={t('flowPanel.filter')}
            value={definition.filter ?? ''}
            wanted="bool"
            isReadOnly={isReadOnly}
            onChange={(filter) =>
              editor.change((before) => changeFlow(before, { filter }), 'filter')
            }
          />
        </div>
      )}
      <div className="flow-field">
        <label htmlFor={`${id}-description`} className="flow-field-label">
          {t('flowPanel.description')} <span className="quiet">{t('form.optional')}</span>
        </label>
        <Input.TextArea
          id={`${id}-description`}
          value={definition.description ?? ''}
          maxLength={2000}
          disabled={isReadOnly}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) =>
            editor.change(
              (before) => changeFlow(before, { description: event.target.value }),
              'description',
            )
          }
        />
      </div>
    </div>
  );
}
