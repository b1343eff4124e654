import { useTranslation } from 'react-i18next';
import { sayReason } from './expression/problem-words.ts';
import type { FlowProblem } from './flow-queries.ts';
import { useTableProblemWords } from './table/use-table-problems.ts';
import { useFlowWords } from './use-flow-words.ts';

/** What is wrong with a drawing or an asset, in the reader's words; what has none is told as the server says it. */
export function useProblemWords(): (problem: FlowProblem) => string {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const tableWords = useTableProblemWords();
  const say = t as (key: string, facts: object) => string;
  return (problem) => {
    const { code, node, setting, message, mend } = problem;
    const field = setting?.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part));
    const ofTable = tableWords(problem);
    if (ofTable !== null) return ofTable;
    const facts = {
      field: field === undefined ? '' : words.field(field),
      reason: sayReason(i18n.language, problem),
      ...BRACES,
    };
    const ofNode = node === undefined ? '' : 'called';
    const keys = [field === undefined ? ofNode : 'at', ''].map((which) =>
      which === '' ? `problem.${code}` : `problem.${code}_${which}`,
    );
    const key = keys.find((each) => i18n.exists(each, { ns: 'flows' }));
    return key === undefined ? `${message} ${mend}` : say(key, facts);
  };
}

/** What people write into texts and that the texts themselves are filled by. */
const BRACES = { brace: '{name}', twice: '{{' };
