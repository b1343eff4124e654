import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FlowRun, Order } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { useFlows, useRunsOfOrder } from '../flows/flow-queries.ts';
import { FailureText } from '../flows/runs/failure-text.tsx';
import { RunTag } from '../flows/runs/run-tag.tsx';
import { useFlowWords } from '../flows/use-flow-words.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';

/** The flows that the order went through, where it waits in one, and why one failed. Not shown without any. */
export function OrderFlowsSection({ order }: { readonly order: Order }) {
  return useMay()('flows:read') ? <Flows orderId={order.id} /> : null;
}

function Flows({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('flows');
  const { data } = useRunsOfOrder(orderId, true);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('title')}>
      <ul className="links">
        {data.items.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ul>
    </Section>
  );
}

function Run({ run }: { readonly run: FlowRun }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { data: flows } = useFlows();
  const flow = flows?.items.find(({ code }) => code === run.flow);
  return (
    <li>
      <p>
        <Link to="/flows/$code" params={{ code: run.flow }} search={{ tab: 'runs', run: run.id }}>
          {flow === undefined ? run.flow : words.flowName(flow.names)}
        </Link>
      </p>
      <p className="order-row-facts">
        <RunTag run={run} />
        <span>{t('versions.number', { number: run.flowVersion })}</span>
        <Moment at={run.enteredAt} />
      </p>
      {run.waits.map(({ node, until }) => (
        <p key={node} className="quiet">
          {until === null ? (
            t('run.waits')
          ) : (
            <>
              {t('run.waitsUntil')} <Moment at={until} />
            </>
          )}
        </p>
      ))}
      {run.failures.map((failure) => (
        <p key={failure.node + failure.code} className="quiet">
          <FailureText failure={failure} />
        </p>
      ))}
    </li>
  );
}
