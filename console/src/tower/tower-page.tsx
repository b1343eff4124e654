import { ShoppingOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ExceptionsSection } from './exceptions-section.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { HoldsSection } from './holds-section.tsx';
import { LateSection } from './late-section.tsx';
import { MapSection } from './map-section.tsx';
import { River } from './river.tsx';
import { StockOutsSection } from './stock-outs-section.tsx';
import { ThroughputSection } from './throughput-section.tsx';
import { HOURS, useOverview, type Hours } from './use-overview.ts';
import './tower.css';

/** Where every order is now, and what needs a person. */
export function TowerPage() {
  const { t } = useTranslation('tower');
  const { t: shell } = useTranslation('shell');
  const may = useMay();
  const [hours, setHours] = useState<Hours>(6);
  const { overview, flow, problem, retry } = useOverview(hours);
  const summary = useQuery({
    queryKey: ['exceptions', 'summary'],
    queryFn: ({ signal }) => answerOf(client.GET('/v1/exceptions/summary', { signal })),
    enabled: may('exceptions:read'),
    placeholderData: (before) => before,
  });
  const isEmpty =
    overview !== undefined &&
    flow !== null &&
    overview.inFlight.length === 0 &&
    flow.counts.size === 0;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      isWide
      actions={
        <Segmented
          aria-label={t('window')}
          value={hours}
          onChange={setHours}
          options={HOURS.map((value) => ({ value, label: t('hours', { count: value }) }))}
        />
      }
    >
      <div className="tower">
        {problem !== null && <ProblemNotice problem={problem} onRetry={retry} />}
        {isEmpty && (
          <Section className="tower-wide">
            <EmptyState
              icon={<ShoppingOutlined />}
              title={t('empty.title')}
              lead={t('empty.lead')}
              {...(may('access:admin')
                ? { action: <Link to="/start">{shell('person.start')}</Link> }
                : {})}
            />
          </Section>
        )}
        {(overview === undefined || flow === null) && problem === null && (
          <Section className="tower-wide">
            <Skeleton active paragraph={{ rows: 9 }} title={false} />
          </Section>
        )}
        {overview !== undefined && flow !== null && !isEmpty && (
          <>
            <FiguresStrip overview={overview} flow={flow} exceptions={summary.data ?? null} />
            <Section
              className="tower-wide"
              title={t('river.heading')}
              extra={<span className="tower-legend">{t('river.legend', { count: hours })}</span>}
            >
              <River flow={flow} hours={hours} />
            </Section>
            <div className="tower-row">
              <ThroughputSection throughput={overview.throughput} />
              {may('exceptions:read') && <ExceptionsSection open={summary.data?.open ?? null} />}
            </div>
            <div className="tower-row">
              <MapSection overview={overview} />
              <div className="tower-column">
                <LateSection lateness={overview.lateness} />
                <HoldsSection holds={overview.holds} />
                <StockOutsSection stockOuts={overview.stockOuts} />
              </div>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
