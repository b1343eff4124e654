-- What people have chosen for themselves on the screens, kept for all their machines.

create table access.preference (
  person_id uuid not null references access.person (id) on delete cascade,
  name text not null,
  -- As it was sent: the server looks into it nowhere.
  document json not null,
  changed_at timestamptz not null,
  primary key (person_id, name)
);
