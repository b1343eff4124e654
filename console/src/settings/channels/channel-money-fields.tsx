import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/page.tsx';
import { Field } from '../form/field.tsx';
import {
  ChoiceInput,
  MinutesInput,
  NumberInput,
  OptionalInput,
  SwitchInput,
} from '../form/inputs.tsx';
import { paymentProvidersQuery } from '../settings-queries.ts';
import type { ChannelForm } from './channel-form-value.ts';

const CAPTURES = ['on_shipment', 'on_placement', 'external'] as const;
const REFUNDS = ['automatic', 'by_person', 'external'] as const;
const EXTERNAL = { capture: 'external', refund: 'external' } as const;

/** By when a channel's orders are paid, who moves the money, and by when goods may come back. */
export function ChannelMoneyFields({
  value,
  change,
}: {
  readonly value: ChannelForm;
  readonly change: (part: Partial<ChannelForm>) => void;
}) {
  const { t } = useTranslation('settings');
  const { data: providers } = useQuery(paymentProvidersQuery);
  const payments = value.payments ?? EXTERNAL;
  const kinds = value.orderKinds ?? {};
  const providerOptions = [
    { value: '', label: t('channels.noProvider') },
    ...(providers?.items ?? [])
      .filter(({ currency }) => currency === value.currency)
      .map(({ code, name }) => ({ value: code, label: name })),
  ];
  const provider = 'provider' in payments ? (payments.provider ?? '') : '';
  return (
    <>
      <Section title={t('channels.money')}>
        <Field
          name="paymentDeadlineMinutes"
          label={t('channels.deadline')}
          hint={t('channels.deadlineHint')}
        >
          <OptionalInput
            value={value.paymentDeadlineMinutes}
            none={t('channels.deadlineNone')}
            some={t('channels.deadlineSome')}
            first={30}
            onChange={(paymentDeadlineMinutes) => change({ paymentDeadlineMinutes })}
          >
            {(minutes) => (
              <MinutesInput
                minutes={minutes}
                min={1}
                onChange={(paymentDeadlineMinutes) => change({ paymentDeadlineMinutes })}
              />
            )}
          </OptionalInput>
        </Field>
        <Field
          name="payments/capture"
          label={t('channels.capture')}
          hint={t('channels.captureHint')}
        >
          <ChoiceInput
            value={payments.capture}
            options={CAPTURES.map((each) => ({
              value: each,
              label: t(`channels.captures.${each}`),
            }))}
            onChange={(capture) => change({ payments: { ...payments, capture } })}
          />
        </Field>
        <Field name="payments/refund" label={t('channels.refund')} hint={t('channels.refundHint')}>
          <ChoiceInput
            value={payments.refund}
            options={REFUNDS.map((each) => ({ value: each, label: t(`channels.refunds.${each}`) }))}
            onChange={(refund) => change({ payments: { ...payments, refund } })}
          />
        </Field>
        <Field
          name="payments.provider"
          label={t('channels.provider')}
          hint={t('channels.providerHint', { currency: value.currency })}
        >
          <ChoiceInput
            value={provider}
            options={
              providerOptions.some((option) => option.value === provider)
                ? providerOptions
                : [...providerOptions, { value: provider, label: provider }]
            }
            onChange={(code) => {
              const { capture, refund } = payments;
              change({ payments: { capture, refund, ...(code === '' ? {} : { provider: code }) } });
            }}
          />
        </Field>
        <Field
          name="returnWindowDays"
          label={t('channels.returns')}
          hint={t('channels.returnsHint')}
        >
          <NumberInput
            value={value.returnWindowDays}
            min={0}
            max={3_650}
            unit={t('units.days')}
            onChange={(returnWindowDays) => change({ returnWindowDays })}
          />
        </Field>
      </Section>
      <Section title={t('channels.kinds')}>
        <Field
          name="orderKinds/finalPaymentDays"
          label={t('channels.finalPayment')}
          hint={t('channels.finalPaymentHint')}
        >
          <NumberInput
            value={kinds.finalPaymentDays ?? 7}
            min={1}
            max={365}
            unit={t('units.days')}
            onChange={(finalPaymentDays) => change({ orderKinds: { ...kinds, finalPaymentDays } })}
          />
        </Field>
        <Field
          name="orderKinds/unpaidDeposit"
          label={t('channels.deposit')}
          hint={t('channels.depositHint')}
        >
          <SwitchInput
            isOn={(kinds.unpaidDeposit ?? 'refunded') === 'refunded'}
            onChange={(isRefunded) =>
              change({
                orderKinds: { ...kinds, unpaidDeposit: isRefunded ? 'refunded' : 'kept' },
              })
            }
          />
        </Field>
        <Field
          name="orderKinds/collectWithinDays"
          label={t('channels.collect')}
          hint={t('channels.collectHint')}
        >
          <NumberInput
            value={kinds.collectWithinDays ?? 7}
            min={1}
            max={365}
            unit={t('units.days')}
            onChange={(collectWithinDays) =>
              change({ orderKinds: { ...kinds, collectWithinDays } })
            }
          />
        </Field>
      </Section>
    </>
  );
}
