import { Button, Checkbox, InputNumber, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceContext } from './choice-context.ts';
import { unitOf, type Unit } from './units.ts';
import type { Decided } from './use-decisions.ts';
import { useChoiceWords } from './use-choice-words.ts';
import { useFieldText } from './use-field-text.ts';
import {
  membersOf,
  nameOfMember,
  valueAt,
  withEdit,
  withMember,
  withValue,
  type Field,
  type Parameter,
  type Variation,
} from './vary-patch.ts';

/** So many members are shown at first; the rest when somebody wants them. */
const MEMBERS_AT_FIRST = 12;

/** Whatever may be varied of a choice, each thing with the field that fits it. */
export function WhatIfForm({
  choice,
  context,
  variation,
  onChange,
}: {
  readonly choice: Decided;
  readonly context: ChoiceContext;
  readonly variation: Variation;
  readonly onChange: (variation: Variation) => void;
}) {
  const words = useChoiceWords();
  const single = choice.parameters.filter(({ kind }) => kind !== 'members');
  const lists = choice.parameters.filter(({ kind }) => kind === 'members');
  return (
    <>
      {single.length > 0 && (
        <div className="vary-fields">
          {single.map((parameter) => {
            const before = valueAt(choice.input, parameter.path);
            return (
              <VariedField
                key={parameter.path}
                label={words.asked(context.kind, lastOf(parameter.path))}
                field={parameter as Field}
                context={context}
                before={before}
                value={
                  parameter.path in variation.values ? variation.values[parameter.path] : before
                }
                onChange={(value) => onChange(withValue(variation, parameter.path, value, before))}
              />
            );
          })}
        </div>
      )}
      {lists.map((parameter) => (
        <VariedMembers
          key={parameter.path}
          parameter={parameter}
          choice={choice}
          context={context}
          variation={variation}
          onChange={onChange}
        />
      ))}
    </>
  );
}

const lastOf = (path: string): string => path.split('.').at(-1) ?? path;

/** A list with a switch for each member, and fields for what may be varied of those that stay. */
function VariedMembers({
  parameter,
  choice,
  context,
  variation,
  onChange,
}: {
  readonly parameter: Parameter;
  readonly choice: Decided;
  readonly context: ChoiceContext;
  readonly variation: Variation;
  readonly onChange: (variation: Variation) => void;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const text = useFieldText(context);
  const [isWhole, setWhole] = useState(false);
  const { path, fields = [] } = parameter;
  const key = parameter.key ?? null;
  const members = membersOf(parameter, choice.input);
  const shown = isWhole ? members : members.slice(0, MEMBERS_AT_FIRST);
  const out = variation.out[path] ?? [];
  const title = words.asked(context.kind, lastOf(path));
  const nameOf = (member: unknown): string => {
    const value = key === null ? member : valueAt(member, key);
    if (key === 'lineNumber') return context.nameOfLine(Number(value));
    return typeof value === 'number' && key !== null ? String(value) : text(key ?? path, value);
  };
  return (
    <div className="vary-list">
      <h4>{title}</h4>
      <ul>
        {shown.map((member) => {
          const name = nameOfMember(parameter, member);
          const isIn = !out.includes(name);
          const edits = variation.edits[path]?.[name] ?? {};
          const given = fields.filter((field) => isGiven(field, valueAt(member, field.path)));
          return (
            <li key={name} className={isIn ? 'vary-member' : 'vary-member vary-member-out'}>
              <label className="vary-member-name">
                <Switch
                  size="small"
                  checked={isIn}
                  aria-label={t('whatIf.outOf', { name: nameOf(member) })}
                  onChange={(next) => onChange(withMember(variation, path, name, next))}
                />
                <span>{nameOf(member)}</span>
                {!isIn && <span className="quiet">{t('whatIf.out')}</span>}
              </label>
              {isIn &&
                given.map((field) => {
                  const before = valueAt(member, field.path);
                  return (
                    <VariedField
                      key={field.path}
                      label={words.asked(context.kind, lastOf(field.path))}
                      owner={nameOf(member)}
                      field={field}
                      context={context}
                      before={before}
                      value={field.path in edits ? edits[field.path] : before}
                      onChange={(value) =>
                        onChange(
                          withEdit(variation, { path, name, field: field.path }, value, before),
                        )
                      }
                    />
                  );
                })}
            </li>
          );
        })}
      </ul>
      {shown.length < members.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('whatIf.more', { count: members.length - shown.length })}
        </Button>
      )}
    </div>
  );
}

