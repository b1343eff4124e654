-- The audit names keys as key/NAME, so two that are in use never share one.
create unique index api_key_name on access.api_key (name) where revoked_at is null;
