-- What is told to others: webhooks to their systems, mails to customers.

create schema notices;

create table notices.webhook (
  id uuid primary key,
  version integer not null,
  url text not null,
  -- Whole types of events, beginnings that end with a dot, or *.
  types text[] not null check (cardinality(types) > 0),
  -- Only events of orders of these channels; null: all events.
  channels text[],
  -- Through whose eyes the fields are seen; null: all of them.
  view text,
  -- One or two: [{"secret": "whsec_…", "expiresAt": null}]. Kept as they are, since every delivery is signed with them.
  secrets jsonb not null,
  -- paused: too much failed, tried again from resume_at on; disabled: by a person or by the receiver (410).
  state text not null check (state in ('active', 'paused', 'disabled', 'removed')),
  reason text,
  resume_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- Failures since the last success. Written by the deliveries themselves.
create table notices.webhook_health (
  webhook_id uuid primary key references notices.webhook (id),
  failures integer not null,
  failing_since timestamptz
);

-- Every attempt, for those who look for what became of an event. Kept for some weeks.
create table notices.delivery (
  id uuid primary key,
  webhook_id uuid not null,
  message_id text not null,
  event_id uuid not null,
  event_type text not null,
  order_id bigint,
  attempt integer not null,
  is_delivered boolean not null,
  http_status smallint,
  duration_ms integer not null,
  -- The first bytes of the answer, or why there was none.
  answer text not null,
  attempted_at timestamptz not null
);

create index delivery_webhook on notices.delivery (webhook_id, id);
create index delivery_attempted_at on notices.delivery using brin (attempted_at);

-- Which mails the customers of a channel get.
create table notices.mail_setting (
  channel text primary key,
  version integer not null,
  kinds text[] not null,
  -- The language of customers who name none; null: English.
  language text,
  sender text,
  changed_at timestamptz not null
);

-- Texts of our users' own, in place of those that come with the program.
create table notices.mail_template (
  -- kind/language: shipped/zh-CN.
  name text primary key,
  version integer not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  changed_at timestamptz not null
);

-- Which mails went out; neither to whom nor what stood in them.
create table notices.sent_mail (
  event_id uuid not null,
  kind text not null,
  order_id bigint not null,
  language text not null,
  template_version integer not null,
  message_id text not null,
  sent_at timestamptz not null,
  primary key (event_id, kind)
);

create index sent_mail_order on notices.sent_mail (order_id, sent_at);
