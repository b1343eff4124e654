import {
  Background,
  ConnectionMode,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useUpdateNodeInternals,
  type Connection,
  type Edge,
  type Node,
  type NodeChange,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useTheme } from '../../theme/theme.tsx';
import {
  placeOf,
  TRIGGER,
  TRIGGER_OUTPUT,
  type Drawing,
  type Output,
  type Place,
} from '../drawing/drawing.ts';
import { numberSteps } from '../drawing/flow-order.ts';
import { STEP_HEIGHT, STEP_WIDTH, stepWidth } from '../drawing/step-size.ts';
import { withPlaces } from '../drawing/with-places.ts';
import type { FlowComponent } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { BoxesContext, CanvasContext, type CanvasState, type Mark } from './canvas-context.ts';
import './canvas.css';
import { CommentNode, StepNode, TriggerNode } from './step-node.tsx';
import { WayEdge } from './way-edge.tsx';

/** What the mouse and the keyboard do on a canvas that is drawn on. */
export interface CanvasDoing {
  readonly move: (places: Readonly<Record<string, Place>>) => void;
  readonly connect: (output: Output, to: string) => void;
  readonly addAfter: (output: Output) => void;
  /** Something was dropped: at a place, or into a way. */
  readonly drop: (component: string, where: Place, into: Output | null) => void;
  readonly key: (id: string, event: React.KeyboardEvent) => void;
}

