import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { COUNTED_MAX, useTasksForMe } from '../tasks/task-queries.ts';
import { TasksTab } from '../tasks/tasks-tab.tsx';
import { Page } from '../ui/page.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import { ExceptionsTab } from './exceptions-tab.tsx';

const TABS = ['exceptions', 'tasks'] as const;

/** Where people look for what wants them: what went wrong, and what flows ask them to do. */
export function ExceptionsPage() {
  const { t } = useTranslation('exceptions');
  const { tab } = useSearch({ from: '/inside/exceptions' });
  const active = TABS.find((name) => name === tab) ?? 'exceptions';
  const mine = useTasksForMe();
  const counted = mine > COUNTED_MAX ? `${COUNTED_MAX}+` : String(mine);
  return (
    <Page title={t('title')} lead={t(active === 'tasks' ? 'tasksLead' : 'lead')} isWide>
      <TabLinks
        label={t('title')}
        active={active}
        tabs={[
          { name: 'exceptions', text: t('tab_exceptions'), search: { tab: 'exceptions' } },
          {
            name: 'tasks',
            text: mine === 0 ? t('tab_tasks') : t('tab_tasksMine', { number: counted }),
            search: { tab: 'tasks' },
          },
        ]}
      />
      {active === 'tasks' ? <TasksTab /> : <ExceptionsTab />}
    </Page>
  );
}
