import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const returns = defineRecordTable({
  table: 'returns.return',
  key: 'id',
  keyType: 'text',
  columns: [
    'id',
    'version',
    'order_id',
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

/** Newest first; $1 order, $2 state, $6 locations (each may be null), the place and the number of rows. */
export const listReturns = defineStatement(
  'returns_list',
  `select known.*, location.code as location_code
   from returns.return as known join inventory.location as location on location.id = known.location_id
   where ($1::bigint is null or known.order_id = $1::bigint)
     and ($2::text is null or known.state = $2::text)
     and ($3::bigint is null
       or (known.requested_at, known.id) < (to_timestamp($3::bigint / 1000.0), $4::text))
     and ($6::text[] is null or location.code = any($6::text[]))
   order by known.requested_at desc, known.id desc limit $5::int`,
);

export const readReturn = defineStatement(
  'returns_read_one',
  `select known.*, location.code as location_code
   from returns.return as known join inventory.location as location on location.id = known.location_id
   where known.id = $1::text`,
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

export const listClaims = defineStatement(
  'returns_list_claims',
  `select * from returns.claim
   where ($1::bigint is null or order_id = $1::bigint) and ($2::text is null or state = $2::text)
     and ($3::bigint is null or (opened_at, id) < (to_timestamp($3::bigint / 1000.0), $4::text))
   order by opened_at desc, id desc limit $5::int`,
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
