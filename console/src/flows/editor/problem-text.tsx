import { useTranslation } from 'react-i18next';
import { stepOf } from '../drawing/drawing.ts';
import type { FlowProblem } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { useTableProblemWords } from '../table/use-table-problems.ts';
import type { Editor } from './use-editor.ts';

/** What is wrong with a drawing, in the reader's words; what has none is told as the server says it. */
export function ProblemText({
  editor,
  problem,
}: {
  readonly editor: Editor;
  readonly problem: FlowProblem;
}) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const tableWords = useTableProblemWords();
  const { code, node, setting } = problem;
  const step = node === undefined ? undefined : stepOf(editor.drawing, node);
  const name =
    step === undefined ? '' : words.stepName(step, editor.components.get(step.component));
  const field = setting?.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
  const ofTable = tableWords(problem);
  if (ofTable !== null) return <span>{ofTable}</span>;
  const facts = { name, field: field === undefined ? '' : words.field(field) };
  const key = field === undefined ? `problem.${code}` : `problem.${code}_at`;
  if (i18n.exists(key, { ns: 'flows' })) {
    return <span>{(t as (key: string, facts: object) => string)(key, facts)}</span>;
  }
  if (i18n.exists(`problem.${code}`, { ns: 'flows' })) {
    return <span>{(t as (key: string, facts: object) => string)(`problem.${code}`, facts)}</span>;
  }
  return (
    <span>
      {problem.message} {problem.mend}
    </span>
  );
}
