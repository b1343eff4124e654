import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, InputNumber, Segmented, Select, Switch } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '../../settings/form/duration-input.tsx';
import { inOrder } from '../../tasks/form-order.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import { wantedTypeOf } from '../expression/expression-input.tsx';
import { ProblemText } from '../problem-text.tsx';
import { isMinutes, useFlowWords } from '../use-flow-words.ts';
import { AssetPicker } from '../library/asset-picker.tsx';
import { CodeField } from './code-field.tsx';
import {
  blankOf,
  chosenWay,
  fieldOf,
  mistakeIn,
  type EitherWay,
  type Mistake,
  type NamedField,
  type Schema,
} from './fields.ts';
import { ConnectorInput } from './connector-input.tsx';
import './form.css';
import { useStepForm } from './form-context.ts';

interface PartProps {
  readonly schema: Schema;
  readonly value: unknown;
  readonly pointer: string;
  readonly onChange: (value: unknown) => void;
}

const HOUR_MINUTES = 60;
/** Where a form keeps the order of what stands under names in it. */
const ORDER = 'order';
const ORDERED = 'properties';
/** Kinds of holds that have names; others may be made up. */
const HOLD_KINDS = ['fraud_check', 'address_check', 'payment_check', 'customer_request', 'other'];

type Fields = Readonly<Record<string, unknown>>;

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The form of a step's settings, made from the schema of its component. */
export function SettingsForm(props: PartProps) {
  const { schema, value, pointer, onChange } = props;
  const field = fieldOf(schema);
  if (field.kind === 'group') {
    return <Group fields={field.fields} value={value} pointer={pointer} onChange={onChange} />;
  }
  if (field.kind === 'either') return <Either ways={field.ways} {...props} />;
  return <Part name="" isNeeded {...props} />;
}

function Group({
  fields,
  value,
  pointer,
  onChange,
}: Omit<PartProps, 'schema'> & { readonly fields: readonly NamedField[] }) {
  const given = asFields(value);
  const change = (name: string, next: unknown): void => {
    const { [name]: _before, ...others } = given;
    onChange(next === undefined ? others : { ...given, [name]: next });
  };
  const isOrdered = fields.some(({ name }) => name === ORDER);
  return (
    <div className="flow-form">
      {fields.map(({ name, schema, isNeeded }) => {
        const part = { name, schema, isNeeded, pointer: `${pointer}/${name}` };
        if (!isOrdered || (name !== ORDER && name !== ORDERED)) {
          return (
            <Part
              key={name}
              {...part}
              value={given[name]}
              onChange={(next) => change(name, next)}
            />
          );
        }
        if (name === ORDER) return null;
        const order = Array.isArray(given[ORDER]) ? given[ORDER] : [];
        return (
          <Part
            key={name}
            {...part}
            value={Object.fromEntries(inOrder(asFields(given[ORDERED]), order))}
            onChange={(next) =>
              onChange({ ...given, [ORDERED]: next, [ORDER]: Object.keys(asFields(next)) })
            }
          />
        );
      })}
    </div>
  );
}

/** One of several forms: which, then its fields. What the forms share is kept when another is chosen. */
function Either({
  ways,
  value,
  pointer,
  onChange,
}: PartProps & { readonly ways: readonly EitherWay[] }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { isReadOnly } = useStepForm();
  const chosen = chosenWay(ways, value);
  if (chosen === undefined) return null;
  const choose = (key: string): void => {
    const next = ways.find((way) => way.key === key);
    if (next === undefined) return;
    const blank = blankOf(next.schema);
    const { properties } = next.schema;
    const shared = Object.entries(asFields(value)).filter(
      ([name]) => properties?.[name] !== undefined && properties[name].const === undefined,
    );
    onChange(
      properties === undefined ? blank : { ...asFields(blank), ...Object.fromEntries(shared) },
    );
  };
  return (
    <div className="flow-form">
      <Segmented
        block
        aria-label={t('form.which')}
        disabled={isReadOnly}
        value={chosen.key}
        options={ways.map(({ key }) => ({ value: key, label: words.option('way', key) }))}
        onChange={choose}
      />
      <SettingsForm schema={chosen.schema} value={value} pointer={pointer} onChange={onChange} />
    </div>
  );
}

