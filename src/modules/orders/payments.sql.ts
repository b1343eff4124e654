import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const giftCards = defineRecordTable({
  table: 'orders.gift_card',
  key: 'id',
  keyType: 'uuid',
  columns: [
    'id',
    'version',
    'code_hash',
    'ending',
    'currency',
    'issued_minor',
    'balance_minor',
    'expires_at',
    'issued_at',
    'issued_by',
    'note',
  ],
  instants: ['expires_at', 'issued_at'],
  lookups: { code_hash: 'text' },
});

export const paymentProviders = defineRecordTable({
  table: 'orders.payment_provider',
  key: 'code',
  keyType: 'text',
  columns: ['code', 'version', 'name', 'kind', 'url', 'currency', 'secret_variable'],
});

/** Newest first, in pages by key. */
export const listGiftCards = defineStatement(
  'orders_list_gift_cards',
  `select id, version, code_hash, ending, currency, issued_minor, balance_minor, expires_at, issued_at,
     issued_by, note
   from orders.gift_card
   where ($1::bigint is null
     or (issued_at, id) < (to_timestamp($1::bigint / 1000.0), $2::uuid))
   order by issued_at desc, id desc limit $3::int`,
);

export const listPaymentProviders = defineStatement(
  'orders_list_payment_providers',
  `select code, version, name, kind, url, currency, secret_variable
   from orders.payment_provider order by code`,
);

export const accounts = defineRecordTable({
  table: 'orders.account',
  key: 'code',
  keyType: 'text',
  columns: [
    'code',
    'version',
    'name',
    'currency',
    'credit_limit_minor',
    'net_days',
    'needs_purchase_order_number',
    'owner',
    'is_open',
    'exposure_minor',
  ],
});

export const listAccounts = defineStatement(
  'orders_list_accounts',
  `select code, version, name, currency, credit_limit_minor, net_days, needs_purchase_order_number,
     owner, is_open, exposure_minor
   from orders.account where code > $1::text order by code limit $2::int`,
);
