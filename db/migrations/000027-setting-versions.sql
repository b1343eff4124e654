-- How often each of the settings was put: whoever changes one says which version they saw, so that nobody's change is
-- overwritten unseen.
create table hub.setting_version (
  name text not null primary key,
  version integer not null,
  changed_at timestamptz not null
);

-- Whoever goes back to the mail that comes with the program keeps the count of what they wrote themselves.
alter table notices.mail_template add column is_dropped boolean not null default false;
