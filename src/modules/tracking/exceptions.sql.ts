import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const exceptions = defineRecordTable({
  table: 'tracking.exception',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'version',
    'kind',
    'state',
    'open_key',
    'severity',
    'subjects',
    'subject_count',
    'channel',
    'location',
    'facts',
    'suggestion',
    'owner',
    'chain',
    'level',
    'opened_at',
    'due_at',
    'next_deadline_at',
    'snoozed_until',
    'resolved_at',
    'resolved_by',
    'resolution',
    'notes',
  ],
  instants: ['opened_at', 'due_at', 'next_deadline_at', 'snoozed_until', 'resolved_at'],
  lookups: { open_key: 'text' },
});

export const rules = defineRecordTable({
  table: 'tracking.rules',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'content', 'changed_at'],
  instants: ['changed_at'],
});

export const readRules = defineStatement(
  'tracking_read_rules',
  `select content from tracking.rules where id = 'rules'`,
);

/** How many open exceptions each person has. */
export const countByOwner = defineStatement(
  'tracking_count_by_owner',
  `select owner, count(*)::int as open_count from tracking.exception
   where state = 'open' and owner like 'person/%' group by owner`,
);

/** Exceptions whose next escalation or end of rest has come. */
export const readDue = defineStatement(
  'tracking_read_due',
  `select id from tracking.exception where next_deadline_at <= to_timestamp($1::bigint / 1000.0)
   order by next_deadline_at limit $2::int`,
);

/** Open ones by urgency: $1 kind, $2 owners (either null: all), $3.. the place, the last the number of rows. */
export const listOpen = defineStatement(
  'tracking_list_open',
  `select * from tracking.exception where state = 'open'
     and ($1::text is null or kind = $1::text)
     and ($2::text[] is null or owner = any($2::text[]))
     and ($3::text is null or subjects @> jsonb_build_array(jsonb_build_object('subject', $3::text)))
     and ($4::int is null
       or (severity, due_at, id) > ($4::int, to_timestamp($5::bigint / 1000.0), $6::uuid))
   order by severity, due_at, id limit $7::int`,
);

/** All, newest first. */
export const listNewest = defineStatement(
  'tracking_list_newest',
  `select * from tracking.exception
   where ($1::text is null or kind = $1::text)
     and ($2::text[] is null or owner = any($2::text[]))
     and ($3::text is null or state = $3::text)
     and ($4::bigint is null or (opened_at, id) < (to_timestamp($4::bigint / 1000.0), $5::uuid))
   order by opened_at desc, id desc limit $6::int`,
);

export const readException = defineStatement(
  'tracking_read_exception',
  `select * from tracking.exception where id = $1::uuid`,
);

export const summarise = defineStatement(
  'tracking_summarise',
  `select kind, count(*)::int as open_count,
     count(*) filter (where due_at <= to_timestamp($1::bigint / 1000.0))::int as overdue_count,
     sum(jsonb_array_length(subjects))::int as subject_count
   from tracking.exception where state = 'open' group by kind order by count(*) desc, kind`,
);

/** The newest $2 orders of open exceptions that do not rest, of these owners (null: of all). */
export const readOrdersInNeed = defineStatement(
  'tracking_read_orders_in_need',
  `select distinct (subject ->> 'orderId')::bigint as order_id
   from tracking.exception, jsonb_array_elements(subjects) as subject
   where exception.state = 'open' and exception.snoozed_until is null
     and ($1::text[] is null or exception.owner = any($1::text[]))
     and subject ->> 'orderId' is not null
   order by order_id desc limit $2::int`,
);

/** Orders that open exceptions of the kind name, with their exception's key. */
export const readOpenSubjects = defineStatement(
  'tracking_read_open_subjects',
  `select exception.open_key, subject ->> 'subject' as subject,
     (subject ->> 'orderId')::bigint as order_id, subject ->> 'since' as since
   from tracking.exception, jsonb_array_elements(subjects) as subject
   where exception.state = 'open' and exception.kind = $1::text`,
);

/** Exceptions that opened for one order each, oldest first. */
export const readPastExceptions = defineStatement(
  'tracking_read_past_exceptions',
  `select order_id, recorded_at, data from hub.event
   where order_id = any($1::bigint[]) and type = 'exception.opened' order by order_id, xid, id`,
);
