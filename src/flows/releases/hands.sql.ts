import { defineStatement } from '../../platform/postgres/index.ts';

/**
 * When somebody began what an approval would cover now: the first change of a flow behind what a person has approved
 * last, of an asset behind its last version. What stands in the audit, by the same names.
 */
export const readBeginnings = defineStatement(
  'flows_read_beginnings',
  `select asked.code, (
     select min(drawn.at) from flows.audit as drawn
     where drawn.flow_code = asked.code and drawn.action in ('drawn', 'asset_drawn')
       and drawn.number > covered.number) as began_at
   from unnest($1::text[]) as asked (code)
   cross join lateral (
     select coalesce(max(ended.number), 0) as number from (
       select min(entry.number) as number
       from flows.audit as entry join flows.release as release on release.id = entry.release_id
       where entry.flow_code = asked.code and release.decided_by is not null and release.state <> 'rejected'
       group by entry.release_id
       union all
       select entry.number from flows.audit as entry
       where entry.flow_code = asked.code and entry.action = 'asset_published'
     ) as ended
   ) as covered`,
);
