import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { focusStep } from '../canvas/flow-canvas.tsx';
import { stepOf, TRIGGER } from '../drawing/drawing.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { ProblemText } from './problem-text.tsx';
import type { Editor } from './use-editor.ts';

/** All that keeps the flow from being published; a click leads to the step. */
export function ProblemsBar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const { problems } = editor;
  if (!editor.isChecked && problems.length === 0) return null;
  if (problems.length === 0) {
    return (
      <p className="problems-bar problems-bar-none" role="status">
        <CheckCircleFilled aria-hidden /> {t('sound')}
      </p>
    );
  }
  const nameOf = (id: string | undefined): string => {
    const step = id === undefined ? undefined : stepOf(editor.drawing, id);
    return step === undefined
      ? t('flowPanel.title')
      : words.stepName(step, editor.components.get(step.component));
  };
  return (
    <section className="problems-bar" aria-label={t('problemCount', { count: problems.length })}>
      <p className="problems-bar-title" role="status">
        <ExclamationCircleFilled aria-hidden /> {t('problemCount', { count: problems.length })}
      </p>
      <ul>
        {problems.map((problem, index) => (
          <li key={`${index} ${problem.code} ${problem.node ?? ''}`}>
            <button
              type="button"
              onClick={() => {
                const id = problem.node ?? TRIGGER;
                editor.select([id]);
                requestAnimationFrame(() => focusStep(id));
              }}
            >
              <b>{nameOf(problem.node)}</b> <ProblemText editor={editor} problem={problem} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
