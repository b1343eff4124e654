import { CheckOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../client/contract.generated.d.ts';
import { ORDER_STATE_MOODS, OrderStateTag, PaymentStateTag } from '../ui/state-tag.tsx';
import { COUNTRY_CODES } from './countries.ts';
import { daysOf, PLACED_PERIODS, type FilterName, type PlacedPeriod } from './order-filters.ts';
import type { Names } from '../ui/use-names.ts';

const PAYMENT_STATES: readonly OrderSummary['paymentState'][] = [
  'unpaid',
  'authorised',
  'partly_paid',
  'partly_captured',
  'paid',
  'failed',
  'expired',
  'refunded',
  'charged_back',
  'not_required',
];
const KINDS: readonly OrderSummary['kind'][] = [
  'standard',
  'preorder',
  'exchange',
  'drop_ship',
  'business',
  'pick_up',
];
const PRIORITIES = ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0'];

interface EditorProps {
  readonly name: FilterName;
  readonly value: string | undefined;
  readonly names: Names;
  /** Undefined: no filter. */
  readonly onChange: (value: string | undefined) => void;
}

/** Where one filter is chosen. What is on a list takes one click. */
export function FilterEditor({ name, value, names, onChange }: EditorProps) {
  const { t } = useTranslation(['orders', 'common']);
  const pick = (
    options: readonly { readonly value: string; readonly label: React.ReactNode }[],
  ) => (
    <OptionList
      label={t(`orders:filters.names.${name}`)}
      options={options}
      value={value}
      onChange={onChange}
    />
  );
  switch (name) {
    case 'state':
      return pick(
        Object.keys(ORDER_STATE_MOODS).map((state) => ({
          value: state,
          label: <OrderStateTag state={state as OrderSummary['state']} />,
        })),
      );
    case 'paymentState':
      return pick(
        PAYMENT_STATES.map((state) => ({ value: state, label: <PaymentStateTag state={state} /> })),
      );
    case 'kind':
      return pick(KINDS.map((kind) => ({ value: kind, label: t(`common:orderKind.${kind}`) })));
    case 'needs':
      return pick(
        (['me', 'anybody'] as const).map((who) => ({
          value: who,
          label: t(`orders:filters.needs.${who}`),
        })),
      );
    case 'isLate':
      return pick(
        (['true', 'false'] as const).map((is) => ({
          value: is,
          label: t(`orders:filters.isLate.${is}`),
        })),
      );
    case 'priority':
      return (
        <>
          {pick(PRIORITIES.map((priority) => ({ value: priority, label: priority })))}
          <p className="filter-hint">{t('orders:filters.priorityHint')}</p>
        </>
      );
    case 'placed':
      return <PlacedEditor value={value} onChange={onChange} />;
    case 'externalId':
      return (
        <TextEditor label={t('orders:filters.beginsWith')} value={value} onChange={onChange} />
      );
    case 'channel':
    case 'location':
    case 'countryCode':
      return (
        <NamedEditor
          label={t(`orders:filters.names.${name}`)}
          value={value}
          options={
            name === 'countryCode'
              ? COUNTRY_CODES.map((code) => ({ code, name: names.countryName(code) }))
              : name === 'channel'
                ? names.channels
                : names.locations
          }
          onChange={onChange}
        />
      );
  }
}

function OptionList({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: React.ReactNode }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  return (
    <ul className="filter-options" aria-label={label}>
      {options.map((option) => (
        <li key={option.value}>
          <button
            type="button"
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value === value ? undefined : option.value)}
          >
            <span>{option.label}</span>
            {option.value === value && <CheckOutlined aria-hidden />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NamedEditor({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly onChange: (value: string | undefined) => void;
}) {
  // A list that cannot be read here is typed into, by the codes.
  if (options.length === 0) return <TextEditor label={label} value={value} onChange={onChange} />;
  return (
    <div className="filter-field">
      <Select
        aria-label={label}
        placeholder={label}
        showSearch={{
          filterOption: (text, option) =>
            `${option?.label ?? ''} ${option?.value ?? ''}`
              .toLowerCase()
              .includes(text.toLowerCase()),
        }}
        allowClear
        autoFocus
        defaultOpen={value === undefined}
        value={value ?? null}
        style={{ width: '100%' }}
        options={options.map(({ code, name }) => ({ value: code, label: name }))}
        optionRender={renderNamed}
        onChange={(code: string | null | undefined) => onChange(code ?? undefined)}
      />
    </div>
  );
}

function renderNamed({
  label,
  value,
}: {
  readonly label?: React.ReactNode;
  readonly value?: unknown;
}) {
  return (
    <span className="filter-named">
      <span>{label}</span>
      <span className="code quiet">{String(value)}</span>
    </span>
  );
}

function TextEditor({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ?? '');
  return (
    <form
      className="filter-field filter-text"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim() === '' ? undefined : text.trim());
      }}
    >
      <label>
        <span>{label}</span>
        <Input
          autoFocus
          maxLength={128}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button htmlType="submit" type="primary">
        {t('done')}
      </Button>
    </form>
  );
}

function PlacedEditor({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const isPeriod = PLACED_PERIODS.includes(value as PlacedPeriod);
  const [initialFrom, initialTo] = isPeriod || value === undefined ? [null, null] : daysOf(value);
  const [from, setFrom] = useState(initialFrom ?? '');
  const [to, setTo] = useState(initialTo ?? '');
  const isOrdered = from === '' || to === '' || from <= to;
  return (
    <>
      <OptionList
        label={t('orders:filters.names.placed')}
        value={value}
        options={PLACED_PERIODS.map((period) => ({
          value: period,
          label: t(`orders:filters.placed.${period}`),
        }))}
        onChange={onChange}
      />
      <form
        className="filter-field filter-days"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(from === '' && to === '' ? undefined : `${from}..${to}`);
        }}
      >
        <label>
          <span>{t('orders:filters.from')}</span>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          <span>{t('orders:filters.to')}</span>
          <Input
            type="date"
            value={to}
            status={isOrdered ? '' : 'error'}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <Button
          htmlType="submit"
          type="primary"
          disabled={!isOrdered || (from === '' && to === '')}
        >
          {t('common:done')}
        </Button>
      </form>
    </>
  );
}
