import { useMutation } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChoiceWords } from '../choices/use-choice-words.ts';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PaymentStateTag, Tag } from '../ui/state-tag.tsx';
import { useChoices, usePayments } from './order-queries.ts';
import { WhyButton } from './why-provider.tsx';
import { useWord } from '../locales/words.ts';

/** Every fact about the money, what is open, and what was asked of the provider. */
export function OrderPaymentSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const words = useChoiceWords();
  const may = useMay();
  const { data, error } = usePayments(order.id);
  const { data: choices } = useChoices(order.id);
  if (!may('payments:read')) return null;
  const choice = choices?.items.findLast(({ kind }) => kind === 'orders.payment_steps');
  const balance = data === undefined ? 0 : data.dueMinor - data.paidMinor;
  const figures =
    data === undefined
      ? []
      : ([
          ['due', data.dueMinor],
          ['paid', data.paidMinor],
          ['authorised', data.authorisedMinor],
          [balance < 0 ? 'over' : 'open', Math.abs(balance)],
        ] as const);
  return (
    <Section
      title={t('payments.title')}
      extra={
        <>
          <PaymentStateTag state={order.paymentState} />
          {choice !== undefined && (
            <WhyButton
              question={{ about: 'choice', sequence: choice.sequence }}
              what={words.kind(choice.kind)}
            />
          )}
        </>
      }
      isFlush
    >
      {error !== null && <ProblemNotice problem={error} />}
      <dl className="order-figures">
        {figures.map(([name, minor]) => (
          <div key={name}>
            <dt>{t(`payments.${name}`)}</dt>
            <dd>
              <Money minor={minor} currency={order.currency} />
            </dd>
          </div>
        ))}
      </dl>
      {data?.facts.length === 0 && <p className="order-empty quiet">{t('payments.none')}</p>}
      <ul className="order-rows">
        {data?.facts.map((fact) => (
          <li key={`${fact.kind} ${fact.reference}`} className="order-row order-row-flat">
            <span className="order-row-title">{word('payment', fact.kind)}</span>
            <span>{word('tender', fact.tender)}</span>
            <span className="code quiet order-grow">{fact.reference}</span>
            <Money minor={fact.amountMinor} currency={order.currency} />
            <span className="quiet">
              <Moment at={fact.occurredAt} />
            </span>
          </li>
        ))}
        {data?.operations.map((operation) => (
          <li key={operation.id} className="order-row order-row-flat">
            <span className="order-row-title">{word('operation', operation.kind)}</span>
            <Tag mood={operation.state === 'failed' ? 'bad' : 'info'}>
              {word('operation', operation.state)}
            </Tag>
            <span className="code quiet order-grow">{operation.id}</span>
            <Money minor={operation.amountMinor} currency={order.currency} />
            <span className="quiet">
              <Moment at={operation.requestedAt} />
            </span>
            {operation.state === 'failed' && may('payments:write') && (
              <RetryOperation orderId={order.id} operation={operation.id} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RetryOperation({
  orderId,
  operation,
}: {
  readonly orderId: string;
  readonly operation: string;
}) {
  const { t } = useTranslation('order');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (outcome: 'again' | 'drop') =>
      answerOf(
        client.POST('/v1/orders/{id}/payment-operations/{operation}/retry', {
          params: { path: { id: orderId, operation } },
          body: { outcome },
        }),
      ),
    onSuccess: (_answer, outcome) =>
      void message.success(t(outcome === 'again' ? 'payments.retried' : 'payments.dropped')),
  });
  return (
    <>
      {(['again', 'drop'] as const).map((outcome) => (
        <Popconfirm
          key={outcome}
          title={t(outcome === 'again' ? 'payments.retry' : 'payments.drop')}
          description={
            <div className="order-confirm">
              {t(outcome === 'again' ? 'payments.retryConfirm' : 'payments.dropConfirm')}
            </div>
          }
          okText={t('action.confirm')}
          cancelText={common('cancel')}
          onConfirm={() => mutate(outcome)}
        >
          <Button size="small" loading={isPending}>
            {t(outcome === 'again' ? 'payments.retry' : 'payments.drop')}
          </Button>
        </Popconfirm>
      ))}
      {error !== null && <ProblemNotice problem={error} />}
    </>
  );
}
