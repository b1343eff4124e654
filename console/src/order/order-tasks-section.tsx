import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { useTasksOfOrder } from '../tasks/task-queries.ts';
import { TaskClock, TaskOwner } from '../tasks/task-cells.tsx';
import { Section } from '../ui/page.tsx';

/** What people are to decide before the order goes on. Not shown without any. */
export function OrderTasksSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('tasks');
  const { data } = useTasksOfOrder(order.id);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t('onOrder')}>
      <ul className="links">
        {data.items.map((task) => (
          <li key={task.id}>
            <p>
              <Link to="/exceptions" search={{ tab: 'tasks', view: 'pending', id: task.id }}>
                {task.title}
              </Link>
            </p>
            <p className="order-task">
              <TaskOwner task={task} />
              <TaskClock task={task} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
