/** Whether every event that was committed lies below the oldest open transaction. */
export const HISTORY_IS_COMPLETE = `
  select coalesce(max(xid) < hub.horizon(), true) as is_complete
  from (select xid from hub.event order by xid desc, id desc limit 1) as newest`;
