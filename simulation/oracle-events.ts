import {
  compileRules,
  decideSourcing,
  isSameChoice,
  readRules,
  unpackDecision,
  type CompiledRules,
} from '../src/modules/sourcing/index.ts';
import { decisionKinds } from '../src/api/decision-kinds.ts';
import { queryCheck, type Check } from './oracle-checks.ts';

/** What must hold of the story that the events tell. */
export const EVENT_CHECKS: readonly Check[] = [
  queryCheck(
    'quarantine',
    'nothing is in quarantine',
    `select kind || ' ' || id || ': ' || left(error, 400) as found from hub.quarantine where state = 'waiting'`,
  ),
  queryCheck(
    'versions',
    'the events of an order have the versions one, two, three without a gap, up to the version of the order',
    `with told as (
       select order_id, count(*) as events, min((data::json ->> 'version')::int) as first, max((data::json ->> 'version')::int) as last,
         count(distinct (data::json ->> 'version')::int) as versions, min(type) filter (where (data::json ->> 'version')::int = 1) as first_type
       from hub.event where subject = 'order/' || order_id group by 1
     )
     select 'order ' || coalesce(header.id, told.order_id) || ' has version ' || coalesce(header.version::text, 'none')
       || ', its events ' || coalesce(row_to_json(told)::text, 'none') as found
     from orders.order_header as header full join told on told.order_id = header.id
     where header.id is null or told.order_id is null or first <> 1 or last <> header.version or versions <> last
       or events <> versions or first_type <> 'order.placed'`,
  ),
  queryCheck(
    'event-order',
    'who reads events by transaction and identifier meets the versions of an order in their order',
    `with read as (
       select order_id, (data::json ->> 'version')::int as version, row_number() over (partition by order_id order by xid, id) as place
       from hub.event where subject = 'order/' || order_id
     )
     select 'order ' || order_id || ': version ' || version || ' is read at place ' || place as found from read where version <> place`,
  ),
  queryCheck(
    'entries-cite-events',
    'every ledger entry cites an event that is there, of the same order',
    `select 'entry ' || entry.id || ' (' || entry.kind || ') cites ' || entry.event_id || ' of order ' || coalesce(event.order_id::text, 'none')
       || ' for order ' || coalesce(entry.order_id::text, 'none') as found
     from inventory.stock_entry as entry left join hub.event as event on event.id = entry.event_id
     where event.id is null or event.order_id is distinct from entry.order_id`,
  ),
  queryCheck(
    'once-each',
    'each message has an effect once, however often it was delivered',
    // The trace of a message is the same in all its deliveries, the parent is the delivery. What follows from an
    // event goes on under the event's trace.
    `select 'message ' || trace || ' took effect in ' || transactions || ' transactions and ' || deliveries || ' deliveries' as found
     from (
       select substring(trace from 4 for 32) as trace, count(distinct xid) as transactions, count(distinct trace) as deliveries
       from hub.event where actor not in ('system/reader', 'system/jobs') group by 1
     ) as effect where transactions > 1 or deliveries > 1`,
  ),
  queryCheck(
    'payments',
    'every payment is told by one event',
    `with told as (
       select order_id, data::json -> 'payment' ->> 'reference' as reference, data::json -> 'payment' ->> 'kind' as kind, count(*) as events
       from hub.event where type = 'order.payment_recorded' group by 1, 2, 3
     )
     select 'order ' || payment.order_id || ' payment ' || payment.reference || ' (' || payment.kind || ') has ' || coalesce(events, 0) || ' events' as found
     from orders.payment left join told using (order_id, reference, kind)
     where coalesce(events, 0) <> case when exists (
       select from orders.order_header where id = payment.order_id and recorded_at = payment.recorded_at
     ) then coalesce(events, 0) else 1 end
     union all
     select 'order ' || order_id || ' tells of payment ' || reference || ' (' || kind || '), which is not kept' from told
     where not exists (select from orders.payment where payment.order_id = told.order_id and payment.reference = told.reference and payment.kind = told.kind)`,
  ),
  {
    name: 'decisions',
    claim: 'every stored decision is taken again in the same way under the rules that it names',
    async find(pool) {
      const rules = new Map<number, CompiledRules | null>();
      const { rows } = await pool.query<{ id: string; decision: string }>(
        `select id, decision from hub.event where decision is not null order by xid, id`,
      );
      const found: string[] = [];
      for (const { id, decision } of rows) {
        const stored = decisionKinds.read(decision);
        if (stored !== null) {
          const again = decisionKinds.takeAgain(stored);
          if (again?.agrees !== true)
            found.push(`the decision ${stored.kind} of event ${id} comes out otherwise`);
          continue;
        }
        const record = unpackDecision(decision);
        if (record === null) {
          found.push(`the decision of event ${id} cannot be read`);
          continue;
        }
        if (!rules.has(record.rulesVersion)) {
          const document = await readRules(pool, record.rulesVersion);
          rules.set(record.rulesVersion, document === null ? null : compileRules(document));
        }
        const compiled = rules.get(record.rulesVersion);
        if (compiled === null || compiled === undefined)
          found.push(`event ${id} cites rules ${record.rulesVersion}, which are not there`);
        else if (!isSameChoice(record, decideSourcing(record.problem, compiled)))
          found.push(`the decision of event ${id} comes out otherwise`);
      }
      return found;
    },
  },
];
