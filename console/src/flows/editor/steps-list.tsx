import { ExclamationCircleFilled, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ComponentIcon } from '../component-icon.tsx';
import type { Mark } from '../canvas/canvas-context.ts';
import type { Output, Step } from '../drawing/drawing.ts';
import type { NumberedStep } from '../drawing/flow-order.ts';
import type { FlowComponent } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import './steps-list.css';

/** A flow as a list: numbered steps in the order in which orders come to them, and where each way leads. */
export function StepsList({
  trigger,
  numbered,
  components,
  outputsOf,
  selected,
  onSelect,
  problemsOf,
  markOf,
  onAdd,
}: {
  /** What lets an order enter, in words. */
  readonly trigger: string;
  readonly numbered: readonly NumberedStep[];
  readonly components: ReadonlyMap<string, FlowComponent>;
  readonly outputsOf: (id: string) => readonly string[];
  readonly selected?: readonly string[];
  /** Absent: one only looks. */
  readonly onSelect?: (id: string) => void;
  readonly problemsOf?: (id: string) => number;
  readonly markOf?: (id: string) => Mark | undefined;
  readonly onAdd?: (output: Output) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const byId = new Map(numbered.map((each) => [each.step.id, each]));
  const nameOf = (step: Step): string => words.stepName(step, components.get(step.component));
  return (
    <ol className="steps-list">
      <li className="steps-list-trigger">{trigger}</li>
      {numbered.map(({ step, number, ways, isReached }) => {
        const component = components.get(step.component);
        const problems = problemsOf?.(step.id) ?? 0;
        const mark = markOf?.(step.id);
        const isSelected = selected?.includes(step.id) === true;
        const content = (
          <>
            <ComponentIcon code={step.component} component={component} />
            <span className="steps-list-words">
              <span className="steps-list-name">
                <span className="numbers quiet">{number}</span> {nameOf(step)}
                {problems > 0 && (
                  <span className="steps-list-problems">
                    <ExclamationCircleFilled aria-hidden /> {t('problemCount', { count: problems })}
                  </span>
                )}
                {mark !== undefined && mark !== 'untouched' && (
                  <span className={`steps-list-mark steps-list-mark-${mark}`}>
                    {t(`mark.${mark}`)}
                  </span>
                )}
              </span>
              <span className="steps-list-summary">
                {words.summary(step.settings) || words.componentName(component, step.component)}
              </span>
            </span>
          </>
        );
        return (
          <li
            key={step.id}
            className={`steps-list-step${isSelected ? ' steps-list-chosen' : ''}${mark === undefined ? '' : ` steps-list-${mark}`}`}
          >
            {onSelect === undefined ? (
              <div className="steps-list-head">{content}</div>
            ) : (
              <button
                type="button"
                className="steps-list-head"
                aria-pressed={isSelected}
                onClick={() => onSelect(step.id)}
              >
                {content}
              </button>
            )}
            {!isReached && <p className="steps-list-lost">{t('notReached')}</p>}
            <ul className="steps-list-ways">
              {outputsOf(step.id).map((output) => {
                const to = ways.find((way) => way.output === output)?.to;
                const target = to === undefined ? undefined : byId.get(to);
                return (
                  <li key={output}>
                    <span className="steps-list-output">{words.output(output)}</span>
                    <span aria-hidden>→</span>
                    <span>
                      {target === undefined
                        ? t('endsHere')
                        : `${target.number} ${nameOf(target.step)}`}
                    </span>
                    {onAdd !== undefined && (
                      <Button
                        type="text"
                        size="small"
                        icon={<PlusOutlined />}
                        aria-label={t('addAfterStep', {
                          name: nameOf(step),
                          output: words.output(output),
                        })}
                        onClick={() => onAdd({ from: step.id, output })}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
