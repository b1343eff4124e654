import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement, type Statement } from '../../platform/postgres/index.ts';

export const returns = defineRecordTable({
  table: 'returns.return',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'order_id',
    'channel_id',
    'number',
    'reference',
    'state',
    'location_id',
    'lines',
    'exchange_order_ids',
    'carrier',
    'tracking_number',
    'verdict',
    'requested_at',
    'requested_by',
    'state_since',
    'expires_at',
  ],
  instants: ['requested_at', 'state_since', 'expires_at'],
  lookups: { order_id: 'bigint' },
});

export const rules = defineRecordTable({
  table: 'returns.rules',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'content', 'changed_at'],
  instants: ['changed_at'],
});

export const claims = defineRecordTable({
  table: 'returns.claim',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'order_id',
    'shipment',
    'carrier',
    'kind',
    'state',
    'currency',
    'amount_minor',
    'accepted_minor',
    'paid_minor',
    'carrier_reference',
    'note',
    'photo_ids',
    'due_at',
    'opened_at',
    'state_since',
  ],
  instants: ['due_at', 'opened_at', 'state_since'],
  lookups: { shipment: 'text' },
});

const LISTED = `known.*, location.code as location_code, channel.code as channel_code, header.external_id,
     header.currency,
     header.paid_minor - coalesce((header.details ->> 'keptMinor')::bigint, 0) - greatest(0, header.total_minor
       - (select coalesce(sum((credit ->> 'amountMinor')::bigint), 0)
          from json_array_elements(header.details -> 'credits') as credit)) as balance_minor`;
const JOINED = `join inventory.location as location on location.id = known.location_id
     join orders.channel as channel on channel.id = known.channel_id
     join orders.order_header as header on header.id = known.order_id`;

// As the partial indexes have them, word for word, so that the planner knows them again.
const IS_OPEN = `known.state not in ('closed', 'rejected', 'cancelled', 'expired')`;
const IS_REFURBISHING = `jsonb_path_exists(known.lines, '$[*].refurbishingQuantity ? (@ > 0)')`;
const IS_CREDITED = `jsonb_path_exists(known.lines, '$[*].creditedMinor ? (@ > 0)')`;

/** Which returns stand at a stage; `since` is the parameter that bounds how long ago something was credited. */
const stagesSince = (since: `$${number}`) =>
  ({
    to_judge: `${IS_OPEN} and known.state = 'requested'`,
    on_the_way: `${IS_OPEN} and known.state in ('approved', 'on_the_way', 'receiving')`,
    to_inspect: `${IS_OPEN} and known.state in ('receiving', 'received', 'inspecting')
       and exists (
         select from jsonb_array_elements(known.lines) as line
         where (line ->> 'receivedQuantity')::int
           > (line ->> 'acceptedQuantity')::int + (line ->> 'rejectedQuantity')::int)`,
    to_refurbish: IS_REFURBISHING,
    to_refund: `${IS_CREDITED} and known.state_since >= to_timestamp(${since}::bigint / 1000.0)
       and exists (
         select from orders.order_header as header
         where header.id = known.order_id and header.paid_minor
           - coalesce((header.details ->> 'keptMinor')::bigint, 0) > greatest(0, header.total_minor
             - (select coalesce(sum((credit ->> 'amountMinor')::bigint), 0)
                from json_array_elements(header.details -> 'credits') as credit)))`,
  }) as const;
const STAGES = stagesSince('$10');

/** What a list is walked by; each walk has its index. */
const WALKS = {
  newest: 'true',
  order: 'known.order_id = $1::bigint',
  found: 'known.id = any($9::text[])',
  state: 'known.state = $2::text',
  location: 'known.location_id = (select id from inventory.location where code = $7::text)',
  channel: 'known.channel_id = (select id from orders.channel where code = $8::text)',
  ...STAGES,
} as const;
export type ReturnWalk = keyof typeof WALKS;

/**
 * Newest first, those of a walk: $1 order, $2 state, $6 locations within reach, $7 location, $8 channel, $9 ids (each may be
 * null), $10 since when something was credited, the place and the number of rows.
 */
export const listReturns = Object.fromEntries(
  Object.entries(WALKS).map(([walk, condition]) => [
    walk,
    defineStatement(
      `returns_list_${walk}`,
      `select ${LISTED} from (
         select known.* from returns.return as known
         where ${condition}
           and ($1::bigint is null or known.order_id = $1::bigint)
           and ($2::text is null or known.state = $2::text)
           and ($3::bigint is null
             or (known.requested_at, known.id) < (to_timestamp($3::bigint / 1000.0), $4::text))
           and ($6::text[] is null or known.location_id
             in (select id from inventory.location where code = any($6::text[])))
           and ($7::text is null or known.location_id = (select id from inventory.location where code = $7::text))
           and ($8::text is null or known.channel_id = (select id from orders.channel where code = $8::text))
           and ($9::text[] is null or known.id = any($9::text[]))
           and $10::bigint is not null
         order by known.requested_at desc, known.id desc limit $5::int
       ) as known ${JOINED}
       order by known.requested_at desc, known.id desc`,
    ),
  ]),
) as Readonly<Record<ReturnWalk, Statement>>;

