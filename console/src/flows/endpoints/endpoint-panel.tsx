import { CopyOutlined } from '@ant-design/icons';
import { App, Button, InputNumber } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { curlOf, scopeOf, type EndpointTrigger } from './endpoint.ts';
import { FieldsEditor } from './fields-editor.tsx';
import './endpoints.css';

const RATE_DEFAULT = 600;

/** What an endpoint takes and answers, how often it may be called, and how. */
export function EndpointPanel({
  code,
  trigger,
  isReadOnly,
  onChange,
}: {
  readonly code: string;
  readonly trigger: EndpointTrigger;
  readonly isReadOnly: boolean;
  readonly onChange: (trigger: EndpointTrigger) => void;
}) {
  const { t } = useTranslation('endpoints');
  const id = useId();
  return (
    <section className="endpoint" aria-label={t('title')}>
      <p className="flow-field-hint">{t('lead')}</p>
      <FieldsEditor
        title={t('input')}
        none={t('noInput')}
        isInput
        form={trigger.input}
        isReadOnly={isReadOnly}
        onChange={(input) => onChange({ ...trigger, input })}
      />
      <FieldsEditor
        title={t('output')}
        none={t('noOutput')}
        form={trigger.output}
        isReadOnly={isReadOnly}
        onChange={(output) => onChange({ ...trigger, output })}
      />
      <div className="flow-field">
        <label htmlFor={`${id}-rate`} className="flow-field-label">
          {t('rate')}
        </label>
        <p className="flow-field-hint">{t('rateHint')}</p>
        <InputNumber
          id={`${id}-rate`}
          min={1}
          max={60_000}
          precision={0}
          disabled={isReadOnly}
          placeholder={String(RATE_DEFAULT)}
          value={trigger.ratePerMinute ?? null}
          onChange={(rate) => {
            const { ratePerMinute: _before, ...others } = trigger;
            onChange(rate === null ? others : { ...others, ratePerMinute: rate });
          }}
        />
      </div>
      <div className="flow-field">
        <h3 className="flow-field-label">{t('scope')}</h3>
        <p className="flow-field-hint">{t('scopeHint')}</p>
        <Copied text={scopeOf(code)} />
      </div>
      <div className="flow-field">
        <h3 className="flow-field-label">{t('example')}</h3>
        <Copied text={curlOf(window.location.origin, code, trigger)} />
        <p className="flow-field-hint">{t('live')}</p>
      </div>
    </section>
  );
}

/** Text for machines, with a button that takes it along. */
function Copied({ text }: { readonly text: string }) {
  const { t } = useTranslation('endpoints');
  const { message } = App.useApp();
  return (
    <div className="endpoint-code">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled sideways with the arrow keys */}
      <pre tabIndex={0}>{text}</pre>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        aria-label={t('copy')}
        title={t('copy')}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => message.success(t('copied')));
        }}
      />
    </div>
  );
}
