import { PlusOutlined } from '@ant-design/icons';
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { TRIGGER } from '../drawing/drawing.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { useCanvas } from './canvas-context.ts';

/** A way from an output to a step, with the word of the output and a button that puts a step in. */
export function WayEdge(props: EdgeProps) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { edit, outputsOf, wayMarkOf } = useCanvas();
  const { source, sourceHandleId, markerEnd, selected = false } = props;
  const output = sourceHandleId ?? '';
  const [path, labelX, labelY] = getSmoothStepPath({ ...props, borderRadius: 14 });
  const mark = wayMarkOf({ from: source, output });
  const hasWord = source !== TRIGGER && (outputsOf(source).length > 1 || output !== 'next');
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={22}
        className={`flow-way${selected ? ' flow-way-selected' : ''}${mark === undefined ? '' : ` flow-way-${mark}`}`}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      <EdgeLabelRenderer>
        <div
          className={`flow-way-label nodrag nopan${mark === undefined ? '' : ` flow-way-label-${mark}`}`}
          style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
        >
          {hasWord && <span className="flow-way-word">{words.output(output)}</span>}
          {edit !== null && (
            <button
              type="button"
              tabIndex={-1}
              className="flow-way-add"
              aria-label={t('insertHere')}
              title={t('insertHere')}
              onClick={() => edit.addAfter({ from: source, output })}
            >
              <PlusOutlined />
            </button>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
