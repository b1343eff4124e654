import { CheckCircleOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowTask } from '../client/contract.generated.d.ts';
import { CursorTable, type Column } from '../ui/cursor-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/page.tsx';
import { TaskClock, TaskOwner } from './task-cells.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { useTasks, type TaskView } from './task-queries.ts';
import './tasks.css';
import { useTaskWords } from './use-task-words.ts';

const VIEWS = ['mine', 'pending', 'done'] as const;

/** What flows ask people to do: for me, for anybody, and what was done. */
export function TasksTab() {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const { view, id } = useSearch({ from: '/inside/exceptions' });
  const shown: TaskView = VIEWS.find((name) => name === view) ?? 'mine';
  const pages = useTasks(shown);
  const words = useTaskWords();
  const go = (search: { readonly view: TaskView; readonly id?: string }): void =>
    void navigate({ to: '/exceptions', search: { tab: 'tasks', ...search }, replace: true });
  const columns: readonly Column<FlowTask>[] = [
    {
      key: 'what',
      title: t('what'),
      width: 'minmax(200px, 1.6fr)',
      render: ({ title }) => <strong className="task-title">{title}</strong>,
    },
    {
      key: 'order',
      title: t('order'),
      width: '130px',
      render: ({ orderId }) => <span className="numbers">{orderId}</span>,
    },
    { key: 'flow', title: t('flow'), width: 'minmax(140px, 1fr)', render: words.flow },
    {
      key: 'who',
      title: t('who'),
      width: 'minmax(140px, 0.9fr)',
      render: (task) => <TaskOwner task={task} />,
    },
    {
      key: 'due',
      title: shown === 'done' ? t('doneAt') : t('due'),
      width: '150px',
      align: 'end',
      render: (task) => <TaskClock task={task} />,
    },
  ];
  return (
    <>
      <div className="exceptions-bar">
        <Segmented<TaskView>
          aria-label={t('view')}
          value={shown}
          onChange={(next) => go({ view: next })}
          options={VIEWS.map((name) => ({ value: name, label: t(`view_${name}`) }))}
        />
      </div>
      <Section isFlush>
        <CursorTable
          label={t('list')}
          columns={columns}
          pages={pages}
          rowKey={(task) => task.id}
          onOpen={(task) => go({ view: shown, id: task.id })}
          renderCard={(task) => (
            <span className="task-card">
              <span className="task-card-head">
                <strong className="task-title">{task.title}</strong>
                <TaskClock task={task} />
              </span>
              <span>
                {t('orderNumber', { id: task.orderId })} · <TaskOwner task={task} />
              </span>
              <span className="quiet">{words.flow(task)}</span>
            </span>
          )}
          empty={<Empty view={shown} />}
        />
      </Section>
      <TaskDrawer id={id ?? null} close={() => go({ view: shown })} />
    </>
  );
}

function Empty({ view }: { readonly view: TaskView }) {
  const { t } = useTranslation('tasks');
  const icon = <CheckCircleOutlined />;
  if (view === 'done') return <EmptyState icon={icon} title={t('emptyDone')} />;
  return view === 'mine' ? (
    <EmptyState icon={icon} title={t('emptyMine')} lead={t('emptyMineLead')} />
  ) : (
    <EmptyState icon={icon} title={t('emptyPending')} lead={t('emptyPendingLead')} />
  );
}
