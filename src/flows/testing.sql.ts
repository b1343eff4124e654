/** The runs of an order, for tests. */
export const READ_RUNS = `select flow_code as flow, flow_version as version, state, trail,
   failures -> 0 ->> 'message' as failure
 from flows.run where order_id = $1 order by entered_at, flow_code`;

/** What happened to an order, and who did it, for tests. */
export const READ_TOLD = `select type || ' by ' || actor as told from hub.event where order_id = $1 order by xid, id`;
