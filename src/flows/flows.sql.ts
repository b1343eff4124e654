import { defineCopy } from '../platform/postgres/copy.ts';
import { defineStatement } from '../platform/postgres/index.ts';

/** Every process reads the live flows anew when the number has changed. */
export const raiseFlowVersion = defineStatement(
  'flows_raise_fact_version',
  `insert into hub.fact_version as known (name, version) values ('flow', 1)
   on conflict (name) do update set version = known.version + 1`,
);

/** What orders enter: the live version of each flow, and the one that is released to a share of them. */
export const readLiveFlows = defineStatement(
  'flows_read_live',
  `select made.flow_code, made.number, made.definition, null::uuid as release_id, null::int as share_millionths
   from flows.flow as known
   join flows.flow_version as made on (made.flow_code, made.number) = (known.code, known.live_version)
   union all
   select made.flow_code, made.number, made.definition, release.id, release.share_millionths
   from flows.flow as known
   join flows.release as release on release.id = known.canary_release and release.state = 'releasing'
   join flows.flow_version as made on (made.flow_code, made.number) = (known.code, release.flow_version)
   order by flow_code, number`,
);

/** Versions that runs were pinned to when they entered. */
export const readFlowVersions = defineStatement(
  'flows_read_versions',
  `select made.flow_code, made.number, made.definition
   from unnest($1::text[], $2::int[]) as given (flow_code, number)
   join flows.flow_version as made on (made.flow_code, made.number) = (given.flow_code, given.number)`,
);

export const insertFlowVersions = defineStatement(
  'flows_insert_versions',
  `insert into flows.flow_version (flow_code, number, hash, definition, layout, published_at, published_by)
   select flow_code, number, hash, definition, layout, to_timestamp(published_at_ms / 1000.0), published_by
   from jsonb_to_recordset($1::jsonb) as given (flow_code text, number int, hash text, definition jsonb,
     layout jsonb, published_at_ms bigint, published_by text)
   order by flow_code, number`,
);

const RUN_COLUMNS = [
  'id',
  'flow_code',
  'flow_version',
  'order_id',
  'event_id',
  'state',
  'entered_at',
  'ended_at',
  'outcome',
  'trail',
  'failures',
  'progress',
  'version',
  'log',
] as const;

/** 2,000 orders a second enter several flows each. */
export const copyRuns = defineCopy('flows.run', RUN_COLUMNS);
export const copyTokens = defineCopy('flows.token', [
  'run_id',
  'number',
  'node',
  'next_deadline_at',
  'signal_key',
]);

const READ_RUNS = `select ${RUN_COLUMNS.join(', ')} from flows.run where id = any($1::uuid[]) order by id`;
export const readRuns = defineStatement('flows_read_runs', READ_RUNS);
export const lockRuns = defineStatement('flows_lock_runs', `${READ_RUNS} for update`);

/** What became of runs that had waited. */
export const updateRuns = defineStatement(
  'flows_update_runs',
  `update flows.run as known
   set flow_version = given.flow_version, state = given.state, ended_at = to_timestamp(given.ended_at_ms / 1000.0),
     outcome = given.outcome, trail = given.trail, failures = given.failures,
     progress = given.progress, log = given.log, version = known.version + 1
   from jsonb_to_recordset($1::jsonb) as given (id uuid, flow_version int, state text, ended_at_ms bigint,
     outcome text, trail text, failures jsonb, progress jsonb, log jsonb, version int)
   where known.id = given.id and known.version = given.version`,
);

/** Runs that wait in a version, the oldest first, behind ($3, $4). */
export const listWaitingRuns = defineStatement(
  'flows_list_waiting_runs',
  `select ${RUN_COLUMNS.join(', ')} from flows.run
   where state = 'waiting' and flow_code = $1::text and flow_version = $2::int
     and ($3::bigint is null or (entered_at, id) > (to_timestamp($3::bigint / 1000.0), $4::uuid))
   order by entered_at, id limit $5::int`,
);

