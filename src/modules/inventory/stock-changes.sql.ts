import { defineRecordTable } from '../../hub/index.ts';

export const stockChanges = defineRecordTable({
  table: 'inventory.stock_change',
  key: 'id',
  keyType: 'text',
  columns: ['id', 'version', 'body_hash', 'answer', 'recorded_at'],
  instants: ['recorded_at'],
});
