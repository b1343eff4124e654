-- Which nodes have counted how much of it: FLOW/NODE to amount. Counted anew when lines of the order are cancelled.
alter table flows.limit_part add column counted jsonb not null default '{}';

-- What has been settled is removed after its time.
create index effect_settled on flows.effect (settled_at) where state in ('done', 'failed', 'compensated');
