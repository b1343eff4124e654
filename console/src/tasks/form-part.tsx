import { Input, InputNumber, Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointField } from '../flows/endpoints/endpoint.ts';
import type { TaskAnswers, TaskField } from './task-answers.ts';
import './tasks.css';

const LONG_TEXT = 120;

/** A field of a form that a drawing describes: of a task, or of a call. */
export function FormPart({
  label,
  field,
  isNeeded,
  isMissing,
  value,
  onChange,
}: {
  readonly label: string;
  readonly field: TaskField | EndpointField;
  readonly isNeeded: boolean;
  readonly isMissing: boolean;
  readonly value: TaskAnswers[string] | undefined;
  readonly onChange: (value: TaskAnswers[string] | undefined) => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  const id = useId();
  const status = isMissing ? { status: 'error' as const, 'aria-invalid': true } : {};
  const words = (
    <>
      {label}
      {!isNeeded && <span className="quiet"> {t('optional')}</span>}
    </>
  );
  const problem = isMissing && <p className="task-problem">{t('missing')}</p>;
  if (field.type === 'boolean') {
    return (
      <fieldset className="task-field" data-missing={isMissing || undefined}>
        <legend>{words}</legend>
        <Radio.Group
          value={value}
          options={[
            { value: true, label: common('yes') },
            { value: false, label: common('no') },
          ]}
          onChange={({ target }) => onChange(target.value as boolean)}
        />
        {problem}
      </fieldset>
    );
  }
  return (
    <div className="task-field" data-missing={isMissing || undefined}>
      <label htmlFor={id}>{words}</label>
      {field.type === 'integer' ? (
        <InputNumber
          id={id}
          {...status}
          precision={0}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      ) : field.enum === undefined ? (
        <Input.TextArea
          id={id}
          {...status}
          value={typeof value === 'string' ? value : ''}
          maxLength={field.maxLength ?? 2_000}
          autoSize={{ minRows: (field.maxLength ?? LONG_TEXT) < LONG_TEXT ? 1 : 2, maxRows: 8 }}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Select
          id={id}
          {...status}
          allowClear={!isNeeded}
          value={value ?? null}
          options={field.enum.map((each) => ({ value: each, label: each }))}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
      {problem}
    </div>
  );
}
