import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowReleaseView, FlowView } from '../../client/contract.generated.d.ts';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { stepOf, type Drawing } from '../drawing/drawing.ts';
import { numberSteps } from '../drawing/flow-order.ts';
import { outputsInUse } from '../drawing/outputs-in-use.ts';
import { StepsList } from '../editor/steps-list.tsx';
import { useComponents, useFlowVersion } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { DifferenceView } from '../versions/difference-view.tsx';
import '../versions/versions.css';

/** What was submitted, for whoever has to approve it: beside what is live, or alone where nothing is. */
export function ReleaseDrawing({
  flow,
  release,
}: {
  readonly flow: FlowView;
  readonly release: FlowReleaseView;
}) {
  const { t } = useTranslation('flows');
  const { startedAt, baseVersion, flowVersion } = release;
  // Before it meets orders it would be compared with what is live now.
  const base = startedAt === null ? flow.liveVersion : baseVersion;
  const number = base === flowVersion ? null : base;
  const { data: before } = useFlowVersion(flow.code, number);
  if (number === null) {
    return (
      <>
        <h3 className="release-heading">{t('release.drawing')}</h3>
        <Submitted release={release} />
      </>
    );
  }
  return (
    <>
      <h3 className="release-heading">
        {t('release.changes')}{' '}
        <span className="quiet">{t('release.changesSince', { number })}</span>
      </h3>
      {before !== undefined && <DifferenceView before={before} after={release} />}
    </>
  );
}

function Submitted({ release }: { readonly release: FlowReleaseView }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const isNarrow = useIsNarrow();
  const components = useComponents();
  const [selected, select] = useState<readonly string[]>([]);
  const { definition, layout, findings } = release;
  const drawing = useMemo((): Drawing => ({ definition, layout }), [definition, layout]);
  const numbered = useMemo(() => numberSteps(definition), [definition]);
  const outputsOf = (id: string): string[] => outputsInUse(drawing, components, id);
  const blocksAt = (id: string): number =>
    findings.filter(({ node, severity }) => node === id && severity === 'block').length;
  if (isNarrow) {
    return (
      <StepsList
        trigger={words.entry(definition)}
        numbered={numbered}
        components={components}
        outputsOf={outputsOf}
        problemsOf={blocksAt}
      />
    );
  }
  return (
    <div className="versions-picture">
      <FlowCanvas
        label={t('release.drawing')}
        drawing={drawing}
        components={components}
        outputsOf={outputsOf}
        selected={selected}
        onSelect={(ids) => select(ids.filter((id) => stepOf(drawing, id) !== undefined))}
        problemsOf={blocksAt}
      />
    </div>
  );
}
