import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useNames } from '../ui/use-names.ts';

/** Who ordered, and where it goes. */
export function OrderCustomerSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const names = useNames();
  const { customer, shipTo } = order;
  const place = [shipTo.postalCode, shipTo.city, shipTo.regionCode].filter(Boolean).join(' ');
  const more: [string, ReactNode][] = [
    ...(order.account === undefined
      ? []
      : ([[t('account'), order.account]] as [string, ReactNode][])),
    ...(order.purchaseOrderNumber === undefined
      ? []
      : ([[t('purchaseOrderNumber'), order.purchaseOrderNumber]] as [string, ReactNode][])),
    ...(order.invoiceDueAt === undefined
      ? []
      : ([[t('invoiceDue'), <Moment key="due" at={order.invoiceDueAt} />]] as [
          string,
          ReactNode,
        ][])),
    ...(order.depositMinor === undefined
      ? []
      : ([
          [
            t('depositOf'),
            <Money key="deposit" minor={order.depositMinor} currency={order.currency} />,
          ],
        ] as [string, ReactNode][])),
    ...(order.finalPaymentDueAt === undefined
      ? []
      : ([[t('finalPaymentDue'), <Moment key="rest" at={order.finalPaymentDueAt} />]] as [
          string,
          ReactNode,
        ][])),
  ];
  return (
    <Section title={t('customer')}>
      <p className="customer-name">{customer.name}</p>
      {customer.email !== undefined && (
        <p>
          <a href={`mailto:${customer.email}`}>{customer.email}</a>
        </p>
      )}
      {customer.phone !== undefined && (
        <p>
          <a href={`tel:${customer.phone}`}>{customer.phone}</a>
        </p>
      )}
      <h3 className="order-label">{t('deliverTo')}</h3>
      <address className="customer-address">
        {shipTo.name !== undefined && shipTo.name !== customer.name && <div>{shipTo.name}</div>}
        {shipTo.company !== undefined && <div>{shipTo.company}</div>}
        {shipTo.lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
        {shipTo.district !== undefined && <div>{shipTo.district}</div>}
        {place !== '' && <div>{place}</div>}
        <div>{names.countryName(shipTo.countryCode)}</div>
      </address>
      {order.note !== null && (
        <>
          <h3 className="order-label">{t('noteOfOrder')}</h3>
          <p className="talk-text">{order.note}</p>
        </>
      )}
      {more.length > 0 && (
        <dl className="order-pairs">
          {more.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
