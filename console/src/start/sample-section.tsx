import {
  AlertOutlined,
  ArrowRightOutlined,
  CheckCircleFilled,
  QuestionCircleOutlined,
  ShoppingOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { Section } from '../ui/page.tsx';
import { LeaveSample } from './leave-sample.tsx';

interface TryProps {
  readonly tried: readonly string[];
  readonly onTry: (name: string) => void;
}

/** The sample company: what happens there now, three things to try, and the way out of it. */
export function SampleSection({ tried, onTry }: TryProps) {
  const { t } = useTranslation('start');
  const may = useMay();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <Section>
        <div className="start-sample">
          <div>
            <h2>{t('sample.title')}</h2>
            <p className="start-lead">{t('sample.lead')}</p>
          </div>
          <Now />
        </div>
        <h3 className="start-try-title">{t('try.title')}</h3>
        <Tries tried={tried} onTry={onTry} />
      </Section>
      <Section>
        <div className="start-own">
          <div>
            <h2>{t('own.title')}</h2>
            <p className="start-lead">{may('access:admin') ? t('own.lead') : t('own.onlyAdmin')}</p>
          </div>
          {may('access:admin') && (
            <Button size="large" onClick={() => setLeaving(true)}>
              {t('own.leave')}
            </Button>
          )}
        </div>
      </Section>
      {isLeaving && <LeaveSample onClose={() => setLeaving(false)} />}
    </>
  );
}

function Now() {
  const { t } = useTranslation('start');
  const { data: overview } = useQuery({
    queryKey: ['overview', 'start'],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/overview', { signal })),
    placeholderData: (before) => before,
  });
  const { data: exceptions } = useQuery({
    queryKey: ['exceptions', 'summary'],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/exceptions/summary', { signal })),
    placeholderData: (before) => before,
  });
  const orders = (overview?.inFlight ?? []).reduce((sum, { orders: count }) => sum + count, 0);
  return (
    <dl className="start-now">
      <dt className="visually-hidden">{t('sample.now')}</dt>
      <dd>{overview === undefined ? ' ' : t('sample.orders', { count: orders })}</dd>
      <dd>
        {exceptions === undefined
          ? ' '
          : exceptions.open === 0
            ? t('sample.calm')
            : t('sample.exceptions', { count: exceptions.open })}
      </dd>
    </dl>
  );
}

function Tries({ tried, onTry }: TryProps) {
  const { t } = useTranslation('start');
  const { data: newest } = useQuery({
    queryKey: ['orders', 'start'],
    queryFn: async ({ signal }) => {
      const query = { limit: 1, state: 'sourced' as const };
      const found = await answerOf(client.GET('/v1/orders', { params: { query }, signal }));
      if (found.items[0] !== undefined) return found.items[0].id;
      const any = await answerOf(
        client.GET('/v1/orders', { params: { query: { limit: 1 } }, signal }),
      );
      return any.items[0]?.id ?? null;
    },
    // The order that is offered does not change under the hand.
    staleTime: Infinity,
  });
  const things = [
    { name: 'arrive', to: '/orders', icon: <ShoppingOutlined /> },
    {
      name: 'why',
      to: typeof newest === 'string' ? `/orders/${newest}` : '/orders',
      icon: <QuestionCircleOutlined />,
    },
    { name: 'clear', to: '/exceptions', icon: <AlertOutlined /> },
  ] as const;
  return (
    <ol className="start-tries">
      {things.map(({ name, to, icon }) => (
        <li key={name}>
          <Link to={to as '/orders'} className="start-try" onClick={() => onTry(name)}>
            <span className="start-try-icon" aria-hidden>
              {icon}
            </span>
            <span className="start-try-words">
              <strong>{t(`try.${name}`)}</strong>
              <span>{t(`try.${name}Lead`)}</span>
            </span>
            {tried.includes(name) ? (
              <span className="start-try-done">
                <CheckCircleFilled aria-hidden /> {t('try.done')}
              </span>
            ) : (
              <ArrowRightOutlined className="start-try-arrow" aria-hidden />
            )}
          </Link>
        </li>
      ))}
    </ol>
  );
}
