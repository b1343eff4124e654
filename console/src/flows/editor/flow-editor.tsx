import { Alert, App, Button, Input, Modal, Segmented } from 'antd';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../client/session.ts';
import type { FlowView } from '../../client/contract.generated.d.ts';
import { useActor } from '../../locales/words.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { commentIdOf, FlowCanvas, focusStep } from '../canvas/flow-canvas.tsx';
import { putComment, stepOf, targetOf, TRIGGER, type Output } from '../drawing/drawing.ts';
import { TryContext } from '../expression/try-context.ts';
import { useOrdersToTry, type FlowComponent } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import './editor.css';
import { EditorToolbar } from './editor-toolbar.tsx';
import { FlowPanel } from './flow-panel.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ProblemsBar } from './problems-bar.tsx';
import { StepPanel } from './step-panel.tsx';
import { StepPicker } from './step-picker.tsx';
import { StepsList } from './steps-list.tsx';
import { useEditor, type Editor } from './use-editor.ts';

const NUDGE = 10;

/** Where a flow is drawn: components at the left, the picture, and the form of what is chosen at the right. */
export function FlowEditor({ flow }: { readonly flow: FlowView }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const may = useMay();
  const isNarrow = useIsNarrow();
  const isReadOnly = isNarrow || !may('flows:write');
  const editor = useEditor(flow, isReadOnly);
  const [isList, setList] = useState(isNarrow);
  const [adding, setAdding] = useState<Output | null>(null);
  const [areKeysShown, setKeysShown] = useState(false);
  const { message } = App.useApp();
  useFirstOrder(editor);

  const addHere = (id: string): void => {
    const outputs = editor.outputsOf(id);
    const isFree = (output: string): boolean =>
      targetOf(editor.drawing, { from: id, output }) === undefined;
    // On the main way a step is put in between; of several equal ways the first that leads nowhere is meant.
    const output = outputs.find((each) => each === 'next') ?? outputs.find(isFree) ?? outputs[0];
    if (output !== undefined) setAdding({ from: id, output });
  };
  const onStepKey = (id: string, event: KeyboardEvent): void => {
    if (isReadOnly) return;
    const place = editor.drawing.layout.places[id];
    const move = MOVES[event.key];
    if (event.altKey && move !== undefined && place !== undefined) {
      editor.move({ [id]: { x: place.x + move[0] * NUDGE, y: place.y + move[1] * NUDGE } });
    } else if (event.key === 'Enter') {
      document.querySelector<HTMLElement>('.editor-panel input, .editor-panel textarea')?.focus();
    } else if (event.key === 'a' && !event.ctrlKey && !event.metaKey) addHere(id);
    else if (event.key === 'Delete' || event.key === 'Backspace') editor.remove();
    else return;
    event.preventDefault();
  };
  useEditorKeys(editor, isReadOnly, () => setKeysShown(true));
  useClipboard(editor, isReadOnly, (text) => void message.info(text));

  const add = (component: FlowComponent): void => {
    const id = adding === null ? editor.add(component) : editor.add(component, adding);
    setAdding(null);
    requestAnimationFrame(() => focusStep(id));
  };
  const picture = (
    <FlowCanvas
      label={t('canvasLabel')}
      drawing={editor.drawing}
      components={editor.components}
      outputsOf={editor.outputsOf}
      selected={editor.selected}
      onSelect={editor.select}
      fitKey={editor.fitKey}
      problemsOf={editor.mendsAt}
      {...(isReadOnly
        ? {}
        : {
            doing: {
              move: editor.move,
              connect: editor.connect,
              addAfter: setAdding,
              drop: (code, where, into) => {
                const component = editor.components.get(code);
                if (component !== undefined) editor.drop(component, where, into);
              },
              key: onStepKey,
            },
          })}
    />
  );
  const list = (
    <div className="editor-list">
      <StepsList
        trigger={words.entry(editor.drawing.definition)}
        numbered={editor.numbered}
        components={editor.components}
        outputsOf={editor.outputsOf}
        selected={editor.selected}
        problemsOf={editor.mendsAt}
        {...(isNarrow ? {} : { onSelect: (id: string) => editor.select([id]) })}
        {...(isReadOnly ? {} : { onAdd: setAdding })}
      />
    </div>
  );
  return (
    <div className="editor">
      {!isNarrow && (
        <EditorToolbar
          editor={editor}
          isList={isList}
          onList={setList}
          onKeys={() => setKeysShown(true)}
        />
      )}
      <Standing editor={editor} />
      <div className={isReadOnly ? 'editor-parts editor-parts-read' : 'editor-parts'}>
        {!isReadOnly && (
          <aside className="editor-palette" aria-label={t('palette.title')}>
            <StepPicker
              components={editor.components}
              outOfPlace={editor.outOfPlace}
              onChoose={add}
              isDraggable
            />
          </aside>
        )}
        <div className="editor-middle">
          {isList ? list : picture}
          {!isNarrow && <ProblemsBar editor={editor} />}
        </div>
        {!isNarrow && (
          <aside className="editor-panel" aria-label={t('panelLabel')}>
            <Panel editor={editor} />
          </aside>
        )}
      </div>
      {adding !== null && (
        <Modal
          open
          footer={null}
          title={<AddTitle editor={editor} output={adding} />}
          onCancel={() => setAdding(null)}
        >
          <div className="editor-add">
            <WayChoice editor={editor} output={adding} onChange={setAdding} />
            <StepPicker
              components={editor.components}
              outOfPlace={editor.outOfPlace}
              onChoose={add}
              isFocused
            />
          </div>
        </Modal>
      )}
      {areKeysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Expressions are tried on the newest order until somebody chooses another. */
function useFirstOrder({ orderId, setOrderId }: Editor): void {
  const newest = useOrdersToTry()[0]?.id;
  useEffect(() => {
    if (orderId === undefined && newest !== undefined) setOrderId(newest);
  }, [orderId, newest, setOrderId]);
}

/** Keys that work wherever one is on the page, but for fields and dialogs. */
function useEditorKeys(editor: Editor, isReadOnly: boolean, onHelp: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const { target } = event;
      const isElsewhere =
        target instanceof HTMLElement &&
        target.closest('input, textarea, [role=dialog], [role=listbox]') !== null;
      if (isElsewhere || isReadOnly || event.defaultPrevented) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (event.key === '?') onHelp();
      else if (isCommand && (key === 'y' || (key === 'z' && event.shiftKey))) editor.redo();
      else if (isCommand && key === 'z') editor.undo();
      else if (isCommand && key === 'd' && editor.selected.length > 0) editor.duplicate();
      else if (event.key === 'Escape') editor.select([]);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [editor, isReadOnly, onHelp]);
}

/** Steps go by the clipboard of the machine, so that they can be put into other flows. */
function useClipboard(editor: Editor, isReadOnly: boolean, say: (text: string) => void): void {
  const { t } = useTranslation('flows');
  useEffect(() => {
    const isElsewhere = (): boolean => {
      const focused = document.activeElement;
      const isTyping = focused?.matches('input, textarea, [contenteditable]') === true;
      return isTyping || (globalThis.getSelection()?.toString() ?? '') !== '';
    };
    const onCopy = (event: ClipboardEvent): void => {
      const steps = editor.selected.filter((id) => stepOf(editor.drawing, id) !== undefined);
      if (isElsewhere() || steps.length === 0) return;
      event.clipboardData?.setData('text/plain', editor.copy());
      event.preventDefault();
      if (event.type === 'cut' && !isReadOnly) editor.remove();
      say(t('copiedSteps', { count: steps.length }));
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isReadOnly || isElsewhere()) return;
      if (editor.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [editor, isReadOnly, say, t]);
}

/** The form of what is chosen; of the flow itself while no step is. */
function Panel({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  const [first] = editor.selected;
  if (editor.selected.length > 1) {
    return (
      <div className="panel">
        <header className="panel-head">
          <h2>{t('chosenSteps', { count: editor.selected.length })}</h2>
        </header>
        <p className="panel-docs">{t('chosenHint')}</p>
        {!editor.isReadOnly && (
          <div className="panel-buttons">
            <Button onClick={() => editor.duplicate()}>{t('duplicate')}</Button>
            <Button danger onClick={() => editor.remove()}>
              {t('removeSteps')}
            </Button>
          </div>
        )}
      </div>
    );
  }
  const commentId = first === undefined ? null : commentIdOf(first);
  const comment = editor.drawing.layout.comments.find(({ id }) => id === commentId);
  if (comment !== undefined) {
    return (
      <div className="panel">
        <header className="panel-head">
          <h2>{t('comment.title')}</h2>
        </header>
        <Input.TextArea
          key={comment.id}
          aria-label={t('comment.title')}
          value={comment.text}
          maxLength={2000}
          disabled={editor.isReadOnly}
          autoSize={{ minRows: 3, maxRows: 12 }}
          onChange={(event) => {
            const text = event.target.value;
            if (text.trim() !== '') {
              editor.change((before) => putComment(before, { ...comment, text }), 'comment');
            }
          }}
        />
        {!editor.isReadOnly && (
          <Button danger onClick={() => editor.remove()}>
            {t('comment.remove')}
          </Button>
        )}
      </div>
    );
  }
  const step = first === undefined ? undefined : stepOf(editor.drawing, first);
  const { orderId } = editor;
  const { nodes, trigger } = editor.drawing.definition;
  return step === undefined ? (
    // Whether an order enters is asked before any step has left something behind.
    <TryContext value={{ orderId, trigger }}>
      <FlowPanel editor={editor} />
    </TryContext>
  ) : (
    <TryContext value={{ orderId, nodes, trigger }}>
      <StepPanel editor={editor} step={step} />
    </TryContext>
  );
}

/** By which way the new step is come to, where the one before has several. */
function WayChoice({
  editor,
  output: { from, output },
  onChange,
}: {
  readonly editor: Editor;
  readonly output: Output;
  readonly onChange: (output: Output) => void;
}) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const outputs = editor.outputsOf(from);
  if (outputs.length < 2) return null;
  return (
    <Segmented
      block
      aria-label={t('waysOut')}
      value={output}
      options={outputs.map((each) => ({ value: each, label: words.output(each) }))}
      onChange={(next) => onChange({ from, output: next })}
    />
  );
}

function AddTitle({ editor, output }: { readonly editor: Editor; readonly output: Output }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const step = stepOf(editor.drawing, output.from);
  if (output.from === TRIGGER || step === undefined) return t('addFirst');
  return t('addAfterStep', {
    name: words.stepName(step, editor.components.get(step.component)),
    output: words.output(output.output),
  });
}

/** What keeps the draft from being kept. */
function Standing({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  const actor = useActor();
  if (editor.overtakenBy !== null) {
    return (
      <Alert
        banner
        type="warning"
        title={t('overtaken.title', { actor: actor(editor.overtakenBy) })}
        description={t('overtaken.lead')}
        action={
          <span className="panel-buttons">
            <Button size="small" onClick={editor.takeTheirs}>
              {t('overtaken.theirs')}
            </Button>
            <Button size="small" type="primary" onClick={editor.keepMine}>
              {t('overtaken.mine')}
            </Button>
          </span>
        }
      />
    );
  }
  if (editor.problem === null) return null;
  return <ProblemNotice problem={editor.problem} onRetry={editor.retry} />;
}
