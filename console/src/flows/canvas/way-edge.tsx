import { PlusOutlined } from '@ant-design/icons';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { TRIGGER } from '../drawing/drawing.ts';
import { BoxesContext, useCanvas } from './canvas-context.ts';
import { pathOf, routeWay } from './route-way.ts';

const CORNER = 14;
/** How far below the step the word of the way stands. */
const WORD_DOWN = 24;

/** A way from an output to a step, with the word of the output and a button that puts a step in. */
export function WayEdge(props: EdgeProps) {
  const { t } = useTranslation('flows');
  const { edit, outputsOf, wayMarkOf, words } = useCanvas();
  const boxes = useContext(BoxesContext);
  const { source, sourceHandleId, sourceX, sourceY, targetX, targetY, markerEnd } = props;
  const output = sourceHandleId ?? '';
  const points = routeWay({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, boxes);
  const mark = wayMarkOf({ from: source, output });
  const hasWord = source !== TRIGGER && (outputsOf(source).length > 1 || output !== 'next');
  return (
    <>
      <BaseEdge
        path={pathOf(points, CORNER)}
        interactionWidth={22}
        className={`flow-way${mark === undefined ? '' : ` flow-way-${mark}`}`}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      <EdgeLabelRenderer>
        <div
          className="flow-way-label nodrag nopan"
          style={{
            transform: `translate(-50%, -50%) translate(${sourceX}px, ${sourceY + WORD_DOWN}px)`,
          }}
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
