import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { StockPosition } from '../client/contract.generated.d.ts';
import { usePages } from '../client/pages.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/page.tsx';
import { Available, Figure, PositionTag, StockBar } from './positions-section.tsx';
import { useLocations } from './use-locations.ts';

/** The positions of a SKU; locations are few enough for one page. */
export function useSkuPositions(sku: string) {
  return usePages<StockPosition>(['stock', 'positions', 'of', sku], (cursor, signal) =>
    answerOf(
      client.GET('/v1/stock', {
        params: { query: { sku, limit: 500, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

const BUCKETS = [
  'onHand',
  'reserved',
  'allocated',
  'damaged',
  'qualityControl',
  'safetyStock',
] as const;

/** Where a SKU lies, and who has it. */
export function SkuPositionsSection({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const { nameOf } = useLocations();
  const { rows, isLoading } = useSkuPositions(sku);
  return (
    <Section title={t('skuPage.positions')}>
      {rows.length === 0 && !isLoading ? (
        <EmptyState
          icon={<InboxOutlined />}
          title={t('skuPage.nowhere')}
          lead={t('skuPage.nowhereLead')}
        />
      ) : (
        <div
          className="table-scroll"
          role="region"
          aria-label={t('skuPage.positions')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
          tabIndex={0}
        >
          <table className="quiet-table">
            <thead>
              <tr>
                <th>{t('location')}</th>
                <th className="sku-bar-column">
                  <span className="visually-hidden">{t('positions.composition')}</span>
                </th>
                {BUCKETS.map((bucket) => (
                  <th key={bucket}>{t(`bucket.${bucket}`)}</th>
                ))}
                <th>{t('bucket.available')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.location}>
                  <td>
                    <span className="sku-place">
                      {nameOf(row.location)} <PositionTag position={row} />
                    </span>
                  </td>
                  <td className="sku-bar-column">
                    <StockBar position={row} />
                  </td>
                  {BUCKETS.map((bucket) => (
                    <td key={bucket}>
                      <Figure value={row[bucket]} />
                    </td>
                  ))}
                  <td>
                    <Available position={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
