import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { dumpSchema, SCHEMA_FILE } from './dump-schema.ts';

const database = await testDatabase({ poolSize: 2 });
after(() => database.drop());

test('[P20] db/schema.sql is what the migrations make', async () => {
  const known = await readFile(SCHEMA_FILE, 'utf8').catch(() => '');
  const actual = await dumpSchema(database.pool);
  const difference = actual.split('\n').find((line, index) => line !== known.split('\n')[index]);
  assert.equal(
    known === actual,
    true,
    `db/schema.sql is out of date near "${difference}": run \`npm run schema\`.`,
  );
});

test('[P20] the dump tells tables, constraints, indexes, functions, triggers and comments apart', async () => {
  const { pool } = database;
  await pool.query(`
    create schema probe;
    comment on schema probe is 'it''s a probe';
    create type probe.colour as enum ('red', 'green');
    create domain probe.positive as integer check (value > 0);
    create sequence probe.number as bigint start 100;
    create table probe.parent (
      id bigint generated always as identity primary key,
      colour probe.colour not null default 'red',
      amount numeric(10, 2) check (amount >= 0),
      twice bigint generated always as (id * 2) stored,
      unique (colour, amount)
    ) with (fillfactor = 80);
    create table probe.child (parent_id bigint references probe.parent, at timestamptz) partition by range (at);
    create table probe.child_2026 partition of probe.child for values from ('2026-01-01Z') to ('2027-01-01Z');
    create index child_at on probe.child (at) where at is not null;
    create function probe.deny() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
    create trigger no_delete before delete on probe.parent for each row execute function probe.deny();
    create view probe.red as select id from probe.parent where colour = 'red';
    comment on column probe.parent.amount is 'in yuan';`);
  const dump = await dumpSchema(pool);
  const probe = dump.split('\n').filter((line) => !line.startsWith('--'));
  for (const line of [
    `comment on schema probe is 'it''s a probe';`,
    `create type probe.colour as enum ('red', 'green');`,
    `create domain probe.positive as integer CHECK (VALUE > 0);`,
    'create sequence probe.number as bigint start 100 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;',
    '  id bigint generated always as identity not null,',
    `  colour probe.colour default 'red'::probe.colour not null,`,
    '  amount numeric(10,2),',
    '  twice bigint generated always as ((id * 2)) stored,',
    '  constraint parent_colour_amount_key UNIQUE (colour, amount),',
    '  constraint parent_amount_check CHECK (amount >= 0::numeric)',
    ') with (fillfactor=80);',
    ') partition by RANGE (at);',
    '  constraint child_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES probe.parent(id)',
    'CREATE INDEX child_at ON ONLY probe.child USING btree (at) WHERE (at IS NOT NULL);',
    'CREATE TRIGGER no_delete BEFORE DELETE ON probe.parent FOR EACH ROW EXECUTE FUNCTION probe.deny();',
    'create view probe.red as',
    `comment on column probe.parent.amount is 'in yuan';`,
  ]) {
    assert.ok(
      probe.includes(line),
      `the dump lacks: ${line}\n${dump.slice(dump.indexOf('create schema probe'))}`,
    );
  }
  assert.match(
    dump,
    /create table probe\.child_2026 partition of probe\.child FOR VALUES FROM \('2026-01-01 00:00:00\+00'\)/,
  );
  assert.equal(await dumpSchema(pool), dump);
});
