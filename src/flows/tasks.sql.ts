import { defineRecordTable } from '../hub/index.ts';
import { defineStatement } from '../platform/postgres/index.ts';

export const taskTable = defineRecordTable({
  table: 'flows.task',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'flow_code',
    'flow_version',
    'node',
    'run_id',
    'order_id',
    'title',
    'form',
    'outputs',
    'role',
    'not_by',
    'state',
    'claimed_by',
    'opened_at',
    'due_at',
    'next_deadline_at',
    'overdue_at',
    'done_at',
    'done_by',
    'outcome',
    'answers',
    'version',
  ],
  instants: ['opened_at', 'due_at', 'next_deadline_at', 'overdue_at', 'done_at'],
});

const COLUMNS = taskTable.columns.join(', ');

/**
 * Newest first, behind ($5, $6); by state, role, who has it, order. Of $8 with the roles $9 (null: all of them):
 * what they have claimed, and what is open to them.
 */
export const listTasks = defineStatement(
  'flows_list_tasks',
  `select ${COLUMNS} from flows.task
   where ($1::text[] is null or state = any($1::text[]))
     and ($2::text is null or role = $2::text)
     and ($3::text is null or claimed_by = $3::text)
     and ($4::bigint is null or order_id = $4::bigint)
     and ($8::text is null or (state in ('open', 'claimed') and (claimed_by = $8::text or (
       claimed_by is null and ($9::text[] is null or role = any($9::text[])) and not not_by ? $8::text))))
     and ($5::bigint is null or (opened_at, id) < (to_timestamp($5::bigint / 1000.0), $6::uuid))
   order by opened_at desc, id desc limit $7::int`,
);

export const readTask = defineStatement(
  'flows_read_task',
  `select ${COLUMNS} from flows.task where id = $1::uuid`,
);

/** Whose time is over, the most overdue first. */
export const readDueTasks = defineStatement(
  'flows_read_due_tasks',
  `select id from flows.task where next_deadline_at <= to_timestamp($1::bigint / 1000.0)
   order by next_deadline_at limit $2::int`,
);

/** Tasks that nothing waits for any more. */
export const readLeftTasks = defineStatement(
  'flows_read_left_tasks',
  `select task.id from flows.task
   where task.state in ('open', 'claimed')
     and not exists (select 1 from flows.token
       where token.run_id = task.run_id and token.signal_key = 'task:' || task.id)
   limit $1::int`,
);
