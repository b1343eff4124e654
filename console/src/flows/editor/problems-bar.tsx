import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { focusStep } from '../canvas/flow-canvas.tsx';
import { stepOf, TRIGGER } from '../drawing/drawing.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { ProblemText } from '../problem-text.tsx';
import { useDraftHindrance } from './use-draft-hindrance.ts';
import type { Editor } from './use-editor.ts';

/** A large table may have a problem in each of its cells. */
const SHOWN_MAX = 50;

/** All that keeps the flow from being published; a click leads to the step. */
export function ProblemsBar({ editor }: { readonly editor: Editor }) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const { problems } = editor;
  const nameOf = (id: string | undefined): string => {
    const step = id === undefined ? undefined : stepOf(editor.drawing, id);
    return step === undefined
      ? t('flowPanel.title')
      : words.stepName(step, editor.components.get(step.component));
  };
  const { submit, publish } = useDraftHindrance(editor);
  // It is also said where nobody can hover over the button.
  const hindrance = submit ?? publish;
  if (!editor.isChecked && problems.length === 0) return null;
  const blocks = editor.findings.filter(({ severity }) => severity === 'block');
  const choose = (id: string): void => {
    editor.select([id]);
    requestAnimationFrame(() => focusStep(id));
  };
  if (problems.length === 0 && blocks.length > 0) {
    return (
      <section className="problems-bar" aria-label={t('findingCount', { count: blocks.length })}>
        <p className="problems-bar-title" role="status">
          <ExclamationCircleFilled aria-hidden /> {t('findingCount', { count: blocks.length })}
        </p>
        <ul>
          {blocks.map(({ rule, node, message }, index) => (
            <li key={`${index} ${rule}`}>
              <button type="button" onClick={() => choose(node ?? TRIGGER)}>
                <b>{nameOf(node)}</b> {message[i18n.language as 'en' | 'zh-CN']}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  if (problems.length === 0) {
    return (
      <p className="problems-bar problems-bar-none" role="status">
        <CheckCircleFilled aria-hidden />{' '}
        {hindrance === null ? t('sound') : t('soundFor', { hindrance })}
      </p>
    );
  }
  return (
    <section className="problems-bar" aria-label={t('problemCount', { count: problems.length })}>
      <p className="problems-bar-title" role="status">
        <ExclamationCircleFilled aria-hidden /> {t('problemCount', { count: problems.length })}
      </p>
      <ul>
        {problems.slice(0, SHOWN_MAX).map((problem, index) => (
          <li key={`${index} ${problem.code} ${problem.node ?? ''}`}>
            <button type="button" onClick={() => choose(problem.node ?? TRIGGER)}>
              <b>{nameOf(problem.node)}</b> <ProblemText problem={problem} />
            </button>
          </li>
        ))}
        {problems.length > SHOWN_MAX && (
          <li className="quiet">{t('problemsMore', { count: problems.length - SHOWN_MAX })}</li>
        )}
      </ul>
    </section>
  );
}
