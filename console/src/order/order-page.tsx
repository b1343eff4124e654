import { Link, useParams } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { ServerProblem } from '../client/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { OrderChoicesSection } from './order-choices-section.tsx';
import { OrderConversationSection } from './order-conversation-section.tsx';
import { OrderCustomerSection } from './order-customer-section.tsx';
import { OrderHeader } from './order-header.tsx';
import { OrderHistorySection } from './order-history-section.tsx';
import { OrderHoldsSection } from './order-holds-section.tsx';
import { OrderLinesSection } from './order-lines-section.tsx';
import { OrderLinksSection } from './order-links-section.tsx';
import { OrderPaymentSection } from './order-payment-section.tsx';
import { OrderReturnsSection } from './order-returns-section.tsx';
import { OrderShipmentsSection } from './order-shipments-section.tsx';
import { OrderTimelineSection } from './order-timeline-section.tsx';
import { OrderWaySection } from './order-way-section.tsx';
import { useOrder } from './order-queries.ts';
import { WhyProvider } from './why-provider.tsx';
import './order-page.css';
import './action-modal.css';

/** One order: where it is, why, and what can be done. */
export function OrderPage() {
  const { t } = useTranslation('order');
  const { id } = useParams({ from: '/inside/orders/$id' });
  const { data: order, error, refetch } = useOrder(id);
  if (order === undefined) {
    const isMissing =
      error instanceof ServerProblem && (error.status === 404 || error.status === 400);
    return (
      <Page title={t('heading', { id })}>
        {isMissing ? (
          <Section>
            <EmptyState
              icon={<InboxOutlined />}
              title={t('missing', { id })}
              lead={t('missingLead')}
              action={
                <Link to="/orders">
                  <Button type="primary">{t('allOrders')}</Button>
                </Link>
              }
            />
          </Section>
        ) : error === null ? (
          <Section>
            <Skeleton active paragraph={{ rows: 10 }} />
          </Section>
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        )}
      </Page>
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
            <OrderHoldsSection order={order} />
            <OrderCustomerSection order={order} />
            <OrderChoicesSection order={order} />
            <OrderLinksSection order={order} />
            <OrderConversationSection order={order} />
          </div>
        </div>
      </div>
    </WhyProvider>
  );
}
