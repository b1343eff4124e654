import { createStuckOrders } from '../src/modules/tracking/index.ts';
import { queryCheck, type Check } from './oracle-checks.ts';

/** What must hold of work on the outside and of what is stuck or has failed. */
export const EXCEPTION_CHECKS: readonly Check[] = [
  queryCheck(
    'jobs',
    'what a provider is still asked for has a job, and what has failed for good has an exception',
    `with asked as (
       select header.id as order_id, operation.value ->> 'id' as id, operation.value ->> 'state' as state
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'paymentOperations') as operation
     )
     select 'order ' || order_id || ' asks for ' || id || ', and no job does' as found from asked
     where state = 'requested' and not exists (select from graphile_worker._private_jobs as job where job.key = 'payment/' || asked.id)
     union all
     select 'job ' || job.id || ' is dead (' || coalesce(last_error, '') || ') without an exception' from graphile_worker._private_jobs as job
     where attempts >= max_attempts and not exists (
       select from tracking.exception where state = 'open' and subjects::text like '%"job/' || job.id || '"%'
     )`,
  ),
  queryCheck(
    'exceptions',
    'an open exception has an owner, a limit of time and somebody who suffers; of one cause there is one',
    `select 'exception ' || id || ' is ' || state || ': ' || left(row_to_json(exception)::text, 300) as found from tracking.exception
     where (state = 'open') <> (open_key is not null) or (state = 'resolved') <> (resolved_at is not null)
       or owner !~ '^(role|person)/' or due_at <= opened_at or subject_count < jsonb_array_length(subjects)
       or (state = 'open' and next_deadline_at <= to_timestamp($1::bigint / 1000.0))`,
  ),
  {
    name: 'stuck',
    claim:
      'whatever is past its limit is looked at by somebody, and nobody looks at what has gone on',
    async find(pool, at) {
      // The room's own eyes, opened anew: everything that they would still say was not said.
      const found: string[] = [];
      const eyes = createStuckOrders();
      for (const { kind, body } of await eyes.due(pool, at, 10_000)) {
        // Resolved by a person, it is raised again with the next look: that is no omission of the clock's.
        const { causeKey, subject } = body as {
          readonly causeKey: string;
          readonly subject: string;
        };
        const { rows } = await pool.query(
          `select 1 from tracking.exception where state = 'resolved' and resolved_by like 'key/%' and subjects::text like '%' || $1 || '"%'`,
          [subject],
        );
        if (rows.length === 0) found.push(`${kind} ${causeKey} of ${subject} was not said`);
      }
      return found;
    },
  },
];
