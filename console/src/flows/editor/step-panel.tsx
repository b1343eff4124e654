import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ComponentIcon } from '../component-icon.tsx';
import {
  changeStep,
  renameOutput,
  targetOf,
  type Settings,
  type Step,
} from '../drawing/drawing.ts';
import { StepFormContext } from '../form/form-context.ts';
import type { Schema } from '../form/fields.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { FindingsList } from '../releases/findings-list.tsx';
import { TableForm } from '../table/table-form.tsx';
import { useFlowWords } from '../use-flow-words.ts';
import { ProblemText } from '../problem-text.tsx';
import type { Editor } from './use-editor.ts';

/** What a step does, in a form, and where its ways lead. */
export function StepPanel({ editor, step }: { readonly editor: Editor; readonly step: Step }) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const nameId = useId();
  const component = editor.components.get(step.component);
  const parts = editor.partsById.get(step.id);
  const problems = editor.problemsAt(step.id);
  // What the form itself says is not said twice.
  const others = problems.filter(({ setting }) => setting === undefined);
  const findings = editor.findings.filter(({ node }) => node === step.id);
  const { isReadOnly } = editor;
  const fill = (settings: unknown): void => {
    editor.change((before) => {
      const changed = changeStep(before, step.id, { settings: settings as Settings });
      return outputsRenamed(step.settings, settings).reduce(
        (drawing, [from, to]) => renameOutput(drawing, step.id, from, to),
        changed,
      );
    }, `settings ${step.id}`);
  };
  return (
    <div className="panel">
      <header className="panel-head">
        <ComponentIcon code={step.component} component={component} />
        <h2>{words.componentName(component, step.component)}</h2>
        {!isReadOnly && (
          <span className="panel-actions">
            <Button
              type="text"
              size="small"
              icon={<CopyOutlined />}
              aria-label={t('duplicate')}
              title={`${t('duplicate')} (Ctrl+D)`}
              onClick={() => editor.duplicate()}
            />
            <Button
              type="text"
              size="small"
              danger
              icon={<DeleteOutlined />}
              aria-label={t('removeStep')}
              title={`${t('removeStep')} (Del)`}
              disabled={editor.drawing.definition.nodes.length <= 1}
              onClick={() => editor.remove([step.id])}
            />
          </span>
        )}
      </header>
      {component !== undefined && (
        <p className="panel-docs">{component.docs[i18n.language as 'en' | 'zh-CN']}</p>
      )}
      {others.length > 0 && (
        <ul className="panel-problems">
          {others.map((problem) => (
            <li key={problem.code + problem.message}>
              <ProblemText problem={problem} />
            </li>
          ))}
        </ul>
      )}
      {findings.length > 0 && <FindingsList findings={findings} drawing={editor.drawing} />}
      <div className="flow-field">
        <label htmlFor={nameId} className="flow-field-label">
          {t('stepName')} <span className="quiet">{t('form.optional')}</span>
        </label>
        <Input
          id={nameId}
          value={step.name ?? ''}
          maxLength={120}
          disabled={isReadOnly}
          placeholder={words.componentName(component, step.component)}
          onChange={(event) =>
            editor.change(
              (before) => changeStep(before, step.id, { name: event.target.value }),
              `name ${step.id}`,
            )
          }
        />
      </div>
      {component !== undefined && (
        <StepFormContext
          value={{
            component: step.component,
            expressions: parts?.expressions ?? [],
            problems,
            isReadOnly,
          }}
        >
          {step.component === 'decision_table' ? (
            <TableForm
              key={step.id}
              schema={component.settings as Schema}
              settings={step.settings}
              onChange={fill}
            />
          ) : (
            <SettingsForm
              // Another step, another form: what was open in one is not open in the next.
              key={step.id}
              schema={component.settings as Schema}
              value={step.settings}
              pointer=""
              onChange={fill}
            />
          )}
        </StepFormContext>
      )}
      <WaysOut editor={editor} step={step} />
    </div>
  );
}

/** Where each way out leads; the same as drawing lines, for whoever has no mouse. */
function WaysOut({ editor, step }: { readonly editor: Editor; readonly step: Step }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const id = useId();
  const outputs = editor.outputsOf(step.id);
  if (outputs.length === 0) return null;
  const targets = editor.numbered
    .filter(({ step: other }) => other.id !== step.id || step.component === 'loop')
    .map(({ step: other, number }) => ({
      value: other.id,
      label: `${number} · ${words.stepName(other, editor.components.get(other.component))}`,
    }));
  return (
    <fieldset className="panel-ways">
      <legend>{t('waysOut')}</legend>
      {outputs.map((output) => (
        <div key={output} className="panel-way">
          <label htmlFor={`${id}-${output}`}>{words.output(output)}</label>
          <Select
            id={`${id}-${output}`}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            disabled={editor.isReadOnly}
            placeholder={t('endsHere')}
            value={targetOf(editor.drawing, { from: step.id, output }) ?? null}
            options={targets}
            onChange={(to: string | null | undefined) =>
              to === null || to === undefined
                ? editor.disconnect({ from: step.id, output })
                : editor.connect({ from: step.id, output }, to)
            }
          />
        </div>
      ))}
    </fieldset>
  );
}

/** Outputs that were given another name in their place, so that what they lead to stays connected. */
function outputsRenamed(before: unknown, after: unknown): (readonly [string, string])[] {
  const names = outputNames(before);
  const next = outputNames(after);
  if (names.length !== next.length) return [];
  return names.flatMap((name, index) => {
    const other = next[index];
    return other !== undefined &&
      other !== '' &&
      name !== '' &&
      other !== name &&
      !next.includes(name)
      ? [[name, other] as const]
      : [];
  });
}

function outputNames(settings: unknown): string[] {
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) =>
    key === 'output' && typeof value === 'string' ? [value] : outputNames(value),
  );
}
