import { useTranslation } from 'react-i18next';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { DueClock } from '../exceptions/due-clock.tsx';
import { useActor } from '../locales/words.ts';
import { Moment } from '../ui/figures.tsx';
import './tasks.css';
import { useTaskWords } from './use-task-words.ts';

/** Who has it, or who may claim it. */
export function TaskOwner({ task }: { readonly task: FlowTask }) {
  const { t } = useTranslation('tasks');
  const actor = useActor();
  const words = useTaskWords();
  const who = task.doneBy ?? task.claimedBy;
  return who === null ? (
    <span className="quiet">{t('forRole', { role: words.role(task.role) })}</span>
  ) : (
    <>{actor(who)}</>
  );
}

/** How long there is still; of what was done, when. */
export function TaskClock({ task }: { readonly task: FlowTask }) {
  const { t } = useTranslation('tasks');
  if (task.doneAt !== null) return <Moment at={task.doneAt} />;
  if (task.dueAt === null) return <span className="quiet">{t('noDue')}</span>;
  return <DueClock dueAt={task.dueAt} />;
}
