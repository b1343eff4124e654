import { Input, InputNumber, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { FlowEffect, SettleEffect } from '../../client/contract.generated.d.ts';
import { spelledOut } from '../../flows/flow-names.ts';
import { ActionButton } from '../../ui/action-button.tsx';

type Value = string | number | boolean;
type Wanted = FlowEffect['wanted'][number];

/** Says what became of something of which nobody knew: it was done, with what came of it, or it was not. */
export function SettleButton({ effect }: { readonly effect: FlowEffect }) {
  const { t } = useTranslation('connectors');
  const [outcome, setOutcome] = useState<SettleEffect['outcome'] | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, Value | undefined>>>({});
  const given = Object.fromEntries(
    effect.wanted.flatMap(({ name }) => {
      const value = values[name];
      const text = typeof value === 'string' ? value.trim() : value;
      return text === undefined || text === '' ? [] : [[name, text] as const];
    }),
  );
  const isWhole = effect.wanted.every(({ name }) => given[name] !== undefined);
  const wantsValues = outcome === 'done' && effect.wanted.length > 0;
  return (
    <ActionButton
      label={t('settle')}
      title={t('settleTitle')}
      consequence={outcome === null ? t('settleLead') : t(`settleConsequence.${outcome}`)}
      confirm={t('settleConfirm')}
      reason="required"
      reasonLabel={t('note')}
      isReady={outcome !== null && (!wantsValues || isWhole)}
      fields={
        <div className="settle-fields">
          <Radio.Group
            aria-label={t('settleTitle')}
            value={outcome}
            options={[
              { value: 'done', label: t('wasDone') },
              { value: 'failed', label: t('wasNotDone') },
            ]}
            onChange={({ target }) => setOutcome(target.value as SettleEffect['outcome'])}
          />
          {wantsValues &&
            effect.wanted.map((wanted) => (
              <ValueField
                key={wanted.name}
                wanted={wanted}
                value={values[wanted.name]}
                onChange={(value) => setValues({ ...values, [wanted.name]: value })}
              />
            ))}
        </div>
      }
      run={(note) =>
        answerOf(
          client.POST('/v1/flow-effects/{id}/settle', {
            params: { path: { id: effect.id } },
            body: {
              outcome: outcome ?? 'failed',
              note,
              ...(wantsValues ? { values: given } : {}),
            },
          }),
        )
      }
      done={() => t('settled')}
    />
  );
}

/** One value that the step leaves behind for those after it. */
function ValueField({
  wanted: { name, type },
  value,
  onChange,
}: {
  readonly wanted: Wanted;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const label = spelledOut(name);
  if (type === 'bool') {
    return (
      <fieldset className="settle-choice">
        <legend className="action-label">{label}</legend>
        <Radio.Group
          value={value}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
          onChange={({ target }) => onChange(target.value as boolean)}
        />
      </fieldset>
    );
  }
  return (
    <div>
      <label className="action-label" htmlFor={id}>
        {label}
      </label>
      {type === 'int' ? (
        <InputNumber
          id={id}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      ) : (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          maxLength={500}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
