import { RollbackOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AbsentThing } from '../ui/absent-thing.tsx';
import { useIsNarrow } from '../ui/use-is-narrow.ts';
import './return-page.css';
import { ReturnActionDialog } from './return-action-dialog.tsx';
import { ReturnDeskSection } from './return-desk-section.tsx';
import { ReturnFactsSection } from './return-facts-section.tsx';
import { ReturnHeader } from './return-header.tsx';
import { ReturnHistorySection } from './return-history-section.tsx';
import { ReturnLinesSection } from './return-lines-section.tsx';
import type { ReturnAction } from './return-progress.ts';
import { useReturn } from './return-queries.ts';
import { ReturnStepsSection } from './return-steps-section.tsx';
import './returns.css';

/** One return: why it comes, where it stands, and what is to be done with it. */
export function ReturnPage() {
  const { t } = useTranslation('returns');
  const { id } = useParams({ from: '/inside/returns/$id' });
  const [action, setAction] = useState<ReturnAction | null>(null);
  const isNarrow = useIsNarrow();
  const { data: one, error, refetch } = useReturn(id);
  if (one === undefined) {
    return (
      <AbsentThing
        heading={t('heading', { id })}
        error={error}
        retry={() => void refetch()}
        missing={{
          icon: <RollbackOutlined />,
          title: t('missing', { id }),
          lead: t('missingLead'),
          action: (
            <Link to="/returns">
              <Button type="primary">{t('allReturns')}</Button>
            </Link>
          ),
        }}
      />
    );
  }
  return (
    <div className="page return-page">
      <ReturnHeader one={one} act={setAction} />
      {/* On a phone somebody stands at the desk with the goods in hand. */}
      {!isNarrow && <ReturnStepsSection one={one} />}
      <ReturnDeskSection one={one} act={setAction} />
      <div className="return-columns">
        <ReturnLinesSection one={one} />
        {isNarrow && <ReturnStepsSection one={one} />}
        <div className="return-column">
          <ReturnFactsSection one={one} />
          <ReturnHistorySection one={one} />
        </div>
      </div>
      {action !== null && (
        <ReturnActionDialog
          key={action}
          action={action}
          one={one}
          onClose={() => setAction(null)}
        />
      )}
    </div>
  );
}
