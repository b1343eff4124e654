import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowRun } from '../../client/contract.generated.d.ts';
import { Moment } from '../../ui/figures.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { stepOf, type Drawing } from '../drawing/drawing.ts';
import { numberSteps } from '../drawing/flow-order.ts';
import { outputsInUse } from '../drawing/outputs-in-use.ts';
import { StepsList } from '../editor/steps-list.tsx';
import { useComponents, useFlowVersion } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { FailureText } from './failure-text.tsx';
import { isGone, markOfStep } from './run-marks.ts';
import { RunTag } from './run-tag.tsx';
import './runs.css';

/** The way of one order, lit on the picture of the version that it entered. */
export function RunPicture({ run }: { readonly run: FlowRun }) {
  const { t } = useTranslation('flows');
  const { data: version, error, refetch } = useFlowVersion(run.flow, run.flowVersion);
  return (
    <Section
      title={
        <span className="flow-heading">
          {run.orderId === null ? (
            t('runs.call')
          ) : (
            <Link to="/orders/$id" params={{ id: run.orderId }}>
              {t('runs.orderNumber', { id: run.orderId })}
            </Link>
          )}
          <RunTag run={run} />
        </span>
      }
      extra={t('versions.number', { number: run.flowVersion })}
    >
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {version === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      {version !== undefined && <Lit run={run} drawing={version} />}
    </Section>
  );
}

function Lit({ run, drawing }: { readonly run: FlowRun; readonly drawing: Drawing }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const isNarrow = useIsNarrow();
  const components = useComponents();
  const [selected, select] = useState<readonly string[]>([]);
  const { definition } = drawing;
  const numbered = useMemo(() => numberSteps(definition), [definition]);
  const outputsOf = (id: string): string[] => outputsInUse(drawing, components, id);
  const nameOf = (id: string): string => {
    const step = stepOf(drawing, id);
    return step === undefined
      ? words.place(id)
      : words.stepName(step, components.get(step.component));
  };
  return (
    <>
      <ul className="run-facts">
        {run.waits.map(({ node, until }) => (
          <li key={node} className="run-waits">
            {until === null ? (
              t('run.waitsAt', { name: nameOf(node) })
            ) : (
              <>
                {t('run.waitsAtUntil', { name: nameOf(node) })} <Moment at={until} />
              </>
            )}
          </li>
        ))}
        {run.log.map(({ node, text }, index) => (
          <li key={`${index} ${node}`}>
            <span className="quiet">{nameOf(node)}</span> {text}
          </li>
        ))}
        {run.failures.map((failure) => (
          <li key={failure.node + failure.code} className="run-failed">
            {t('run.failedAt', { name: nameOf(failure.node) })} <FailureText failure={failure} />
          </li>
        ))}
      </ul>
      {isNarrow ? (
        <StepsList
          trigger={words.entry(definition)}
          numbered={numbered}
          components={components}
          outputsOf={outputsOf}
          markOf={(id) => markOfStep(run, id)}
        />
      ) : (
        <div className="run-picture">
          <FlowCanvas
            label={run.orderId === null ? t('runs.call') : t('runs.picture', { id: run.orderId })}
            drawing={drawing}
            components={components}
            outputsOf={outputsOf}
            selected={selected}
            onSelect={select}
            markOf={(id) => markOfStep(run, id)}
            wayMarkOf={(way) => (isGone(definition.edges, run, way) ? 'visited' : undefined)}
          />
        </div>
      )}
    </>
  );
}
