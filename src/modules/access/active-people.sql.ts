import { defineStatement } from '../../platform/postgres/index.ts';

export const readActivePeople = defineStatement(
  'access_read_active_people',
  `select login, roles from access.person where disabled_at is null order by login`,
);

/** By name; with one of the roles $1, without the logins $2, whose login or name has $3 (null: all). */
export const findActivePeople = defineStatement(
  'access_find_active_people',
  `select login, name from access.person
   where disabled_at is null and roles && $1::text[] and login <> all($2::text[])
     and ($3::text is null or strpos(lower(login), lower($3::text)) > 0
       or strpos(lower(name), lower($3::text)) > 0)
   order by name, login limit $4::int`,
);