/** How many returns stand at each stage, at most $5 of each; $1 locations within reach, $2 location, $3 channel, $4 since. */
export const countStages = defineStatement(
  'returns_count_stages',
  Object.entries(stagesSince('$4'))
    .map(
      ([stage, condition]) =>
        `select '${stage}' as stage, count(*)::int as quantity from (
           select from returns.return as known where ${condition}
             and ($1::text[] is null or known.location_id
               in (select id from inventory.location where code = any($1::text[])))
             and ($2::text is null or known.location_id = (select id from inventory.location where code = $2::text))
             and ($3::text is null or known.channel_id = (select id from orders.channel where code = $3::text))
           limit $5::int
         ) as found`,
    )
    .join(' union all '),
);

/**
 * Returns that a text names: by their number $1, their order's number $2 (null: the text is none), the tracking number $3
 * of their parcel, the SSCC $3 of a parcel that their order went out in, or how its external id begins ($3 up to $4).
 */
export const findReturns = defineStatement(
  'returns_find',
  `select id from returns.return where id = $1::text
   union select id from returns.return where order_id = $2::bigint
   union select id from returns.return where tracking_number = $3::text
   union select known.id from fulfilment.fulfilment_order as sent
     join returns.return as known on known.order_id = sent.order_id
   where sent.parcels is not null and jsonb_path_query_array(sent.parcels, '$[*].sscc') @> jsonb_build_array($3::text)
   union select known.id from orders.channel
     join orders.order_header as header on header.channel_id = channel.id and header.external_id = $3::text
     join returns.return as known on known.order_id = header.id
   union select known.id from (
     select order_id from orders.order_search
     where external_id >= $3::text collate "C" and external_id < $4::text collate "C"
     order by external_id limit $5::int
   ) as named join returns.return as known using (order_id)`,
);

export const readReturn = defineStatement(
  'returns_read_one',
  `select ${LISTED} from returns.return as known ${JOINED} where known.id = $1::text`,
);

export const readRules = defineStatement(
  'returns_read_rules',
  `select content from returns.rules where id = 'rules'`,
);

/** Returns that were approved and have not come in time. */
export const readExpired = defineStatement(
  'returns_read_expired',
  `select id from returns.return
   where state in ('approved', 'on_the_way') and expires_at <= to_timestamp($1::bigint / 1000.0)
   order by expires_at limit $2::int`,
);

const CLAIM_WALKS = {
  newest: 'true',
  order: 'order_id = $1::bigint',
  found: 'id = any($7::text[])',
  state: 'state = $2::text',
  carrier: 'carrier = $6::text',
} as const;
export type ClaimWalk = keyof typeof CLAIM_WALKS;

/** Newest first, those of a walk; $1 order, $2 state, $6 carrier, $7 ids (each may be null), the place and the number of rows. */
export const listClaims = Object.fromEntries(
  Object.entries(CLAIM_WALKS).map(([walk, condition]) => [
    walk,
    defineStatement(
      `returns_list_claims_${walk}`,
      `select * from returns.claim
       where ${condition}
         and ($1::bigint is null or order_id = $1::bigint)
         and ($2::text is null or state = $2::text)
         and ($3::bigint is null or (opened_at, id) < (to_timestamp($3::bigint / 1000.0), $4::text))
         and ($6::text is null or carrier = $6::text)
         and ($7::text[] is null or id = any($7::text[]))
       order by opened_at desc, id desc limit $5::int`,
    ),
  ]),
) as Readonly<Record<ClaimWalk, Statement>>;

/** Claims that a text $1 names: by their number, their shipment, or the number $2 of their order (null: the text is none). */
export const findClaims = defineStatement(
  'returns_find_claims',
  `select id from returns.claim where id = $1::text
   union select id from returns.claim where shipment = $1::text
   union select id from returns.claim where order_id = $2::bigint`,
);

/** What stands open with carriers, by state and currency. */
export const countClaims = defineStatement(
  'returns_count_claims',
  `select state, currency, count(*)::int as quantity,
     sum(coalesce(accepted_minor, amount_minor))::bigint as amount_minor
   from returns.claim where state in ('open', 'submitted', 'accepted', 'rejected')
   group by state, currency order by state, currency`,
);

/** The carriers that something was claimed from, at most $1 of them: one step through the index a carrier. */
export const readClaimCarriers = defineStatement(
  'returns_read_claim_carriers',
  `with recursive asked as (
     (select carrier from returns.claim order by carrier limit 1)
     union all
     select (select claim.carrier from returns.claim where claim.carrier > asked.carrier
             order by claim.carrier limit 1)
     from asked where asked.carrier is not null
   )
   select carrier from asked where carrier is not null limit $1::int`,
);

export const readClaim = defineStatement(
  'returns_read_claim',
  `select * from returns.claim where id = $1::text`,
);

/** Keeps a photo; the same bytes are kept once. */
export const insertPhoto = defineStatement(
  'returns_insert_photo',
  `insert into returns.photo (id, media_type, content, uploaded_at, uploaded_by)
   values ($1::text, $2::text, $3::bytea, to_timestamp($4::bigint / 1000.0), $5::text)
   on conflict (id) do nothing`,
);

export const readPhoto = defineStatement(
  'returns_read_photo',
  `select media_type, content from returns.photo where id = $1::text`,
);

export const readPhotoIds = defineStatement(
  'returns_read_photo_ids',
  `select id from returns.photo where id = any($1::text[])`,
);

/** What was asked to come back of orders, oldest first. */
export const readPastReturns = defineStatement(
  'returns_read_past',
  `select order_id, requested_at, lines from returns.return
   where order_id = any($1::bigint[]) order by order_id, requested_at, id`,
);
