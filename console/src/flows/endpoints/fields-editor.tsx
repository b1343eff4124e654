import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  fieldsOf,
  formOf,
  freeName,
  kindOf,
  NAME,
  withKind,
  type EndpointForm,
  type FieldKind,
  type NamedField,
} from './endpoint.ts';

const FIELDS_MAX = 30;
const KINDS: readonly FieldKind[] = ['string', 'integer', 'boolean', 'order'];

/** The fields of what is sent, or of what is answered. */
export function FieldsEditor({
  title,
  none,
  isInput = false,
  form,
  isReadOnly,
  onChange,
}: {
  readonly title: string;
  readonly none: string;
  readonly isInput?: boolean;
  readonly form: EndpointForm;
  readonly isReadOnly: boolean;
  readonly onChange: (form: EndpointForm) => void;
}) {
  const { t } = useTranslation('endpoints');
  const fields = fieldsOf(form);
  const change = (next: readonly NamedField[]) => onChange(formOf(next));
  return (
    <div className="flow-field" role="group" aria-label={title}>
      <h3 className="flow-field-label">{title}</h3>
      {fields.length === 0 && <p className="flow-field-hint">{none}</p>}
      {fields.map((each, index) => (
        // A field is known by its place while somebody writes its name.
        <div key={index} className="endpoint-field">
          <FieldRow
            field={each}
            taken={fields.filter((other) => other !== each).map(({ name }) => name)}
            isInput={isInput}
            isReadOnly={isReadOnly}
            onChange={(next) => change(fields.with(index, next))}
          />
          {!isReadOnly && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('remove', { name: each.name })}
              onClick={() => change(fields.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {!isReadOnly && fields.length < FIELDS_MAX && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            change([
              ...fields,
              { name: freeName(fields), field: { type: 'string' }, isRequired: true },
            ])
          }
        >
          {t('add')}
        </Button>
      )}
    </div>
  );
}

function FieldRow({
  field: given,
  taken,
  isInput,
  isReadOnly,
  onChange,
}: {
  readonly field: NamedField;
  readonly taken: readonly string[];
  readonly isInput: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (field: NamedField) => void;
}) {
  const { t } = useTranslation('endpoints');
  const { name, field, isRequired } = given;
  const kind = kindOf(field);
  const isWrong = !NAME.test(name);
  return (
    <div className="endpoint-row">
      <Input
        aria-label={t('name')}
        className="code"
        value={name}
        maxLength={48}
        disabled={isReadOnly}
        {...(isWrong ? { status: 'error' as const } : {})}
        onChange={({ target: { value } }) => {
          // Two fields of one name would become one.
          if (!taken.includes(value)) onChange({ ...given, name: value });
        }}
      />
      <Select
        aria-label={t('kind')}
        disabled={isReadOnly}
        value={kind}
        options={KINDS.filter((each) => isInput || each !== 'order').map((each) => ({
          value: each,
          label: t(`type.${each}`),
        }))}
        onChange={(next) =>
          onChange({
            ...given,
            field: withKind(field, next),
            isRequired: isRequired || next === 'order',
          })
        }
      />
      {field.type === 'string' && kind === 'string' && (
        <Select
          className="endpoint-choices"
          mode="tags"
          aria-label={t('choices')}
          placeholder={`${t('choices')}: ${t('choicesHint')}`}
          disabled={isReadOnly}
          open={false}
          suffixIcon={null}
          value={field.enum ?? []}
          onChange={(choices: string[]) => {
            const { enum: _before, ...others } = field;
            onChange({
              ...given,
              field: choices.length === 0 ? others : { ...others, enum: choices },
            });
          }}
        />
      )}
      <span className="endpoint-boxes">
        <Checkbox
          checked={isRequired}
          disabled={isReadOnly || kind === 'order'}
          onChange={({ target }) => onChange({ ...given, isRequired: target.checked })}
        >
          {t('required')}
        </Checkbox>
        {isInput && kind !== 'order' && (
          <Checkbox
            checked={field.isPersonal === true}
            disabled={isReadOnly}
            title={t('personalHint')}
            onChange={({ target }) => {
              const { isPersonal: _before, ...others } = field;
              onChange({
                ...given,
                field: target.checked ? { ...others, isPersonal: true } : others,
              });
            }}
          >
            {t('personal')}
          </Checkbox>
        )}
      </span>
      {isWrong && <p className="flow-field-problem">{t('nameWrong')}</p>}
    </div>
  );
}
