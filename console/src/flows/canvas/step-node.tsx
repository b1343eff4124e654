import { ExclamationCircleFilled, PlusOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { ComponentIcon } from '../component-icon.tsx';
import { stepOf, targetOf, TRIGGER, TRIGGER_OUTPUT } from '../drawing/drawing.ts';
import { useCanvas } from './canvas-context.ts';

/** A step as it stands on the canvas: what it is, what it does, and its ways out below. */
export function StepNode({ id, selected }: NodeProps) {
  const { t } = useTranslation('flows');
  const canvas = useCanvas();
  const { words } = canvas;
  const outputs = canvas.outputsOf(id);
  const step = stepOf(canvas.drawing, id);
  if (step === undefined) return null;
  const component = canvas.components.get(step.component);
  const number = canvas.numberOf.get(id) ?? 0;
  const problems = canvas.problemsOf(id);
  const mark = canvas.markOf(id);
  const name = words.stepName(step, component);
  const summary = words.summary(step.settings);
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={canvas.edit !== null} />
      <div
        role="button"
        tabIndex={canvas.active === id ? 0 : -1}
        data-step={id}
        aria-pressed={selected}
        className={`flow-step flow-step-${component?.effect ?? 'pure'}${mark === undefined ? '' : ` flow-mark-${mark}`}${problems > 0 ? ' flow-step-wrong' : ''}`}
        onKeyDown={(event) => canvas.onKey(id, event)}
        onFocus={() => canvas.onFocus(id)}
      >
        <div className="flow-step-head">
          <ComponentIcon code={step.component} component={component} />
          <span className="flow-step-name">{name}</span>
          {problems > 0 && <ExclamationCircleFilled className="flow-step-problem" />}
          <span className="flow-step-number numbers">{number}</span>
        </div>
        <span className="visually-hidden">
          {problems > 0 && t('problemCount', { count: problems })}
          {mark !== undefined && t(`mark.${mark}`)}
        </span>
        <p className="flow-step-summary">
          {summary === '' ? words.componentName(component, step.component) : summary}
        </p>
      </div>
      <Outputs id={id} outputs={outputs} />
    </>
  );
}

/** The ways out. One that leads nowhere offers to go on from there. */
function Outputs({ id, outputs }: { readonly id: string; readonly outputs: readonly string[] }) {
  const { t } = useTranslation('flows');
  const { drawing, edit, words } = useCanvas();
  return outputs.map((output, index) => {
    const isFree = targetOf(drawing, { from: id, output }) === undefined;
    const left = `${((index + 1) / (outputs.length + 1)) * 100}%`;
    return (
      <Handle
        key={output}
        id={output}
        type="source"
        position={Position.Bottom}
        isConnectable={edit !== null}
        style={{ left }}
        className={isFree && edit !== null ? 'flow-output flow-output-free' : 'flow-output'}
        title={isFree && edit !== null ? t('addAfterOutput', { output: words.output(output) }) : ''}
        onClick={() => {
          if (isFree) edit?.addAfter({ from: id, output });
        }}
      >
        {isFree && edit !== null && (
          <span className="flow-output-word">
            {outputs.length > 1 ? words.output(output) : ''}
            <PlusOutlined />
          </span>
        )}
      </Handle>
    );
  });
}

/** What lets an order enter, and which orders. */
export function TriggerNode({ selected }: NodeProps) {
  const { t } = useTranslation('flows');
  const canvas = useCanvas();
  const { words } = canvas;
  const { trigger, filter } = canvas.drawing.definition;
  const text = words.trigger(trigger);
  const problems = canvas.problemsOf(TRIGGER);
  return (
    <>
      <div
        role="button"
        tabIndex={canvas.active === TRIGGER ? 0 : -1}
        data-step={TRIGGER}
        aria-pressed={selected}
        className={`flow-step flow-trigger${problems > 0 ? ' flow-step-wrong' : ''}`}
        onKeyDown={(event) => canvas.onKey(TRIGGER, event)}
        onFocus={() => canvas.onFocus(TRIGGER)}
      >
        <div className="flow-step-head">
          <span className="flow-icon flow-icon-trigger" aria-hidden>
            <ThunderboltOutlined />
          </span>
          <span className="flow-step-name">{text}</span>
          {problems > 0 && <ExclamationCircleFilled className="flow-step-problem" />}
        </div>
        <p className="flow-step-summary">
          {trigger.kind === 'api'
            ? Object.keys(trigger.input.properties).join(', ') || t('nothingSent')
            : filter === undefined
              ? t('allOrders')
              : t('ordersWhere', { filter: words.condition(filter) })}
        </p>
      </div>
      <Handle
        id={TRIGGER_OUTPUT}
        type="source"
        position={Position.Bottom}
        isConnectable={canvas.edit !== null}
        className="flow-output"
      />
    </>
  );
}

/** What somebody wrote beside the steps. */
export function CommentNode({ data }: NodeProps) {
  return <div className="flow-comment">{String(data['text'])}</div>;
}
