import { defineRecordTable } from './records.sql.ts';

export const settingVersions = defineRecordTable({
  table: 'hub.setting_version',
  key: 'name',
  keyType: 'text',
  columns: ['name', 'version', 'changed_at'],
  instants: ['changed_at'],
});
