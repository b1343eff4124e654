import { useTranslation } from 'react-i18next';
import type { FlowTrial } from '../../client/contract.generated.d.ts';
import { useConnectorName } from '../../settings/connectors/connector-queries.ts';
import { stepOf } from '../drawing/drawing.ts';
import type { Editor } from '../editor/use-editor.ts';
import { FailureText } from '../runs/failure-text.tsx';
import { useFlowWords } from '../use-flow-words.ts';

/** What is to be known of a trial beside its figures: who would have been called, what nothing came to, what failed. */
export function TrialNotes({
  editor,
  trial,
}: {
  readonly editor: Editor;
  readonly trial: Pick<FlowTrial, 'nodes' | 'calls' | 'failures'>;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const connectorName = useConnectorName();
  const nameOf = (id: string): string => {
    const step = stepOf(editor.drawing, id);
    return step === undefined
      ? words.place(id)
      : words.stepName(step, editor.components.get(step.component));
  };
  return (
    <>
      {trial.calls.map(({ connector, count }) => (
        <li key={connector}>{t('trial.calls', { connector: connectorName(connector), count })}</li>
      ))}
      {trial.nodes
        .filter(({ visits }) => visits === 0)
        .map(({ node }) => (
          <li key={node}>{t('trial.untouched', { name: nameOf(node) })}</li>
        ))}
      {trial.nodes
        .filter(({ visits, untouchedOutputs }) => visits > 0 && untouchedOutputs.length > 0)
        .map(({ node, untouchedOutputs }) => (
          <li key={node}>
            {t('trial.untouchedWays', {
              name: nameOf(node),
              ways: untouchedOutputs.map((output) => words.output(output)).join(', '),
            })}
          </li>
        ))}
      {trial.failures.map((failure) => (
        <li key={failure.node + failure.code + failure.message} className="run-failed">
          {t('run.failedAt', { name: nameOf(failure.node) })} <FailureText failure={failure} />
          {failure.orders > 1 && <> {t('trial.failedTimes', { count: failure.orders })}</>}
        </li>
      ))}
    </>
  );
}
