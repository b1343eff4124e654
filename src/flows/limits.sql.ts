import { defineRecordTable } from '../hub/index.ts';

export const limitUseTable = defineRecordTable({
  table: 'flows.limit_use',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'used', 'changed_at', 'version'],
  instants: ['changed_at'],
});

export const limitPartTable = defineRecordTable({
  table: 'flows.limit_part',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'order_id', 'use_id', 'amount', 'counted', 'version'],
  lookups: { order_id: 'bigint' },
});