export const deleteTokens = defineStatement(
  'flows_delete_tokens',
  `delete from flows.token where run_id = any($1::uuid[])`,
);

/** What waits for a time that has come, the most overdue first. */
export const readDueTokens = defineStatement(
  'flows_read_due_tokens',
  `select run_id, number from flows.token
   where next_deadline_at <= to_timestamp($1::bigint / 1000.0)
   order by next_deadline_at limit $2::int`,
);

const RUNS_WAITING = `(select count(*)::int from flows.run
   where run.flow_code = known.code and run.state = 'waiting') as runs_waiting`;

/** What became of what was submitted last, and which share of the orders enters what is released now. */
const RELEASED = `(select latest.state from flows.release as latest where latest.flow_code = known.code
     order by latest.submitted_at desc, latest.id desc limit 1) as latest_release,
   (select canary.share_millionths from flows.release as canary
     where canary.id = known.canary_release and canary.state = 'releasing') as share_millionths`;

export const listFlows = defineStatement(
  'flows_list',
  `select code, draft, versions_made, live_version, changed_at, changed_by, ${RELEASED}, ${RUNS_WAITING}
   from flows.flow as known order by code`,
);

export const readFlow = defineStatement(
  'flows_read',
  `select code, draft, layout, draft_version, live_version, changed_at, changed_by, ${RELEASED}
   from flows.flow as known where code = $1::text`,
);

export const listVersions = defineStatement(
  'flows_list_versions',
  `select number, hash, published_at, published_by from flows.flow_version
   where flow_code = $1::text order by number desc limit 100`,
);

export const readVersion = defineStatement(
  'flows_read_version',
  `select hash, definition, layout, published_at, published_by from flows.flow_version
   where flow_code = $1::text and number = $2::int`,
);

const RUN_LIST = RUN_COLUMNS.map((name) => `run.${name}`).join(', ');
const NEWEST_FIRST = 'order by run.entered_at desc, run.id desc';
/** Behind a moment and a run; null: from the newest on. Each list has its own index: runs are many. */
const behind = (moment: string, id: string) =>
  `(${moment}::bigint is null
     or (run.entered_at, run.id) < (to_timestamp(${moment}::bigint / 1000.0), ${id}::uuid))`;

/** Newest first, of all runs. */
export const listRuns = defineStatement(
  'flows_list_runs',
  `select ${RUN_LIST} from flows.run where ${behind('$1', '$2')} ${NEWEST_FIRST} limit $3::int`,
);

/** Newest first, of one order. */
export const listRunsOfOrder = defineStatement(
  'flows_list_runs_of_order',
  `select ${RUN_LIST} from flows.run
   where order_id = $4::bigint and ${behind('$1', '$2')} ${NEWEST_FIRST} limit $3::int`,
);

/** Newest first, of one version of a flow or of all ($5 null): a page of each version, and of these the newest. */
export const listRunsOfFlow = defineStatement(
  'flows_list_runs_of_flow',
  `select ${RUN_LIST} from flows.flow_version as made
   cross join lateral (
     select * from flows.run
     where run.flow_code = made.flow_code and run.flow_version = made.number and ${behind('$1', '$2')}
     ${NEWEST_FIRST} limit $3::int
   ) as run
   where made.flow_code = $4::text and ($5::int is null or made.number = $5::int)
   ${NEWEST_FIRST} limit $3::int`,
);

/** Newest first, of what one order did in one flow ($6 null: in all its versions). */
export const listRunsOfOrderInFlow = defineStatement(
  'flows_list_runs_of_order_in_flow',
  `select ${RUN_LIST} from flows.run
   where order_id = $4::bigint and flow_code = $5::text and ($6::int is null or flow_version = $6::int)
     and ${behind('$1', '$2')} ${NEWEST_FIRST} limit $3::int`,
);
