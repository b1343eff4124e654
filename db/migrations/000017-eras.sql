-- A restored database goes on after its backup, but in a cluster that counts its transactions by itself. The places
-- of events are therefore transactions plus a shift: 0 unless a restore has begun a new era
-- (docs/decisions/0009-backup.md). It is a constant in a function, so that the planner folds it away.

create function hub.transaction_shift() returns bigint
  language sql immutable parallel safe
  return 0::bigint;

-- Where the events of a transaction stand in the history.
create function hub.place_of(given xid8) returns xid8
  language sql immutable parallel safe
  return case when hub.transaction_shift() = 0 then given
    else (given::text::bigint + hub.transaction_shift())::text::xid8 end;

-- Every transaction below this place has ended: nothing will ever appear between the events below it.
create function hub.horizon() returns xid8
  language sql stable parallel safe
  return hub.place_of(pg_snapshot_xmin(pg_current_snapshot()));

alter table hub.event alter column xid set default hub.place_of(pg_current_xact_id());
