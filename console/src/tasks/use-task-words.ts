import { useTranslation } from 'react-i18next';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { useFlows } from '../flows/flow-queries.ts';
import { useOutputWord } from '../flows/use-output-word.ts';
import { nameIn, spelledOut } from '../flows/flow-names.ts';
import type { TaskField } from './task-answers.ts';

/** What a task says, in the reader's words. */
export function useTaskWords() {
  const { i18n } = useTranslation();
  const { t: common } = useTranslation();
  const output = useOutputWord();
  // Whoever may do tasks need not be allowed to read flows: then the flow is told by its code.
  const { data: flows } = useFlows(useMay()('flows:read'));
  return {
    output,
    flow: ({ flow }: Pick<FlowTask, 'flow'>): string => {
      const known = flows?.items.find(({ code }) => code === flow);
      return known === undefined ? flow : nameIn(i18n.language, known.names);
    },
    field: (name: string, { title }: TaskField): string =>
      title === undefined ? spelledOut(name) : nameIn(i18n.language, title),
    role: (role: FlowTask['role']): string => common(`role.${role}`),
  };
}
