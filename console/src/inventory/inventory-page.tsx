import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { Page } from '../ui/page.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import { CountsSection } from './counts-section.tsx';
import { IncomingSection } from './incoming-section.tsx';
import './inventory.css';
import { KeepingSection } from './keeping-section.tsx';
import { PositionsSection } from './positions-section.tsx';
import { ReconciliationSection } from './reconciliation-section.tsx';
import { ReceiveDialog } from './stock-actions.tsx';
import { useStockOfOrders } from './stock-events.ts';
import { TransfersSection } from './transfers-section.tsx';

const TABS = ['positions', 'transfers', 'incoming', 'counts', 'reconciliation', 'keeping'] as const;
type TabName = (typeof TABS)[number];
const SECTIONS: Readonly<Record<TabName, () => React.ReactNode>> = {
  positions: PositionsSection,
  transfers: TransfersSection,
  incoming: IncomingSection,
  counts: CountsSection,
  reconciliation: ReconciliationSection,
  keeping: KeepingSection,
};

/** What lies where, what comes and goes, and whether it is true. */
export function InventoryPage() {
  const { t } = useTranslation('inventory');
  const may = useMay();
  const search = useSearch({ from: '/inside/inventory' });
  const [isReceiving, setReceiving] = useState(false);
  const tabs = TABS.filter((tab) => tab !== 'counts' || may('counts:read'));
  const active = tabs.find((tab) => tab === search['tab']) ?? 'positions';
  const Content = SECTIONS[active];
  useStockOfOrders(null);
  return (
    <Page
      isWide
      title={t('title')}
      lead={t('lead')}
      actions={
        may('stock:write') && (
          <Button type="primary" onClick={() => setReceiving(true)}>
            {t('receive.title')}
          </Button>
        )
      }
    >
      <TabLinks
        label={t('title')}
        active={active}
        tabs={tabs.map((name) => ({
          name,
          text: t(`tab.${name}`),
          search: name === 'positions' ? {} : { tab: name },
        }))}
      />
      <Content key={active} />
      {isReceiving && <ReceiveDialog close={() => setReceiving(false)} />}
    </Page>
  );
}
