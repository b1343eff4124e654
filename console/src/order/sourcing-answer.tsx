import { Link } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Agreement } from '../choices/agreement.tsx';
import type { ExplainedDecision, Order } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { nameIn } from '../flows/flow-names.ts';
import { useFlows } from '../flows/flow-queries.ts';
import { Moment, Money } from '../ui/figures.tsx';
import { formatInstant, formatMoney } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Tag } from '../ui/state-tag.tsx';
import { useNames } from '../ui/use-names.ts';
import { CostBar, CostLegend, type CostParts } from './cost-bar.tsx';
import { partsOfCosts } from './cost-parts.ts';
import { useExplanation } from './order-queries.ts';
import { WhatIfPanel } from './what-if-panel.tsx';
import { useWord } from '../locales/words.ts';

type Candidate = ExplainedDecision['locations'][number];

/** Why an order is sent from where it is: every location with its cost, or the first reason why not. */
export function SourcingAnswer({
  order,
  event,
}: {
  readonly order: Order;
  readonly event?: string;
}) {
  const { t, i18n } = useTranslation('order');
  const { data, error, isPending } = useExplanation(order.id);
  const [chosen, choose] = useState(event);
  if (error !== null && data === undefined) return <ProblemNotice problem={error} />;
  if (isPending || data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { decisions } = data;
  const decision = decisions.find(({ event: { id } }) => id === chosen) ?? decisions.at(-1);
  if (decision === undefined) return <p className="quiet">{t('drawer.empty')}</p>;
  return (
    <>
      {decisions.length > 1 && (
        <Segmented
          className="why-decisions"
          value={decision.event.id}
          onChange={choose}
          options={decisions.map((each) => ({
            value: each.event.id,
            label: formatInstant(each.decidedAt, i18n.language, { isExact: false }),
          }))}
        />
      )}
      <DecisionFacts decision={decision} />
      <WhatFlowsSaid decision={decision} />
      <Candidates decision={decision} />
      {decision === decisions.at(-1) && <WhatIfPanel orderId={order.id} decision={decision} />}
    </>
  );
}

function DecisionFacts({ decision }: { readonly decision: ExplainedDecision }) {
  const { t } = useTranslation('order');
  const word = useWord();
  return (
    <>
      <Agreement agrees={decision.agrees} />
      <p className="why-facts">
        <span>
          <Moment at={decision.decidedAt} />
        </span>
        <span>{t('drawer.version', { version: decision.rulesVersion })}</span>
        <span>{t('drawer.method', { method: word('method', decision.plan.method) })}</span>
        {decision.wantedBy !== null && (
          <span>
            {t('drawer.wanted', { time: '' })} <Moment at={decision.wantedBy} />
          </span>
        )}
      </p>
    </>
  );
}

/** What flows said of the order, with which it was decided. */
function WhatFlowsSaid({ decision: { said, currency } }: { readonly decision: ExplainedDecision }) {
  const { t, i18n } = useTranslation('order');
  const names = useNames();
  const { data: flows } = useFlows(useMay()('flows:read'));
  if (said.length === 0) return null;
  return (
    <section aria-label={t('drawer.said')}>
      <h3 className="why-subheading">{t('drawer.said')}</h3>
      <ul className="candidates-out">
        {said.map(({ by, reason, location, addedMinor, isExcluded, handlingDaysAdded }) => {
          const place = location === null ? t('drawer.everywhere') : names.locationName(location);
          const amount = formatMoney(addedMinor, currency, i18n.language);
          const code = by.replace(/^flow\//, '');
          const flow = flows?.items.find((each) => each.code === code);
          return (
            <li key={`${by} ${place} ${reason}`}>
              <span>
                {isExcluded
                  ? t('drawer.saidExcluded', { place })
                  : handlingDaysAdded > 0
                    ? t('drawer.saidDays', { place, count: handlingDaysAdded })
                    : t('drawer.saidAdded', { place, amount })}
              </span>
              <span className="quiet">
                {reason} ·{' '}
                {flow === undefined ? (
                  code
                ) : (
                  <Link to="/flows/$code" params={{ code }} search={{}}>
                    {nameIn(i18n.language, flow.names)}
                  </Link>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Candidates({ decision }: { readonly decision: ExplainedDecision }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const names = useNames();
  const { currency, plan } = decision;
  const compared = decision.locations.filter(({ cost }) => cost !== null);
  const others = decision.locations.filter(({ cost }) => cost === null);
  const largestMinor = Math.max(1, ...compared.map((each) => sumOf(partsOf(each, decision))));
  return (
    <section aria-label={t('drawer.candidates')}>
      <div className="why-heading">
        <h3>{t('drawer.candidates')}</h3>
        <CostLegend parts={['shipping', 'handling', 'lateness', 'carbon', 'stock']} />
      </div>
      <ul className="candidates">
        {compared.map((candidate) => {
          const parts = partsOf(candidate, decision);
          const isChosen = candidate.rejected === null;
          return (
            <li
              key={candidate.location}
              className={isChosen ? 'candidate candidate-chosen' : 'candidate'}
            >
              <div className="candidate-head">
                <b>{names.locationName(candidate.location)}</b>
                {isChosen ? (
                  <Tag mood="good">{t('drawer.chosen')}</Tag>
                ) : (
                  <span className="candidate-reason">
                    {word('rejected', candidate.rejected ?? '')}
                  </span>
                )}
                <span className="candidate-cost">
                  <Money minor={sumOf(parts)} currency={currency} />
                </span>
              </div>
              <CostBar parts={parts} largestMinor={largestMinor} currency={currency} />
              <p className="why-facts">
                {candidate.service !== null && <span className="code">{candidate.service}</span>}
                <span>
                  {t('units', {
                    count: candidate.canServe.reduce((sum, { quantity }) => sum + quantity, 0),
                  })}
                </span>
                {candidate.deliverBy !== null && (
                  <span>
                    → <Moment at={candidate.deliverBy} />
                  </span>
                )}
                {!isChosen && candidate.insteadCostMinor !== null && (
                  <span>
                    +{' '}
                    <Money
                      minor={candidate.insteadCostMinor - plan.costMinor}
                      currency={currency}
                    />
                  </span>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {others.length > 0 && (
        <ul className="candidates-out">
          {others.map(({ location, rejected }) => (
            <li key={location}>
              <span>{names.locationName(location)}</span>
              <span className="quiet">{word('rejected', rejected ?? '')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The cost of a candidate in parts; of one that was chosen, of what it really sends. */
function partsOf(candidate: Candidate, { plan }: ExplainedDecision): CostParts {
  const sent = plan.shipments.filter(({ location }) => location === candidate.location);
  const costs =
    candidate.rejected === null && sent.length > 0
      ? sent.map(({ cost }) => cost)
      : candidate.cost === null
        ? []
        : [candidate.cost];
  return partsOfCosts(costs);
}

function sumOf(parts: CostParts): number {
  return Object.values(parts).reduce((sum, minor) => sum + minor, 0);
}
