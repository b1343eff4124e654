import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Section } from '../ui/page.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { useNames } from '../ui/use-names.ts';
import { useFulfilment, usePurchaseOrders, useReturns, useLocations } from './order-queries.ts';
import { useWord } from '../locales/words.ts';

/** Orders that hang together with this one, and what was ordered at suppliers. Not shown without any. */
export function OrderLinksSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const names = useNames();
  const locations = useLocations();
  const { data: returns } = useReturns(order.id);
  const { data: fulfilment } = useFulfilment(order.id);
  const atSuppliers = (fulfilment?.fulfilmentOrders ?? [])
    .filter(({ location }) => locations.get(location)?.kind === 'supplier')
    .map(({ id }) => id);
  const purchases = usePurchaseOrders(order.id, atSuppliers);
  const exchanges = returns?.items.flatMap(({ exchangeOrderIds }) => exchangeOrderIds) ?? [];
  if (order.exchangeFor === undefined && exchanges.length === 0 && purchases.length === 0)
    return null;
  return (
    <Section title={t('links.title')}>
      <ul className="links">
        {order.exchangeFor !== undefined && (
          <li>
            <Link to="/orders/$id" params={{ id: order.exchangeFor.orderId }}>
              {t('links.exchangeFor', { id: order.exchangeFor.orderId })}
            </Link>
          </li>
        )}
        {exchanges.map((id) => (
          <li key={id}>
            <Link to="/orders/$id" params={{ id }}>
              {t('links.exchangedBy', { id })}
            </Link>
          </li>
        ))}
        {purchases.map((purchase) => {
          const mail = purchase.mails.at(-1);
          return (
            <li key={purchase.id}>
              <p>
                {t('links.purchaseOrder', {
                  id: purchase.id,
                  place: names.locationName(purchase.location),
                })}
              </p>
              <p className="order-row-facts">
                <Tag mood={purchase.state === 'declined' ? 'bad' : 'info'}>
                  {word('purchase', purchase.state)}
                </Tag>
                {mail !== undefined && (
                  <span>{t('links.lastMail', { outcome: word('mailOutcome', mail.outcome) })}</span>
                )}
                {purchase.reason !== null && <span>{purchase.reason}</span>}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
