import { RollbackOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ServerProblem } from '../client/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
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
    const isMissing =
      error instanceof ServerProblem && (error.status === 404 || error.status === 400);
    return (
      <Page title={t('heading', { id })}>
        {isMissing ? (
          <Section>
            <EmptyState
              icon={<RollbackOutlined />}
              title={t('missing', { id })}
              lead={t('missingLead')}
              action={
                <Link to="/returns">
                  <Button type="primary">{t('allReturns')}</Button>
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
