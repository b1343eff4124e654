import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { AbsentThing } from '../ui/absent-thing.tsx';
import { OrderChoicesSection } from './order-choices-section.tsx';
import { OrderConversationSection } from './order-conversation-section.tsx';
import { OrderCustomerSection } from './order-customer-section.tsx';
import { OrderFlowsSection } from './order-flows-section.tsx';
import { OrderHeader } from './order-header.tsx';
import { OrderHistorySection } from './order-history-section.tsx';
import { OrderHoldsSection } from './order-holds-section.tsx';
import { OrderLinesSection } from './order-lines-section.tsx';
import { OrderLinksSection } from './order-links-section.tsx';
import { OrderPaymentSection } from './order-payment-section.tsx';
import { OrderReturnsSection } from './order-returns-section.tsx';
import { OrderShipmentsSection } from './order-shipments-section.tsx';
import { OrderTasksSection } from './order-tasks-section.tsx';
import { OrderTimelineSection } from './order-timeline-section.tsx';
import { OrderWaySection } from './order-way-section.tsx';
import { useOrder } from './order-queries.ts';
import { WhyProvider } from './why-provider.tsx';
import './order-page.css';
import './milestones.css';
import './action-modal.css';

/** One order: where it is, why, and what can be done. */
export function OrderPage() {
  const { t } = useTranslation('order');
  const { id } = useParams({ from: '/inside/orders/$id' });
  const { data: order, error, refetch } = useOrder(id);
  if (order === undefined) {
    return (
      <AbsentThing
        heading={t('heading', { id })}
        error={error}
        retry={() => void refetch()}
        missing={{
          icon: <InboxOutlined />,
          title: t('missing', { id }),
          lead: t('missingLead'),
          action: (
            <Link to="/orders">
              <Button type="primary">{t('allOrders')}</Button>
            </Link>
          ),
        }}
      />
    );
  }
  return (
    <WhyProvider order={order} key={id}>
      <div className="page order-page">
        <OrderHeader order={order} />
        <OrderTimelineSection order={order} />
        <div className="order-columns">
          <div className="order-column">
            <OrderLinesSection order={order} />
            <OrderWaySection order={order} />
            <OrderShipmentsSection order={order} />
            <OrderPaymentSection order={order} />
            <OrderReturnsSection order={order} />
            <OrderHistorySection order={order} />
          </div>
          <div className="order-column">
            <OrderTasksSection order={order} />
            <OrderHoldsSection order={order} />
            <OrderCustomerSection order={order} />
            <OrderFlowsSection order={order} />
            <OrderChoicesSection order={order} />
            <OrderLinksSection order={order} />
            <OrderConversationSection order={order} />
          </div>
        </div>
      </div>
    </WhyProvider>
  );
}