const isGiven = (field: Field, value: unknown): boolean =>
  value !== undefined && (value !== null || field.mayBeNull === true);

const HOUR_MS = 3_600_000;
/** A moment is moved by at most a year. */
const HOURS_MAX = 8_760;

/** What a person types of a unit: amounts in whole money, weights in kilograms, lengths in metres, shares in percent. */
const SUFFIXES: Partial<Readonly<Record<Unit, string>>> = {
  share: '%',
  weight: 'kg',
  length: 'm',
};
const TYPED: Partial<Readonly<Record<Unit, number>>> = { share: 10, weight: 1_000, length: 1_000 };

function VariedField({
  label,
  owner,
  field,
  context,
  before,
  value,
  onChange,
}: {
  readonly label: string;
  /** Whose it is, where a list has many of the kind. */
  readonly owner?: string;
  readonly field: Field;
  readonly context: ChoiceContext;
  readonly before: unknown;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const { t, i18n } = useTranslation('choices');
  const text = useFieldText(context);
  const id = useId();
  const name = lastOf(field.path);
  const spoken = owner === undefined ? label : `${owner}: ${label}`;
  const isVaried = JSON.stringify(before) !== JSON.stringify(value);
  const options = (field.options ?? []).map((each) => ({ value: each, label: text(name, each) }));
  const unit = unitOf(name);
  const per =
    unit === 'money' ? 10 ** digitsOf(context.currency, i18n.language) : (TYPED[unit] ?? 1);
  return (
    <div className={isVaried ? 'vary-field vary-field-changed' : 'vary-field'}>
      <span id={id} className="vary-label">
        {label}
      </span>
      {field.kind === 'switch' && (
        <Switch
          size="small"
          aria-label={spoken}
          checked={value === true}
          onChange={(next) => onChange(next)}
        />
      )}
      {field.kind === 'number' && (
        <span className="vary-number">
          <InputNumber
            aria-label={spoken}
            size="small"
            min={(field.minimum ?? 0) / per}
            max={(field.maximum ?? Number.MAX_SAFE_INTEGER) / per}
            step={per === 1 && field.isWhole === false ? 0.5 : 1}
            {...(per === 1 && field.isWhole === true ? { precision: 0 } : {})}
            value={typeof value === 'number' ? value / per : null}
            disabled={value === null}
            suffix={
              unit === 'days' ? t('days') : unit === 'money' ? context.currency : SUFFIXES[unit]
            }
            onChange={(next) =>
              next !== null && onChange(per === 1 ? next : Math.round(next * per))
            }
          />
          {field.mayBeNull === true && (
            <Checkbox
              checked={value === null}
              onChange={({ target }) =>
                onChange(target.checked ? null : (before ?? field.minimum ?? 0))
              }
            >
              {t('whatIf.noLimit')}
            </Checkbox>
          )}
        </span>
      )}
      {field.kind === 'instant' && (
        <span className="vary-number">
          <span className="numbers">{text(name, value)}</span>
          <InputNumber
            aria-label={`${spoken} ±`}
            size="small"
            step={1}
            min={-HOURS_MAX}
            max={HOURS_MAX}
            prefix="±"
            suffix={t('hours')}
            value={(Number(value) - Number(before)) / HOUR_MS}
            onChange={(hours) =>
              hours !== null && onChange(Number(before) + Math.round(hours * HOUR_MS))
            }
          />
        </span>
      )}
      {field.kind === 'option' && (
        <Select
          aria-label={spoken}
          size="small"
          value={value as string}
          options={options}
          popupMatchSelectWidth={false}
          onChange={(next: string) => onChange(next)}
        />
      )}
      {field.kind === 'options' && (
        <Select
          aria-label={spoken}
          size="small"
          mode="multiple"
          value={value as string[]}
          options={options}
          onChange={(next: string[]) =>
            onChange((field.options ?? []).filter((each) => next.includes(each)))
          }
        />
      )}
    </div>
  );
}

/** How many digits the minor unit of a currency has. */
function digitsOf(currency: string | null, language: string): number {
  if (currency === null) return 2;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
