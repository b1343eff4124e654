import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const flowTable = defineRecordTable({
  table: 'flows.flow',
  key: 'code',
  keyType: 'text',
  columns: [
    'code',
    'draft',
    'layout',
    'draft_version',
    'authors',
    'versions_made',
    'live_version',
    'submitted_release',
    'canary_release',
    'live_release',
    'former_release',
    'changed_at',
    'changed_by',
    'version',
  ],
  instants: ['changed_at'],
});

export const releaseTable = defineRecordTable({
  table: 'flows.release',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'flow_code',
    'state',
    'tier',
    'hash',
    'definition',
    'layout',
    'draft_version',
    'findings',
    'authors',
    'note',
    'submitted_at',
    'submitted_by',
    'decided_at',
    'decided_by',
    'decision_note',
    'flow_version',
    'base_version',
    'plan',
    'step_index',
    'step_since',
    'share_millionths',
    'started_at',
    'started_by',
    'ended_at',
    'ended_by',
    'judgement',
    'reasons',
    'version',
  ],
  instants: ['submitted_at', 'decided_at', 'step_since', 'started_at', 'ended_at'],
});

/**
 * Orders that take part in a release, each once, and their count beside them: an order that is triggered
 * again keeps the group and the share of its first entry. Those that were stopped without an event are marked.
 * One that is placed at last takes over what was counted of its attempts.
 */
export const enterReleases = defineStatement(
  'flows_enter_releases',
  `with given as (
     select distinct on (order_id, release_id) release_id, order_id, order_group, share_millionths, entered_at_ms,
       max(attempt_id) over (partition by order_id, release_id) as attempt_id,
       bool_or(holds) over (partition by order_id, release_id) as holds
     from jsonb_to_recordset($1::jsonb) as given (release_id uuid, order_id bigint, attempt_id bigint,
       order_group text, share_millionths int, entered_at_ms bigint, holds boolean)
     order by order_id, release_id, entered_at_ms
   ), attempted as (
     select given.order_id, given.release_id, given.holds and not known.holds as holds
     from given
     join flows.release_order as known
       on (known.order_id, known.release_id) = (given.attempt_id, given.release_id)
   ), placed as (
     update flows.release_order as known set order_id = given.order_id, holds = known.holds or given.holds
     from given
     where (known.order_id, known.release_id) = (given.attempt_id, given.release_id)
     returning known.release_id, known.order_id, known.order_group, known.share_millionths
   ), entered as (
     insert into flows.release_order (release_id, order_id, order_group, share_millionths, entered_at, holds)
     select release_id, order_id, order_group, share_millionths, to_timestamp(entered_at_ms / 1000.0), holds
     from given
     where (order_id, release_id) not in (select order_id, release_id from attempted)
     order by order_id, release_id
     on conflict do nothing
     returning release_id, order_group, share_millionths, holds
   ), held as (
     update flows.release_order as known set holds = true
     from given
     where given.holds and not known.holds
       and (known.order_id, known.release_id) = (given.order_id, given.release_id)
     returning known.release_id, known.order_group, known.share_millionths
   )
   insert into flows.release_tally
     (release_id, order_group, share_millionths, orders, failures, holds, lateness, node_errors)
   select release_id, order_group, share_millionths, sum(orders), 0, sum(holds), 0, 0
   from (
     select release_id, order_group, share_millionths, 1 as orders, holds::int as holds from entered
     union all
     select release_id, order_group, share_millionths, 0, 1 from held
     union all
     select release_id, order_group, share_millionths, 0, attempted.holds::int
     from placed join attempted using (order_id, release_id)
   ) as noted
   group by release_id, order_group, share_millionths`,
);

/**
 * Orders that were not placed take part by a number that stands for all their attempts: sent again they count once,
 * and each metric of them once.
 */
export const enterAttempts = defineStatement(
  'flows_enter_attempts',
  `with given as (
     select release_id, order_id, min(order_group) as order_group, min(share_millionths) as share_millionths,
       min(entered_at_ms) as entered_at_ms, bool_or(failures) as failures, bool_or(holds) as holds,
       bool_or(node_errors) as node_errors
     from jsonb_to_recordset($1::jsonb) as given (release_id uuid, order_id bigint, order_group text,
       share_millionths int, entered_at_ms bigint, failures boolean, holds boolean, node_errors boolean)
     group by order_id, release_id
   ), entered as (
     insert into flows.release_order
       (release_id, order_id, order_group, share_millionths, entered_at, failures, holds, node_errors)
     select release_id, order_id, order_group, share_millionths, to_timestamp(entered_at_ms / 1000.0), failures,
       holds, node_errors
     from given
     order by order_id, release_id
     on conflict do nothing
     returning release_id, order_group, share_millionths, 1 as orders, failures, holds, node_errors
   ), told_more as (
     select known.release_id, known.order_id, given.failures and not known.failures as failures,
       given.holds and not known.holds as holds, given.node_errors and not known.node_errors as node_errors
     from given join flows.release_order as known using (order_id, release_id)
   ), marked as (
     update flows.release_order as known
     set failures = known.failures or more.failures, holds = known.holds or more.holds,
       node_errors = known.node_errors or more.node_errors
     from told_more as more
     where (known.order_id, known.release_id) = (more.order_id, more.release_id)
       and (more.failures and not known.failures or more.holds and not known.holds
         or more.node_errors and not known.node_errors)
     returning known.release_id, known.order_group, known.share_millionths, 0 as orders, more.failures, more.holds,
       more.node_errors
   )
   insert into flows.release_tally
     (release_id, order_group, share_millionths, orders, failures, holds, lateness, node_errors)
   select release_id, order_group, share_millionths, sum(orders), count(*) filter (where failures),
     count(*) filter (where holds), 0, count(*) filter (where node_errors)
   from (select * from entered union all select * from marked) as noted
   group by release_id, order_group, share_millionths`,
);

