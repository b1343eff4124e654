-- What people have chosen for themselves on the screens, kept for all their machines.

create table access.preference (
  person_id uuid not null references access.person (id) on delete cascade,
  name text not null,
  -- As it was sent: the server looks into it nowhere.
  document json not null,
  changed_at timestamptz not null,
  primary key (person_id, name)
);

-- Orders that have not been delivered, by what was promised: those that are late are the beginning of it.
create index order_search_promised_at on orders.order_search (promised_at)
  where state in ('placed', 'held', 'backordered', 'sourced', 'released', 'picking', 'packed', 'shipped')
    and promised_at is not null;
