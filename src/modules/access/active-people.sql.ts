import { defineStatement } from '../../platform/postgres/index.ts';

export const readActivePeople = defineStatement(
  'access_read_active_people',
  `select login, roles from access.person where disabled_at is null order by login`,
);
