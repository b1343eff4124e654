import { NEW_TABLE } from '../table/table-edits.ts';
import { useCallback, useMemo, useState } from 'react';
import type { FlowView } from '../../client/contract.generated.d.ts';
import { canvasIdOfComment, commentIdOf } from '../canvas/flow-canvas.tsx';
import { clipFromText, clipToText, copySteps, pasteSteps } from '../drawing/clip.ts';
import {
  addAfter,
  addAt,
  connect,
  disconnect,
  moveSteps,
  putComment,
  removeSteps,
  stepOf,
  targetOf,
  TRIGGER,
  TRIGGER_OUTPUT,
  type Output,
  type Place,
} from '../drawing/drawing.ts';
import { numberSteps } from '../drawing/flow-order.ts';
import { tidyPlaces } from '../drawing/tidy.ts';
import { useDraft } from '../drawing/use-draft.ts';
import {
  useComponents,
  useFlowCheck,
  type FlowComponent,
  type FlowProblem,
} from '../flow-queries.ts';
import { blankOf, type Schema } from '../form/fields.ts';
import { useFindings, type Finding } from '../releases/release-queries.ts';

/** Everything that the parts of the editor work on. */
export type Editor = ReturnType<typeof useEditor>;

const NOTHING: readonly never[] = [];
const COMMENT_ASIDE = 280;

