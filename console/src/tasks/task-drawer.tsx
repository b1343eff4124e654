import { Link } from '@tanstack/react-router';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { useMay, useMe } from '../client/session.ts';
import { useActor } from '../locales/words.ts';
import { Moment } from '../ui/figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TaskActions } from './task-actions.tsx';
import { inOrder } from './form-order.ts';
import { TaskForm } from './task-form.tsx';
import { useTask } from './task-queries.ts';
import { standingOf } from './task-standing.ts';
import { TaskClock } from './task-cells.tsx';
import { useTaskWords } from './use-task-words.ts';

/** One task: what is asked, for which order, whose it is, and the form that completes it. */
export function TaskDrawer({
  id,
  close,
}: {
  readonly id: string | null;
  readonly close: () => void;
}) {
  const { data: task, error, isPending, refetch } = useTask(id);
  return (
    <Drawer
      open={id !== null}
      onClose={close}
      size="min(520px, 100vw)"
      destroyOnHidden
      title={task?.title}
    >
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton active />}
      {task !== undefined && <Content key={task.id} task={task} close={close} />}
    </Drawer>
  );
}

function Content({ task, close }: { readonly task: FlowTask; readonly close: () => void }) {
  const { t } = useTranslation('tasks');
  const may = useMay();
  const me = useMe();
  const actor = useActor();
  const words = useTaskWords();
  const standing = standingOf(task, me);
  const isDoable = (standing === 'mine' || standing === 'free') && may('exceptions:write');
  const said =
    standing === 'over' ? (task.state === 'done' ? 'done' : ('withdrawn' as const)) : standing;
  return (
    <div className="task-detail">
      <dl className="task-facts">
        <dt>{t('order')}</dt>
        <dd>
          <Link to="/orders/$id" params={{ id: task.orderId }}>
            {task.orderId}
          </Link>
        </dd>
        <dt>{t('flow')}</dt>
        <dd>
          {may('flows:read') ? (
            <Link
              to="/flows/$code"
              params={{ code: task.flow }}
              search={{ tab: 'runs', run: task.runId }}
            >
              {t('version', { flow: words.flow(task), number: task.flowVersion })}
            </Link>
          ) : (
            t('version', { flow: words.flow(task), number: task.flowVersion })
          )}
        </dd>
        <dt>{t('opened')}</dt>
        <dd>
          <Moment at={task.openedAt} />
        </dd>
        <dt>{task.doneAt === null ? t('due') : t('doneAt')}</dt>
        <dd>
          <TaskClock task={task} />
        </dd>
      </dl>
      <p className={`task-standing task-standing-${standing}`}>
        {t(`standing.${said}`, {
          role: words.role(task.role),
          name: actor(task.doneBy ?? task.claimedBy ?? ''),
        })}
        {(standing === 'mine' || standing === 'free') && !isDoable && ` ${t('readOnly')}`}
      </p>
      {isDoable && <TaskActions task={task} standing={standing} />}
      {isDoable && <TaskForm task={task} onDone={close} />}
      {!isDoable && task.state !== 'done' && <AskedFields task={task} />}
      {task.state === 'done' && <Answers task={task} />}
    </div>
  );
}

/** What the form asks, for those who only look. */
function AskedFields({ task }: { readonly task: FlowTask }) {
  const { t } = useTranslation('tasks');
  const words = useTaskWords();
  const fields = inOrder(task.form.properties, task.form.order);
  return (
    <section>
      <h3>{t('form')}</h3>
      {fields.length === 0 && <p className="quiet">{t('noForm')}</p>}
      <ul className="task-asked">
        {fields.map(([name, field]) => (
          <li key={name}>{words.field(name, field)}</li>
        ))}
      </ul>
    </section>
  );
}

function Answers({ task }: { readonly task: FlowTask }) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  const words = useTaskWords();
  const { answers, outcome, form } = task;
  return (
    <section>
      <h3>{t('answers')}</h3>
      <dl className="task-facts">
        {outcome !== null && (
          <>
            <dt>{t('outcome')}</dt>
            <dd>{words.output(outcome)}</dd>
          </>
        )}
        {inOrder(answers ?? {}, form.order).map(([name, value]) => {
          const field = form.properties[name];
          const text = typeof value === 'boolean' ? common(value ? 'yes' : 'no') : String(value);
          return (
            <div key={name} className="task-fact">
              <dt>{field === undefined ? name : words.field(name, field)}</dt>
              <dd>{text}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