export interface FlowCanvasProps {
  readonly drawing: Drawing;
  readonly components: ReadonlyMap<string, FlowComponent>;
  readonly outputsOf: (id: string) => readonly string[];
  readonly selected: readonly string[];
  readonly onSelect: (ids: readonly string[]) => void;
  readonly problemsOf?: (id: string) => number;
  readonly markOf?: (id: string) => Mark | undefined;
  readonly wayMarkOf?: (way: Output) => Mark | undefined;
  /** Absent: one only looks. */
  readonly doing?: CanvasDoing;
  readonly label: string;
  /** Another value: all of the flow is brought into sight. */
  readonly fitKey?: number;
  /** What stands over the canvas. */
  readonly children?: ReactNode;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(size: Size | undefined): Pick<Node, 'measured'> {
  return size === undefined ? {} : { measured: size };
}

const NODE_TYPES = { step: StepNode, trigger: TriggerNode, comment: CommentNode };
const WAY_TYPES = { way: WayEdge };
/** What a component is dragged from the palette as. */
export const DRAGGED_TYPE = 'application/x-linchpin-step';
const COMMENT = 'comment:';
const GRID: [number, number] = [10, 10];
/** Few steps are seen at once without an overview. */
const MINIMAP_FROM = 8;
const NONE = (): undefined => undefined;
const NO_PROBLEMS = (): number => 0;
const FIT = { padding: 0.15, maxZoom: 1, minZoom: 0.3 };

/** A flow as a picture: to draw on, or with the marks of a run or of a change. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Inner {...props} />
    </ReactFlowProvider>
  );
}

function Inner(props: FlowCanvasProps) {
  const { components, outputsOf, selected, onSelect, doing, label } = props;
  const drawing = useMemo(() => withPlaces(props.drawing), [props.drawing]);
  const { problemsOf = NO_PROBLEMS, markOf = NONE, wayMarkOf = NONE } = props;
  const { t } = useTranslation('flows');
  const { name: theme } = useTheme();
  const flow = useReactFlow();
  const words = useFlowWords();
  const [dragged, setDragged] = useState<Readonly<Record<string, Place>>>({});
  // Lines end where the measured steps have their ways out; a step that forgets its size loses them.
  const [measured, setMeasured] = useState<Readonly<Record<string, Size>>>({});
  const numbered = useMemo(() => numberSteps(drawing.definition), [drawing.definition]);
  const ids = useMemo(() => [TRIGGER, ...numbered.map(({ step }) => step.id)], [numbered]);
  const active = selected.find((id) => ids.includes(id)) ?? TRIGGER;
  const canEdit = doing !== undefined;

  const nodes = useMemo((): Node[] => {
    const chosen = new Set(selected);
    const steps = ids.map((id): Node => ({
      id,
      type: id === TRIGGER ? 'trigger' : 'step',
      position: dragged[id] ?? placeOf(drawing, id),
      width: stepWidth(outputsOf(id).length),
      height: STEP_HEIGHT,
      selected: chosen.has(id),
      draggable: canEdit && id !== TRIGGER,
      ...sizeOf(measured[id]),
      data: {},
    }));
    const comments = drawing.layout.comments.map(({ id, text, x, y }): Node => ({
      id: COMMENT + id,
      type: 'comment',
      position: dragged[COMMENT + id] ?? { x, y },
      selected: chosen.has(COMMENT + id),
      draggable: canEdit,
      initialWidth: 200,
      initialHeight: 60,
      ...sizeOf(measured[COMMENT + id]),
      data: { text },
    }));
    return [...comments, ...steps];
  }, [ids, drawing, dragged, measured, selected, canEdit, outputsOf]);
  const boxes = useMemo(
    () =>
      ids.map((id) => ({
        ...(dragged[id] ?? placeOf(drawing, id)),
        width: stepWidth(outputsOf(id).length),
        height: STEP_HEIGHT,
      })),
    [ids, drawing, dragged, outputsOf],
  );
  useMeasuredWays(ids, outputsOf);

  const edges = useMemo((): Edge[] => {
    const { definition } = drawing;
    const ways = [
      { from: TRIGGER, output: TRIGGER_OUTPUT, to: definition.start },
      ...definition.edges,
    ];
    return ways
      .filter(({ from, to }) => ids.includes(from) && ids.includes(to))
      .map(({ from, output, to }) => ({
        id: `${from} ${output}`,
        type: 'way',
        source: from,
        sourceHandle: output,
        target: to,
        focusable: false,
        reconnectable: false,
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      }));
  }, [drawing, ids]);

  const { fitKey } = props;
  useEffect(() => {
    if (fitKey !== undefined && fitKey > 0) void flow.fitView({ ...FIT, duration: 250 });
  }, [fitKey, flow]);

  // A step that was chosen elsewhere comes into sight, and holds the focus where the keyboard is on the canvas.
  const lastSelected = selected.length === 1 ? selected[0] : undefined;
  useEffect(() => {
    const node = lastSelected === undefined ? undefined : flow.getNode(lastSelected);
    if (node === undefined) return;
    const { x, y, zoom } = flow.getViewport();
    const box = document.querySelector('.flow-canvas')?.getBoundingClientRect();
    if (box === undefined) return;
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const isSeen =
      left > 0 &&
      top > 0 &&
      left + STEP_WIDTH * zoom < box.width &&
      top + STEP_HEIGHT * zoom < box.height;
    if (!isSeen) {
      const centre = [node.position.x + STEP_WIDTH / 2, node.position.y + STEP_HEIGHT / 2] as const;
      void flow.setCenter(...centre, { zoom, duration: 200 });
    }
  }, [lastSelected, flow]);

  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      const moves = changes.flatMap((each) =>
        each.type === 'position' && each.position !== undefined && each.dragging === true
          ? [[each.id, each.position] as const]
          : [],
      );
      if (moves.length > 0) setDragged((before) => ({ ...before, ...Object.fromEntries(moves) }));
      const sizes = changes.flatMap((each) =>
        each.type === 'dimensions' && each.dimensions !== undefined
          ? [[each.id, each.dimensions] as const]
          : [],
      );
      if (sizes.length > 0) setMeasured((before) => ({ ...before, ...Object.fromEntries(sizes) }));
      const picks = changes.filter((each) => each.type === 'select');
      if (picks.length > 0) {
        const off = new Set(picks.filter((each) => !each.selected).map(({ id }) => id));
        const on = picks.filter((each) => each.selected).map(({ id }) => id);
        onSelect([...selected.filter((id) => !off.has(id) && !on.includes(id)), ...on]);
      }
    },
    [selected, onSelect],
  );
  const doKey = doing?.key;
  const addAfter = doing?.addAfter;
  const state = useMemo(
    (): CanvasState => ({
      drawing,
      components,
      words,
      outputsOf,
      numberOf: new Map(numbered.map(({ step, number }) => [step.id, number])),
      problemsOf,
      markOf,
      wayMarkOf,
      active,
      edit: addAfter === undefined ? null : { addAfter },
      onKey(id, event) {
        const to = neighbour(ids, id, event.key);
        if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          onSelect([to]);
          requestAnimationFrame(() => focusStep(to));
        } else if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onSelect([id]);
          if (event.key === 'Enter') doKey?.(id, event);
        } else doKey?.(id, event);
      },
      onFocus(id) {
        if (!selected.includes(id)) onSelect([id]);
      },
    }),
    [
      drawing,
      components,
      words,
      outputsOf,
      numbered,
      problemsOf,
      markOf,
      wayMarkOf,
      active,
      addAfter,
      ids,
      onSelect,
      doKey,
      selected,
    ],
  );
  const connect = ({ source, sourceHandle, target }: Connection): void => {
    if (target !== TRIGGER) doing?.connect({ from: source, output: sourceHandle ?? '' }, target);
  };
  const onDrop = (event: DragEvent): void => {
    const component = event.dataTransfer.getData(DRAGGED_TYPE);
    if (component === '') return;
    event.preventDefault();
    const where = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const at = { x: where.x - STEP_WIDTH / 2, y: where.y - STEP_HEIGHT / 2 };
    doing?.drop(component, at, wayAt(event));
  };
  return (
    <CanvasContext value={state}>
      <BoxesContext value={boxes}>
        <div className="flow-canvas" role="region" aria-label={label}>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={WAY_TYPES}
            // The size of the canvas is known a moment after it is there.
            onInit={(canvas) => requestAnimationFrame(() => void canvas.fitView(FIT))}
            onNodesChange={onNodesChange}
            onNodeDragStop={(_event, _node, moved) => {
              doing?.move(Object.fromEntries(moved.map(({ id, position }) => [id, position])));
              setDragged({});
            }}
            onConnect={connect}
            onConnectEnd={(_event, { isValid, fromHandle, fromNode, toNode }) => {
              // Let go over nothing: a new step is wanted there.
              if (
                isValid !== true &&
                toNode === null &&
                fromHandle?.type === 'source' &&
                fromNode
              ) {
                doing?.addAfter({ from: fromNode.id, output: fromHandle.id ?? '' });
              }
            }}
            onPaneClick={() => onSelect([])}
            onDragOver={(event) => {
              event.preventDefault();
              event.dataTransfer.dropEffect = 'copy';
            }}
            onDrop={onDrop}
            colorMode={theme}
            connectionMode={ConnectionMode.Strict}
            connectionRadius={36}
            connectOnClick={false}
            nodesConnectable={canEdit}
            nodesFocusable={false}
            edgesFocusable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            snapToGrid
            snapGrid={GRID}
            minZoom={0.2}
            maxZoom={1.6}
            ariaLabelConfig={{
              'controls.ariaLabel': t('zoom.controls'),
              'controls.zoomIn.ariaLabel': t('zoom.in'),
              'controls.zoomOut.ariaLabel': t('zoom.out'),
              'controls.fitView.ariaLabel': t('zoom.fit'),
              'minimap.ariaLabel': t('zoom.map'),
              'handle.ariaLabel': t('zoom.handle'),
            }}
          >
            <Background gap={20} size={1} />
            <Controls showInteractive={false} fitViewOptions={FIT} />
            {ids.length > MINIMAP_FROM && <MiniMap pannable zoomable className="flow-minimap" />}
            {props.children}
          </ReactFlow>
        </div>
      </BoxesContext>
    </CanvasContext>
  );
}

/** Has it measured anew where lines begin when steps have other ways out: all of them at once. */
function useMeasuredWays(ids: readonly string[], outputsOf: (id: string) => readonly string[]) {
  const update = useUpdateNodeInternals();
  const known = useRef<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const before = known.current;
    const now = new Map(ids.map((id) => [id, outputsOf(id).join(' ')]));
    known.current = now;
    // A step that is new is measured as it appears.
    const changed = ids.filter((id) => before.has(id) && before.get(id) !== now.get(id));
    if (changed.length > 0) update(changed);
  }, [ids, outputsOf, update]);
}

/** Puts the focus on a step. */
export function focusStep(id: string): void {
  document.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus();
}

/** Where an arrow leads from a step: on or back in the order of the flow. */
function neighbour(ids: readonly string[], id: string, key: string): string | undefined {
  const at = ids.indexOf(id);
  if (key === 'ArrowDown' || key === 'ArrowRight') return ids[Math.min(at + 1, ids.length - 1)];
  if (key === 'ArrowUp' || key === 'ArrowLeft') return ids[Math.max(at - 1, 0)];
  if (key === 'Home') return ids[0];
  return key === 'End' ? ids.at(-1) : undefined;
}

/** The way below the pointer. */
function wayAt({ clientX, clientY }: DragEvent): Output | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const [from, output] =
      element.closest('.react-flow__edge')?.getAttribute('data-id')?.split(' ') ?? [];
    if (from !== undefined && output !== undefined) return { from, output };
  }
  return null;
}

/** The comment that an id on the canvas stands for; null: it is a step. */
export function commentIdOf(id: string): string | null {
  return id.startsWith(COMMENT) ? id.slice(COMMENT.length) : null;
}

/** What a comment is called on the canvas. */
export function canvasIdOfComment(id: string): string {
  return COMMENT + id;
}
