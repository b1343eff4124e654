import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { Page } from '../ui/page.tsx';
import { ClaimsTab } from './claims-tab.tsx';
import { OpenClaimButton } from './open-claim-dialog.tsx';
import { ReturnScan } from './return-scan.tsx';
import './returns.css';
import { ReturnsTab } from './returns-tab.tsx';
import { useReturnsAddress } from './use-returns-address.ts';

const VIEWS = ['returns', 'claims'] as const;

/** Goods that come back, and what carriers owe: what waits for whom, and where it stands. */
export function ReturnsPage() {
  const { t } = useTranslation('returns');
  const may = useMay();
  const [{ view }, show] = useReturnsAddress();
  return (
    <Page
      isWide
      title={t('title')}
      lead={t(`lead.${view}`)}
      actions={view === 'claims' && may('returns:write') && <OpenClaimButton />}
    >
      <div className="returns-top">
        <Segmented
          aria-label={t('view.label')}
          value={view}
          onChange={(chosen) => show({ view: chosen, search: undefined, claim: undefined })}
          options={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
        {view === 'returns' && may('returns:receive') && <ReturnScan />}
      </div>
      {view === 'returns' ? <ReturnsTab /> : <ClaimsTab />}
    </Page>
  );
}
