import { defineRecordTable } from '../../hub/index.ts';

export const stockChanges = defineRecordTable({
  table: 'inventory.stock_change',
  key: 'id',
  keyType: 'text',
  columns: {
    id: 'plain',
    version: 'plain',
    body_hash: 'plain',
    answer: 'plain',
    recorded_at: 'instant',
  },
});
