import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { Quantity } from '../ui/figures.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import './inventory.css';
import { nameIn } from './names.ts';
import { SkuAtpSection } from './sku-atp-section.tsx';
import { SkuIncomingSection } from './sku-incoming-section.tsx';
import { SkuLedgerSection } from './sku-ledger-section.tsx';
import { SkuLotsSection } from './sku-lots-section.tsx';
import { SkuOrdersSection } from './sku-orders-section.tsx';
import { SkuPositionsSection, useSkuPositions } from './sku-positions-section.tsx';
import { AdjustDialog, AnnounceDialog, ReceiveDialog, TransferDialog } from './stock-actions.tsx';
import { useStockOfOrders } from './stock-events.ts';

type DialogName = 'receive' | 'adjust' | 'transfer' | 'announce';

/** Everything about one SKU: where it lies, what can be promised when, what moved it, who wants it. */
export function SkuPage() {
  const { t, i18n } = useTranslation('inventory');
  const { sku } = useParams({ from: '/inside/inventory/$sku' });
  const may = useMay();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = () => setDialog(null);
  useStockOfOrders(sku);
  const { data, error, refetch } = useQuery({
    queryKey: ['sku', sku],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/skus/{code}', { params: { path: { code: sku } }, signal })),
  });
  if (data === undefined) {
    return (
      <Page title={sku}>
        {error === null ? (
          <Skeleton active />
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const isBundle = data.components !== null;
  return (
    <Page
      isWide
      title={nameIn(data, i18n.language)}
      lead={
        <span className="sku-lead">
          <span className="code">{sku}</span>
          {data.tracking !== 'none' && <span>{t(`tracking.${data.tracking}`)}</span>}
          <span>{t(`backorder.${data.backorder}`)}</span>
          {data.weightGrams > 0 && <span>{t('grams', { count: data.weightGrams })}</span>}
        </span>
      }
      actions={
        may('stock:write') &&
        !isBundle && (
          <>
            <Button onClick={() => setDialog('announce')}>{t('announce.title')}</Button>
            <Button onClick={() => setDialog('transfer')}>{t('transfer.title')}</Button>
            <Button onClick={() => setDialog('adjust')}>{t('adjust.title')}</Button>
            <Button type="primary" onClick={() => setDialog('receive')}>
              {t('receive.title')}
            </Button>
          </>
        )
      }
    >
      <div className="inventory-stack">
        {!isBundle && <Figures sku={sku} />}
        {isBundle && (
          <Section title={t('bundle.title')}>
            <p className="inventory-hint">{t('bundle.lead')}</p>
            <ul className="bundle-parts">
              {(data.components ?? []).map((part) => (
                <li key={part.sku}>
                  <Quantity value={part.quantity} /> × <span className="code">{part.sku}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <SkuAtpSection sku={sku} />
        {!isBundle && (
          <>
            <SkuPositionsSection sku={sku} />
            <div className="sku-columns">
              <SkuLedgerSection sku={sku} />
              <div className="inventory-stack">
                <SkuIncomingSection sku={sku} />
                <SkuLotsSection sku={sku} tracking={data.tracking} />
              </div>
            </div>
          </>
        )}
        {may('orders:read') && <SkuOrdersSection sku={sku} />}
      </div>
      {dialog === 'receive' && <ReceiveDialog sku={sku} close={close} />}
      {dialog === 'adjust' && <AdjustDialog sku={sku} close={close} />}
      {dialog === 'transfer' && <TransferDialog sku={sku} close={close} />}
      {dialog === 'announce' && <AnnounceDialog sku={sku} close={close} />}
    </Page>
  );
}

/** The few numbers that one looks for first. */
function Figures({ sku }: { readonly sku: string }) {
  const { t } = useTranslation('inventory');
  const { rows } = useSkuPositions(sku);
  const sum = (
    of:
      | 'available'
      | 'onHand'
      | 'reserved'
      | 'allocated'
      | 'damaged'
      | 'qualityControl'
      | 'safetyStock',
  ) => rows.reduce((total, row) => total + row[of], 0);
  const figures = [
    ['bucket.available', sum('available')],
    ['bucket.onHand', sum('onHand')],
    ['figure.held', sum('reserved') + sum('allocated')],
    ['bucket.safetyStock', sum('safetyStock')],
    ['figure.blocked', sum('damaged') + sum('qualityControl')],
  ] as const;
  return (
    <dl className="sku-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>
            <Quantity value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