/** One field with its label, its input and what is wrong with it. */
function Part({
  name,
  schema,
  value,
  pointer,
  isNeeded,
  onChange,
}: PartProps & { readonly name: string; readonly isNeeded: boolean }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { component, expressions, isReadOnly, problems } = useStepForm();
  const id = useId();
  const field = fieldOf(schema);
  if (field.kind === 'fixed') return null;
  const label = name === '' ? t('form.value') : words.field(name, component);
  const hint = words.fieldHint(component, name);
  const mistake = mistakeIn(schema, value, isNeeded);
  const status = mistake === null || isReadOnly ? {} : ({ status: 'error' } as const);
  const input = (): ReactNode => {
    switch (field.kind) {
      case 'expression': {
        const wanted = expressions.find((each) => each.pointer === pointer)?.wanted;
        return (
          <ExpressionField
            id={id}
            label={label}
            value={typeof value === 'string' ? value : ''}
            wanted={wantedTypeOf(wanted)}
            isReadOnly={isReadOnly}
            onChange={(text) => onChange(text === '' && !isNeeded ? undefined : text)}
          />
        );
      }
      case 'code':
        return (
          <CodeField
            id={id}
            label={label}
            value={typeof value === 'string' ? value : ''}
            lengthMax={schema.maxLength ?? 20_000}
            problems={problems.filter(({ setting }) => setting === pointer)}
            isReadOnly={isReadOnly}
            onChange={onChange}
          />
        );
      case 'text': {
        const text = {
          id,
          ...status,
          value: typeof value === 'string' ? value : '',
          disabled: isReadOnly,
          maxLength: schema.maxLength ?? 500,
          onChange: (event: { readonly target: { readonly value: string } }) =>
            onChange(event.target.value === '' && !isNeeded ? undefined : event.target.value),
        };
        if (name === 'kind') {
          return (
            <AutoComplete
              {...text}
              options={HOLD_KINDS.map((kind) => ({ value: kind, label: words.option(name, kind) }))}
              onChange={(next: string) => onChange(next)}
            />
          );
        }
        if (name === 'connector') {
          return <ConnectorInput {...text} onChange={(next) => onChange(next)} />;
        }
        return field.isLong ? (
          <Input.TextArea {...text} autoSize={{ minRows: 2, maxRows: 8 }} />
        ) : (
          <Input {...text} />
        );
      }
      case 'number':
        if (isMinutes(name) && value === undefined && !isNeeded) {
          return (
            <Button
              size="small"
              icon={<PlusOutlined />}
              disabled={isReadOnly}
              onClick={() => onChange(HOUR_MINUTES)}
            >
              {t('form.set')}
            </Button>
          );
        }
        return isMinutes(name) ? (
          <DurationInput
            label={label}
            field={{ id, ...status }}
            minutes={typeof value === 'number' ? value : 0}
            min={schema.minimum ?? 0}
            onChange={onChange}
          />
        ) : (
          <InputNumber
            id={id}
            {...status}
            disabled={isReadOnly}
            value={typeof value === 'number' ? value : null}
            {...(schema.minimum === undefined ? {} : { min: schema.minimum })}
            {...(schema.maximum === undefined ? {} : { max: schema.maximum })}
            {...(field.isWhole ? { precision: 0 } : {})}
            onChange={(next) => onChange(next ?? undefined)}
          />
        );
      case 'yes_no':
        return (
          <Switch id={id} disabled={isReadOnly} checked={value === true} onChange={onChange} />
        );
      case 'choice':
        return (
          <Select
            id={id}
            {...status}
            disabled={isReadOnly}
            allowClear={!isNeeded}
            value={value}
            options={field.values.map((each) => ({ value: each, label: words.option(name, each) }))}
            onChange={(next) => onChange(next)}
          />
        );
      case 'list':
        return (
          <List
            name={name}
            item={field.item}
            schema={schema}
            value={value}
            pointer={pointer}
            onChange={onChange}
          />
        );
      case 'named_values':
        return (
          <NamedValues item={field.item} value={value} pointer={pointer} onChange={onChange} />
        );
      case 'group':
      case 'either':
        if (name === 'asset') {
          return (
            <AssetPicker
              component={component}
              value={value}
              isReadOnly={isReadOnly}
              onChange={onChange}
            />
          );
        }
        return value === undefined && !isNeeded ? (
          <Button
            size="small"
            icon={<PlusOutlined />}
            disabled={isReadOnly}
            onClick={() => onChange(blankOf(schema))}
          >
            {t('form.add', { name: label })}
          </Button>
        ) : (
          <div className="flow-form-nested">
            <SettingsForm schema={schema} value={value} pointer={pointer} onChange={onChange} />
          </div>
        );
      case 'other':
        return <JsonInput id={id} value={value} isReadOnly={isReadOnly} onChange={onChange} />;
    }
  };
  const isGroup = field.kind === 'list' || field.kind === 'group' || field.kind === 'either';
  const serverProblems = problems.filter(
    ({ setting, code }) =>
      setting === pointer && code !== 'wrong_expression' && field.kind !== 'code',
  );
  return (
    <div className="flow-field" {...(isGroup ? { role: 'group', 'aria-label': label } : {})}>
      <label htmlFor={isGroup ? undefined : id} className="flow-field-label">
        {label}
        {!isNeeded && <span className="quiet"> {t('form.optional')}</span>}
        {!isNeeded && value !== undefined && isMinutes(name) && !isReadOnly && (
          <Button type="link" size="small" onClick={() => onChange(undefined)}>
            {t('form.unset')}
          </Button>
        )}
      </label>
      {hint !== null && <p className="flow-field-hint">{hint}</p>}
      {input()}
      {mistake !== null && !isReadOnly ? (
        <p className="flow-field-problem">
          <MistakeText mistake={mistake} />
        </p>
      ) : (
        serverProblems.map((problem) => (
          <p key={problem.code + problem.message} className="flow-field-problem">
            <ProblemText problem={problem} />
          </p>
        ))
      )}
    </div>
  );
}

