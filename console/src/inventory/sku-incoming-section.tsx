import { CarOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { IncomingView } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Moment, Quantity } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { useLocations } from './use-locations.ts';

/** What is to come of a SKU. */
export function SkuIncomingSection({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const { nameOf } = useLocations();
  const pages = usePages<IncomingView>(['stock', 'incoming', 'of', sku], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock/incoming', {
        params: { query: { sku, limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <Section title={t('skuPage.incoming')}>
      {pages.rows.length === 0 && !pages.isLoading ? (
        <EmptyState
          icon={<CarOutlined />}
          title={t('skuPage.noIncoming')}
          lead={t('skuPage.noIncomingLead')}
        />
      ) : (
        <ul className="quiet-list">
          {pages.rows.map((row) => (
            <li key={row.id}>
              <strong className="quiet-list-figure">
                +<Quantity value={row.quantity - row.received} />
              </strong>
              <span className="quiet-list-text">
                <span>{nameOf(row.location)}</span>
                <span className="quiet">
                  <span className="code">{row.reference}</span>
                  {row.promised > 0 && ` · ${t('skuPage.pledged', { count: row.promised })}`}
                </span>
              </span>
              <Moment at={row.expectedAt} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