/** A flow that is being drawn: its draft, what is chosen, what is wrong, and what can be done. */
export function useEditor(flow: FlowView, isReadOnly: boolean) {
  const draft = useDraft(flow);
  const components = useComponents();
  const [selected, select] = useState<readonly string[]>(NOTHING);
  const [fitKey, setFitKey] = useState(0);
  const [orderId, setOrderId] = useState<string | undefined>(undefined);
  const { drawing } = draft;
  const { definition } = drawing;
  const { check, isCurrent } = useFlowCheck(definition);
  const numbered = useMemo(() => numberSteps(definition), [definition]);
  const partsById = useMemo(() => new Map(check?.nodes.map((part) => [part.id, part])), [check]);
  const problems: readonly FlowProblem[] = check?.problems ?? NOTHING;
  const isChecked = isCurrent && check !== undefined;
  // What the policy says is asked of what the server keeps, once nothing else is wrong with it.
  const isReady = isChecked && problems.length === 0 && draft.standing === 'kept';
  const { data: policy } = useFindings(flow.code, draft.version, isReady && !isReadOnly);
  const findings: readonly Finding[] = (isReady ? policy?.items : undefined) ?? NOTHING;
  const outOfPlace = useMemo(
    () => new Map(check?.outOfPlace.map(({ component, reason }) => [component, reason])),
    [check],
  );

  const outputsOf = useCallback(
    (id: string): readonly string[] => {
      if (id === TRIGGER) return [TRIGGER_OUTPUT];
      const step = stepOf(drawing, id);
      if (step === undefined) return NOTHING;
      const known = partsById.get(id)?.outputs ?? components.get(step.component)?.outputs;
      const used = definition.edges.filter(({ from }) => from === id).map(({ output }) => output);
      return [...new Set([...(known ?? NOTHING), ...used])];
    },
    [drawing, definition, partsById, components],
  );
  const problemsAt = useCallback(
    (id: string): readonly FlowProblem[] =>
      problems.filter(({ node }) => (node === undefined ? id === TRIGGER : node === id)),
    [problems],
  );

  /** Where a step goes that is added without saying where. */
  const freeOutput = (): Output => {
    const [chosen] = selected;
    const inOrder = [TRIGGER, ...numbered.map(({ step }) => step.id)];
    const candidates = chosen !== undefined && inOrder.includes(chosen) ? [chosen] : inOrder;
    for (const from of candidates) {
      const free = outputsOf(from).find(
        (output) => targetOf(drawing, { from, output }) === undefined,
      );
      if (free !== undefined) return { from, output: free };
    }
    const [first] = chosen === undefined ? NOTHING : outputsOf(chosen);
    if (chosen !== undefined && first !== undefined) return { from: chosen, output: first };
    const into = definition.edges.find(({ to }) => to === (chosen ?? definition.start));
    return into ?? { from: TRIGGER, output: TRIGGER_OUTPUT };
  };
  const newStepOf = ({ code, settings, outputs }: FlowComponent) => ({
    component: code,
    settings:
      code === 'decision_table'
        ? { table: NEW_TABLE }
        : (blankOf(settings as Schema) as Record<string, unknown>),
    outputs,
  });
  const stepIds = (ids: readonly string[]): string[] =>
    ids.filter((id) => stepOf(drawing, id) !== undefined);

  return {
    ...draft,
    flow,
    components,
    isReadOnly,
    selected,
    select,
    orderId,
    setOrderId,
    fitKey,
    numbered,
    problems,
    problemsAt,
    /** What is wrong is told of the drawing as it is now. */
    isChecked,
    /** Nothing is wrong with what is drawn, and the server keeps it. */
    isReady,
    /** What the policy says of it; nothing while it is not ready. */
    findings,
    /** Who has drawn it since it was approved last, and who has to approve it; null: that is not known yet. */
    approval: (isReady ? policy : undefined) ?? null,
    /** Components that have nothing to do in a flow of this trigger, and why. */
    outOfPlace,
    /** How much there is to be mended at a step: what is wrong, and what the policy blocks. */
    mendsAt: (id: string): number =>
      problemsAt(id).length +
      findings.filter(({ node, severity }) => severity === 'block' && node === id).length,
    partsById,
    outputsOf,
    add: (component: FlowComponent, after: Output = freeOutput()): string => {
      const added = addAfter(drawing, after, newStepOf(component));
      draft.change(() => added.drawing);
      select([added.id]);
      return added.id;
    },
    drop: (component: FlowComponent, where: Place, into: Output | null): void => {
      const step = newStepOf(component);
      const added = into === null ? addAt(drawing, where, step) : addAfter(drawing, into, step);
      draft.change(() => added.drawing);
      select([added.id]);
    },
    connect: (output: Output, to: string) => draft.change((before) => connect(before, output, to)),
    disconnect: (output: Output) => draft.change((before) => disconnect(before, output)),
    move: (places: Readonly<Record<string, Place>>): void => {
      draft.change((before) =>
        Object.entries(places).reduce((moved, [id, { x, y }]) => {
          const commentId = commentIdOf(id);
          if (commentId === null) return moveSteps(moved, { [id]: { x, y } });
          const comment = moved.layout.comments.find((each) => each.id === commentId);
          return comment === undefined ? moved : putComment(moved, { ...comment, x, y });
        }, before),
      );
    },
    remove: (ids: readonly string[] = selected): void => {
      const comments = new Set(ids.map(commentIdOf));
      const next = definition.edges.find(({ from }) => from === ids[0])?.to;
      draft.change((before) => {
        const left = before.layout.comments.filter(({ id }) => !comments.has(id));
        const isSame = left.length === before.layout.comments.length;
        const without = isSame
          ? before
          : { ...before, layout: { ...before.layout, comments: left } };
        return removeSteps(without, stepIds(ids));
      });
      select(next === undefined || ids.includes(next) ? NOTHING : [next]);
    },
    copy: (): string => clipToText(copySteps(drawing, stepIds(selected))),
    /** False: the text is nothing that was copied from a flow. */
    paste: (text: string): boolean => {
      const clip = clipFromText(text);
      if (clip === null) return false;
      const pasted = pasteSteps(drawing, clip);
      draft.change(() => pasted.drawing);
      select(pasted.ids);
      return true;
    },
    duplicate: (): void => {
      const pasted = pasteSteps(drawing, copySteps(drawing, stepIds(selected)));
      draft.change(() => pasted.drawing);
      select(pasted.ids);
    },
    tidy: (): void => {
      draft.change((before) => moveSteps(before, tidyPlaces(before, outputsOf)));
      setFitKey((before) => before + 1);
    },
    comment: (text: string): void => {
      const id = `c${Date.now().toString(36)}`;
      const beside = selected.find((each) => stepOf(drawing, each) !== undefined);
      const { x, y } = drawing.layout.places[beside ?? definition.start] ?? { x: 0, y: 0 };
      draft.change((before) => putComment(before, { id, text, x: x + COMMENT_ASIDE, y }));
      select([canvasIdOfComment(id)]);
    },
  };
}