function MistakeText({ mistake }: { readonly mistake: Mistake }) {
  const { t } = useTranslation('flows');
  return 'limit' in mistake
    ? t(`mistake.${mistake.code}`, { limit: mistake.limit })
    : t(`mistake.${mistake.code}`);
}

function List({
  name,
  item,
  schema,
  value,
  pointer,
  onChange,
}: PartProps & { readonly name: string; readonly item: Schema }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { isReadOnly } = useStepForm();
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const isFull = items.length >= (schema.maxItems ?? Infinity);
  return (
    <div className="flow-list">
      {items.map((each, index) => (
        // Items have no names of their own: their place is what the contract knows them by.
        <div key={`${pointer}/${index}`} className="flow-list-item">
          <div className="flow-list-form">
            <SettingsForm
              schema={item}
              value={each}
              pointer={`${pointer}/${index}`}
              onChange={(next) => onChange(items.with(index, next))}
            />
          </div>
          {!isReadOnly && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('form.removeItem', { name: words.field(name), number: index + 1 })}
              onClick={() => onChange(items.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {!isReadOnly && !isFull && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...items, blankOf(item)])}
        >
          {t('form.addItem')}
        </Button>
      )}
    </div>
  );
}

/** Values under names that whoever fills in the form chooses. */
function NamedValues({
  item,
  value,
  pointer,
  onChange,
}: Omit<PartProps, 'schema'> & { readonly item: Schema }) {
  const { t } = useTranslation('flows');
  const { isReadOnly } = useStepForm();
  const entries = Object.entries(asFields(value));
  const change = (next: readonly (readonly [string, unknown])[]): void =>
    onChange(Object.fromEntries(next));
  return (
    <div className="flow-list">
      {entries.map(([name, each], index) => (
        <div key={`${pointer}/${index}`} className="flow-list-item">
          <div className="flow-list-form">
            <Input
              aria-label={t('form.name')}
              value={name}
              disabled={isReadOnly}
              onChange={(event) => change(entries.with(index, [event.target.value, each]))}
            />
            <SettingsForm
              schema={item}
              value={each}
              pointer={`${pointer}/${name}`}
              onChange={(next) => change(entries.with(index, [name, next]))}
            />
          </div>
          {!isReadOnly && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('form.removeItem', { name, number: index + 1 })}
              onClick={() => change(entries.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => change([...entries, [`name_${entries.length + 1}`, blankOf(item)]])}
        >
          {t('form.addItem')}
        </Button>
      )}
    </div>
  );
}

/** Settings of a form that no field knows, as JSON. What cannot be read is not taken over. */
function JsonInput({
  id,
  value,
  isReadOnly,
  onChange,
}: {
  readonly id: string;
  readonly value: unknown;
  readonly isReadOnly: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  return (
    <Input.TextArea
      id={id}
      className="code"
      defaultValue={JSON.stringify(value, null, 2)}
      disabled={isReadOnly}
      autoSize={{ minRows: 3, maxRows: 12 }}
      onBlur={(event) => {
        try {
          onChange(JSON.parse(event.target.value));
        } catch {
          event.target.value = JSON.stringify(value, null, 2);
        }
      }}
    />
  );
}
