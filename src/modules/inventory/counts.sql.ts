import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const countPlans = defineRecordTable({
  table: 'inventory.count_plan',
  key: 'code',
  keyType: 'text',
  columns: ['code', 'version', 'location_id', 'rule', 'is_active', 'next_run_at'],
  instants: ['next_run_at'],
});

export const countTasks = defineRecordTable({
  table: 'inventory.count_task',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'plan_code',
    'location_id',
    'sku_id',
    'slot',
    'is_blind',
    'tolerance',
    'why',
    'state',
    'counts',
    'variance',
    'unposted',
    'reason',
    'created_at',
    'state_since',
  ],
  instants: ['created_at', 'state_since'],
});

export const readDuePlans = defineStatement(
  'inventory_read_due_count_plans',
  `select code, location_id, rule, version, next_run_at from inventory.count_plan
   where is_active and next_run_at <= to_timestamp($1::bigint / 1000.0)
   order by next_run_at, code limit 1`,
);

/** SKUs that a plan chooses among: those worth most, should a location have more. */
export const CANDIDATES_MAX = 5_000;
/** Newest entries of a position that tell how much of it moves. */
const CANDIDATE_ENTRIES_MAX = 2_000;

export const readCountCandidates = defineStatement(
  'inventory_read_count_candidates',
  `select place.sku_id, sku.code as sku, place.on_hand, sku.value_minor, told.moved, told.short_picks,
     (select max(task.state_since) from inventory.count_task as task
      where task.sku_id = place.sku_id and task.location_id = place.location_id
        and task.state in ('posted', 'short')) as counted_at,
     exists (select from inventory.count_task as task
      where task.sku_id = place.sku_id and task.location_id = place.location_id
        and task.state in ('open', 'recount', 'approval')) as is_open
   from (
     select position.sku_id, position.location_id, position.on_hand
     from inventory.stock_position as position
     join inventory.sku on sku.id = position.sku_id
     where position.location_id = $1::int and position.on_hand > 0
     order by position.on_hand * sku.value_minor desc, position.sku_id limit ${CANDIDATES_MAX}
   ) as place
   join inventory.sku on sku.id = place.sku_id
   cross join lateral (
     select coalesce(-sum(on_hand_delta) filter (where kind = 'ship'), 0)::int as moved,
       coalesce(sum(quality_control_delta) filter (where kind in ('short_pick', 'count')), 0)::int
         as short_picks
     from (
       select kind, on_hand_delta, quality_control_delta, recorded_at from inventory.stock_entry
       where sku_id = place.sku_id and location_id = place.location_id
       order by id desc limit ${CANDIDATE_ENTRIES_MAX}
     ) as entry
     where recorded_at > to_timestamp($2::bigint / 1000.0)
   ) as told
   order by place.sku_id`,
);

/** Of what is kept for nobody, that of which units have become free. */
export const readSettleable = defineStatement(
  'inventory_read_settleable',
  `select allotment.code
   from inventory.allotment
   join inventory.stock_position as position
     on position.sku_id = allotment.sku_id and position.location_id = allotment.location_id
   where allotment.state = 'active' and allotment.channel is null
     and position.on_hand > position.reserved + position.allocated + position.damaged
       + position.quality_control
   order by allotment.code limit $1::int`,
);

const TASK_COLUMNS = `task.id, task.plan_code, location.code as location, sku.code as sku, task.slot,
  task.is_blind, task.tolerance, task.why, task.state, task.counts, task.variance, task.unposted,
  task.reason, task.created_at, task.state_since
  from inventory.count_task as task
  join inventory.location on location.id = task.location_id
  join inventory.sku on sku.id = task.sku_id`;

export const readCountTask = defineStatement(
  'inventory_read_count_task',
  `select ${TASK_COLUMNS} where task.id = $1::text`,
);

export const listCountTasks = defineStatement(
  'inventory_list_count_tasks',
  `select ${TASK_COLUMNS} where task.id > $1::text order by task.id limit $2::int`,
);

export const listCountTasksAtLocation = defineStatement(
  'inventory_list_count_tasks_at_location',
  `select ${TASK_COLUMNS} where task.id > $1::text and task.location_id = $3::int
   order by task.id limit $2::int`,
);

export const listCountTasksInState = defineStatement(
  'inventory_list_count_tasks_in_state',
  `select ${TASK_COLUMNS} where task.id > $1::text and task.location_id = $3::int and task.state = $4::text
   order by task.id limit $2::int`,
);

export const listCountPlans = defineStatement(
  'inventory_list_count_plans',
  `select plan.code, location.code as location, plan.rule, plan.is_active, plan.next_run_at
   from inventory.count_plan as plan
   join inventory.location on location.id = plan.location_id
   where plan.code > $1::text order by plan.code limit $2::int`,
);
