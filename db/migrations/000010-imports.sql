-- Files that came in over HTTP: what became of each, and the rows that were not taken.

create schema partners;

create table partners.import (
  id uuid primary key,
  -- By its bytes: the same file under the same map is the same import.
  file_id text not null,
  map text not null,
  actor text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  rows_read bigint not null,
  rows_rejected bigint not null,
  -- {"order accepted": 12, "order repeated": 3}
  verdicts jsonb not null,
  -- Why it failed.
  message text,
  started_at timestamptz not null,
  -- While it runs: one that has not been saved for long has lost its process.
  saved_at timestamptz not null,
  ended_at timestamptz
);

-- Rows carry customers' names and addresses: they go with their import.
create table partners.rejected_row (
  import_id uuid not null references partners.import (id) on delete cascade,
  line bigint not null,
  reason text not null,
  row json,
  primary key (import_id, line)
);
