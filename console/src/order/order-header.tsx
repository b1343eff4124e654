import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment, Money, useNow } from '../ui/figures.tsx';
import { formatDay, formatDuration } from '../ui/format.ts';
import { OrderStateTag, PaymentStateTag, Tag, type Mood } from '../ui/state-tag.tsx';
import { useNames } from '../ui/use-names.ts';
import { CustomerPageButton } from './customer-page-button.tsx';
import { OrderActions } from './order-actions-menu.tsx';
import { useFulfilment } from './order-queries.ts';
import { promiseOutlook, type Outlook } from './promise-outlook.ts';
import { useWord } from '../locales/words.ts';

const MOODS: Readonly<Record<Outlook, Mood>> = {
  none: 'quiet',
  over: 'quiet',
  kept: 'good',
  on_course: 'good',
  waits: 'warn',
  stopped: 'warn',
  late: 'bad',
  overdue: 'bad',
  missed: 'bad',
};

/** What order it is, how it stands, and by when it was promised. */
export function OrderHeader({ order }: { readonly order: Order }) {
  const { t, i18n } = useTranslation('order');
  const { t: common } = useTranslation();
  const names = useNames();
  const { message } = App.useApp();
  const { shipTo, customer, totals, currency } = order;
  const where = [shipTo.city, names.countryName(shipTo.countryCode)].filter(Boolean).join(', ');
  return (
    <header className="order-header">
      <div className="order-title">
        <div className="order-title-row">
          <h1>
            {t('heading', { id: order.id })}
            <Button
              type="text"
              size="small"
              icon={<CopyOutlined />}
              aria-label={t('copyNumber')}
              onClick={() => {
                void navigator.clipboard?.writeText(order.id);
                void message.success(common('copied'));
              }}
            />
          </h1>
          <OrderStateTag state={order.state} />
          <PaymentStateTag state={order.paymentState} />
        </div>
        <p className="order-subtitle">
          <span>{names.channelName(order.channel)}</span>
          <span className="code" title={t('externalId')}>
            {order.externalId}
          </span>
          <span>
            {t('placed')} <Moment at={order.placedAt} isRelative />
          </span>
          <span>{customer.name}</span>
        </p>
      </div>
      <div className="order-actions">
        <CustomerPageButton orderId={order.id} />
        <OrderActions order={order} />
      </div>
      <dl className="order-facts">
        <PromiseFact order={order} />
        <Fact name={t('total')}>
          <Money minor={totals.totalMinor} currency={currency} />
        </Fact>
        <Fact name={t('destination')}>{where}</Fact>
        <Fact name={t('kind')}>{common(`orderKind.${order.kind ?? 'standard'}`)}</Fact>
        <Fact name={t('priority')}>
          <span className="numbers">{order.priority}</span>
        </Fact>
        {order.wantedBy !== null && (
          <Fact name={t('wanted', { day: '' })}>{formatDay(order.wantedBy, i18n.language)}</Fact>
        )}
      </dl>
    </header>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="order-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PromiseFact({ order }: { readonly order: Order }) {
  const { t, i18n } = useTranslation('order');
  const word = useWord();
  const now = useNow(30_000);
  const { data } = useFulfilment(order.id);
  const sent = (data?.shipments ?? []).filter(({ state }) => state !== 'voided');
  const isAllThere =
    sent.length > 0 &&
    order.shipments.length === 0 &&
    sent.every(({ deliveredAt }) => deliveredAt !== null);
  const { outlook, missedByMs } = promiseOutlook({
    order,
    deliveredAt: isAllThere
      ? sent.reduce(
          (last, { deliveredAt }) => ((deliveredAt ?? '') > last ? (deliveredAt ?? '') : last),
          '',
        )
      : null,
    dueAt: sent.flatMap(({ deliveredAt, deliverBy }) => (deliveredAt === null ? [deliverBy] : [])),
    now,
  });
  return (
    <div className="order-fact order-promise">
      <dt>{t('promise')}</dt>
      <dd>
        <span className="order-promise-day">
          {order.promisedAt === null ? t('noPromise') : formatDay(order.promisedAt, i18n.language)}
        </span>
        <Tag mood={MOODS[outlook]}>
          {word('outlook', outlook)}
          {missedByMs > 0 &&
            ` ${t('missedBy', { time: formatDuration(missedByMs, i18n.language) })}`}
        </Tag>
        <span className="quiet order-promise-lead">{word('outlookLead', outlook)}</span>
      </dd>
    </div>
  );
}
