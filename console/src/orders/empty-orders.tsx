import {
  CheckOutlined,
  CopyOutlined,
  InboxOutlined,
  SearchOutlined,
  SmileOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { filterValueText } from './filter-words.ts';
import {
  countFilters,
  queryOf,
  searchOf,
  withoutFilter,
  type FilterName,
  type Filters,
} from './order-filters.ts';
import type { Names } from '../ui/use-names.ts';

interface EmptyOrdersProps {
  readonly filters: Filters;
  readonly viewId: string | null;
  readonly names: Names;
  readonly go: (filters: Filters) => void;
}

const GOOD_NEWS = {
  'needs-me': ['viewNeeds', 'viewNeedsLead'],
  held: ['viewHeld', 'viewHeldLead'],
  late: ['viewLate', 'viewLateLead'],
  today: ['viewToday', 'viewTodayLead'],
} as const;

/** Why no order is listed, and what to do about it. */
export function EmptyOrders(props: EmptyOrdersProps) {
  const { t } = useTranslation('orders');
  const { filters, viewId, go } = props;
  if (countFilters(filters) === 0) return <FirstOrders />;
  if (viewId !== null && viewId in GOOD_NEWS) {
    const [title, lead] = GOOD_NEWS[viewId as keyof typeof GOOD_NEWS];
    return (
      <EmptyState
        icon={<SmileOutlined />}
        title={t(`empty.${title}`)}
        lead={t(`empty.${lead}`)}
        action={<Button onClick={() => go({})}>{t('empty.showAll')}</Button>}
      />
    );
  }
  return <NoMatch {...props} />;
}

function NoMatch({ filters, names, go }: EmptyOrdersProps) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const set = Object.keys(filters) as (FilterName | 'search')[];
  const { data: helpful, isPending } = useQuery({
    queryKey: ['orders', 'without', searchOf(filters)],
    queryFn: async ({ signal }) => {
      const finds = await Promise.all(
        set.map(async (name) => {
          const query = { ...queryOf(withoutFilter(filters, name), new Date()), limit: 1 };
          const { items } = await answerOf(client.GET('/v1/orders', { params: { query }, signal }));
          return items.length > 0;
        }),
      );
      return set.filter((_, index) => finds[index]);
    },
  });
  return (
    <EmptyState
      icon={<SearchOutlined />}
      title={t('orders:empty.noMatch')}
      lead={
        isPending
          ? t('orders:empty.looking')
          : helpful === undefined || helpful.length === 0
            ? t('orders:empty.noMatchLeadAll')
            : t('orders:empty.noMatchLead')
      }
      action={
        isPending ? (
          <Spin size="small" />
        ) : (
          <span className="empty-drops">
            {(helpful ?? []).map((name) => (
              <Button key={name} onClick={() => go(withoutFilter(filters, name))}>
                {t('orders:empty.without', {
                  filter: `${t(`orders:filters.names.${name}`)} “${filterValueText(
                    name,
                    filters[name] ?? '',
                    { t, names, language: i18n.language },
                  )}”`,
                })}
              </Button>
            ))}
            {(helpful ?? []).length === 0 && (
              <Button onClick={() => go({})}>{t('orders:filters.clear')}</Button>
            )}
          </span>
        )
      }
    />
  );
}

const SAMPLE_COMMAND = 'npm start -- --data ./sample-data';

function curlLine(): string {
  const order = {
    channel: 'SHOP',
    externalId: 'FIRST-1',
    currency: 'EUR',
    customer: { name: 'Ada Miller' },
    shipTo: { lines: ['Main Street 1'], city: 'Berlin', postalCode: '10115', countryCode: 'DE' },
    lines: [{ sku: 'TEA-01', quantity: 1, unitPriceMinor: 1990 }],
  };
  return `curl ${globalThis.location.origin}/v1/orders \\\n  -H 'authorization: Bearer YOUR-KEY' -H 'content-type: application/json' \\\n  -d '${JSON.stringify(order)}'`;
}

function FirstOrders() {
  const { t } = useTranslation('orders');
  return (
    <div className="first-orders">
      <EmptyState icon={<InboxOutlined />} title={t('empty.none')} lead={t('empty.noneLead')} />
      <ol className="first-ways">
        <li>
          <h2>{t('empty.import')}</h2>
          <p className="quiet">{t('empty.importLead')}</p>
          <CodeLine text="npm run -s linchpin -- import FILE --map MAP" />
        </li>
        <li>
          <h2>{t('empty.post')}</h2>
          <p className="quiet">{t('empty.postLead')}</p>
          <CodeLine text={curlLine()} />
        </li>
        <li>
          <h2>{t('empty.sample')}</h2>
          <p className="quiet">{t('empty.sampleLead')}</p>
          <CodeLine text={SAMPLE_COMMAND} />
        </li>
      </ol>
    </div>
  );
}

function CodeLine({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="code-line">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reached by keys */}
      <pre className="code" tabIndex={0}>
        {text}
      </pre>
      <Button
        size="small"
        type="text"
        icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={isCopied ? t('copied') : t('copy')}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => setCopied(true));
        }}
      />
    </div>
  );
}