/** Calls that are about no order take part once each, with what became of them. */
export const tallyKnown = defineStatement(
  'flows_tally_known',
  `insert into flows.release_tally
     (release_id, order_group, share_millionths, orders, failures, holds, lateness, node_errors)
   select release_id, order_group, share_millionths, count(*), count(*) filter (where failures),
     count(*) filter (where holds), 0, count(*) filter (where node_errors)
   from jsonb_to_recordset($1::jsonb) as given (release_id uuid, order_group text, share_millionths int,
     failures boolean, holds boolean, node_errors boolean)
   group by release_id, order_group, share_millionths`,
);

/**
 * Counts what happened to orders of releases under way, each metric of an order once: told again it changes
 * nothing. One reader at a time calls it.
 */
export const countMetrics = defineStatement(
  'flows_count_metrics',
  `with given as (
     select order_id, metric, flow_code, to_timestamp(at_ms / 1000.0) as at
     from jsonb_to_recordset($1::jsonb) as given (order_id bigint, metric text, flow_code text, at_ms bigint)
   ), hit as (
     select known.release_id, known.order_id,
       bool_or(metric = 'failures') and not known.failures as failures,
       bool_or(metric = 'holds') and not known.holds as holds,
       bool_or(metric = 'lateness') and not known.lateness as lateness,
       bool_or(metric = 'nodeErrors') and not known.node_errors as node_errors
     from given
     join flows.release_order as known on known.order_id = given.order_id and known.entered_at <= given.at
     join flows.release as release on release.id = known.release_id and release.state = 'releasing'
     where given.flow_code is null or given.flow_code = release.flow_code
     group by known.release_id, known.order_id
   ), marked as (
     update flows.release_order as known
     set failures = known.failures or hit.failures, holds = known.holds or hit.holds,
       lateness = known.lateness or hit.lateness, node_errors = known.node_errors or hit.node_errors
     from hit
     where (known.order_id, known.release_id) = (hit.order_id, hit.release_id)
       and (hit.failures or hit.holds or hit.lateness or hit.node_errors)
     returning known.release_id, known.order_group, known.share_millionths,
       hit.failures as failures, hit.holds as holds, hit.lateness as lateness, hit.node_errors as node_errors
   )
   insert into flows.release_tally
     (release_id, order_group, share_millionths, orders, failures, holds, lateness, node_errors)
   select release_id, order_group, share_millionths, 0, count(*) filter (where failures),
     count(*) filter (where holds), count(*) filter (where lateness), count(*) filter (where node_errors)
   from marked group by release_id, order_group, share_millionths`,
);

/** Releases that take a share, with where their plan stands. */
export const readReleasing = defineStatement(
  'flows_read_releasing',
  `select id, flow_code, version, plan, step_index, step_since from flows.release
   where state = 'releasing' order by id`,
);

/** Adds what was tallied to the counts; many may do so at once. */
export const foldTallies = defineStatement(
  'flows_fold_tallies',
  `with gone as (
     delete from flows.release_tally where release_id = any($1::uuid[]) returning *
   )
   insert into flows.release_count as known
     (release_id, order_group, share_millionths, orders, failures, holds, lateness, node_errors)
   select release_id, order_group, share_millionths, sum(orders), sum(failures), sum(holds), sum(lateness),
     sum(node_errors)
   from gone group by release_id, share_millionths, order_group
   order by release_id, share_millionths, order_group
   on conflict (release_id, share_millionths, order_group) do update
   set orders = known.orders + excluded.orders, failures = known.failures + excluded.failures,
     holds = known.holds + excluded.holds, lateness = known.lateness + excluded.lateness,
     node_errors = known.node_errors + excluded.node_errors`,
);

/** All that was counted: what is folded and what is tallied since. */
export const readCounts = defineStatement(
  'flows_read_counts',
  `select release_id, order_group, share_millionths, sum(orders)::bigint as orders,
     sum(failures)::bigint as failures, sum(holds)::bigint as holds, sum(lateness)::bigint as lateness,
     sum(node_errors)::bigint as node_errors
   from (
     select * from flows.release_count where release_id = any($1::uuid[])
     union all
     select * from flows.release_tally where release_id = any($1::uuid[])
   ) as counted
   group by release_id, share_millionths, order_group
   order by release_id, share_millionths, order_group`,
);

/** Forgets which orders took part in releases that are over; their counts stay. */
export const forgetReleaseOrders = defineStatement(
  'flows_forget_release_orders',
  `delete from flows.release_order where ctid = any(array(
     select known.ctid from flows.release_order as known
     join flows.release as release on release.id = known.release_id
     where release.state <> 'releasing'
     limit $1::int))`,
);

const SUMMARY = `id, flow_code, state, tier, hash, flow_version, base_version, authors, note, submitted_at, submitted_by,
  decided_at, decided_by, decision_note, share_millionths, started_at, started_by, ended_at, ended_by, version`;

/** Newest first, behind ($3, $4); of one flow and one state where they are given. */
export const listReleases = defineStatement(
  'flows_list_releases',
  `select ${SUMMARY} from flows.release
   where ($1::text is null or flow_code = $1::text) and ($2::text is null or state = $2::text)
     and ($3::bigint is null or (submitted_at, id) < (to_timestamp($3::bigint / 1000.0), $4::uuid))
   order by submitted_at desc, id desc limit $5::int`,
);
