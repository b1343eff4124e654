import { queryCheck, type Check } from './oracle-checks.ts';

/** What must hold of counts and of stock that another system keeps. */
export const COUNT_CHECKS: readonly Check[] = [
  queryCheck(
    'drift-found',
    'a difference with another system is found within a minute, and the first cause is the one that was made to happen',
    `select 'snapshot ' || snapshot.id || ' of ' || snapshot.source || ' was not compared within a minute' as found
     from inventory.stock_snapshot as snapshot
     where snapshot.source like 'twin-wms/%' and (snapshot.state = 'received' or not exists (
       select from hub.event where type = 'snapshot.compared' and data::json ->> 'id' = snapshot.id and recorded_at <= snapshot.received_at + interval '1 minute'
     ))
     union all
     select 'drift ' || drift.id || ' of ' || drift.theirs - drift.ours || ' units was made by ' || snapshot.source || ', found is ' || coalesce(drift.causes -> 0 ->> 'cause', 'nothing')
     from inventory.stock_drift as drift join inventory.stock_snapshot as snapshot on snapshot.id = drift.snapshot_id
     where snapshot.source like 'twin-wms/%' and snapshot.source is distinct from 'twin-wms/' || (drift.causes -> 0 ->> 'cause')
     union all
     select 'snapshot ' || snapshot.id || ' of ' || snapshot.source || ' shows ' || count(drift.id) || ' differences'
     from inventory.stock_snapshot as snapshot left join inventory.stock_drift as drift on drift.snapshot_id = snapshot.id
     where snapshot.source like 'twin-wms/%' and snapshot.state <> 'received' group by snapshot.id having count(drift.id) <> 1`,
  ),
  queryCheck(
    'corrections',
    'stock is only corrected to another system once a second person has approved it, and counts are only posted by what was counted',
    `select 'snapshot ' || snapshot.id || ' is ' || snapshot.state || ', decided by ' || coalesce(decided_by, 'nobody') || ', sent by ' || uploaded_by as found
     from inventory.stock_snapshot as snapshot where state in ('approved', 'posted') and (decided_by is null or decided_by = uploaded_by)
     union all
     select 'entry ' || entry.id || ' (' || entry.kind || ') cites ' || coalesce(event.type, 'nothing')
     from inventory.stock_entry as entry left join hub.event as event on event.id = entry.event_id
     where entry.kind in ('count', 'reconciliation') and coalesce(event.type, '') <> case entry.kind when 'count' then 'count.posted' else 'stock.reconciled' end
       and not (coalesce(event.type, '') = 'stock.withheld_settled' and starts_with(event.data::json ->> 'allotment', entry.kind || '/'))
     union all
     select 'count ' || id || ' is posted with a variance of ' || coalesce(variance::text, 'unknown') || ' and no count' from inventory.count_task
     where state = 'posted' and (jsonb_array_length(counts) = 0 or variance is null)`,
  ),
];
