-- Where the function is and how much to send it. Values come from Vault secrets named `kairo_ocr_<key>` if Vault can
-- be used, else from ocr.settings, else from the defaults below. No migration is needed to change them:
-- select ocr.configure(function_url => '…', function_token => '…').

create table if not exists ocr.settings (
    key text primary key,
    value text not null
);
comment on table ocr.settings is 'Settings of the queue; holds secrets only if Vault is missing or closed.';
alter table ocr.settings enable row level security;
revoke all on ocr.settings from public, anon, authenticated;
grant select, insert, update, delete on ocr.settings to service_role;

create or replace function ocr.vault_state()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
    if not exists (
        select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'vault' and c.relname = 'decrypted_secrets'
    ) then
        return 'missing';
    end if;
    -- Dynamic, so that this function can be created without Vault. Without passwords, which ocr.configure cannot repair.
    execute $vault$
        select count(s.decrypted_secret) from vault.decrypted_secrets s
        where s.name like 'kairo\_ocr\_%' and s.name not like 'kairo\_ocr\_password\_%'
    $vault$;
    return case when has_function_privilege('vault.create_secret(text,text,text,uuid)', 'execute') then 'open' else 'closed' end;
exception
    when insufficient_privilege then
        return 'closed';
    when data_exception then
        return 'another key';
end
$$;
comment on function ocr.vault_state() is
    'open; missing; closed: the project''s owner has no rights in it; another key: our settings cannot be decrypted, for example after a
restore into another project. ocr.configure writes them again.';

create or replace function ocr.lost_settings()
returns setof text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    secret_name text;
begin
    for secret_name in execute $vault$
        select s.name from vault.secrets s
        where s.name like 'kairo\_ocr\_%' and s.name not like 'kairo\_ocr\_password\_%' order by s.name
    $vault$ loop
        begin
            execute 'select from vault.decrypted_secrets where name = $1 and decrypted_secret is not null' using secret_name;
        exception when data_exception then
            return next substr(secret_name, length('kairo_ocr_') + 1);
        end;
    end loop;
end
$$;
comment on function ocr.lost_settings() is 'Settings that Vault cannot decrypt (another key). ocr.configure writes them again; until then they have their defaults.';

create or replace function ocr.setting(key text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    found_value text;
begin
    begin
        execute 'select decrypted_secret from vault.decrypted_secrets where name = $1'
        into found_value using 'kairo_ocr_' || setting.key;
    exception
        -- No usable Vault, or secrets of another project: jobs must still finish. The doctor reports it.
        when undefined_table or invalid_schema_name or insufficient_privilege or data_exception then
            null;
    end;
    if found_value is null then
        select s.value into found_value from ocr.settings s where s.key = setting.key;
    end if;
    return coalesce(found_value, case setting.key
        -- Automatic: as many as the living instances can hold.
        when 'max_in_flight' then '0'
        -- pg_net's whole queue waits for the slowest request of a batch, so ours times out early;
        -- the function keeps working after the caller disconnects.
        when 'dispatch_timeout_ms' then '2000'
        -- A dispatch that is not claimed within this time is sent again.
        when 'dispatch_expires_seconds' then '60'
        -- The delay before the first retry; it doubles with each retry, up to the longest.
        when 'backoff_seconds' then '30'
        when 'backoff_longest_seconds' then '3600'
        when 'keep_events_days' then '30'
        when 'keep_callbacks_days' then '30'
        when 'keep_jobs_days' then '90'
    end);
end
$$;
comment on function ocr.setting(text) is 'The value of one setting, from Vault, ocr.settings or the defaults, in this order; null if unknown.';

create or replace function ocr.save_setting(key text, value text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
    secret_id uuid;
begin
    if ocr.vault_state() in ('missing', 'closed') then
        insert into ocr.settings as s (key, value) values (save_setting.key, save_setting.value)
        on conflict on constraint settings_pkey do update set value = excluded.value;
        return;
    end if;
    execute 'select id from vault.secrets where name = $1' into secret_id using 'kairo_ocr_' || save_setting.key;
    begin
        execute 'select vault.update_secret($1, $2)' using secret_id, save_setting.value;
    exception when data_exception then
        -- update_secret decrypts the old value before it writes the new one.
        execute 'delete from vault.secrets where id = $1' using secret_id;
        secret_id := null;
    end;
    if secret_id is null then
        execute 'select vault.create_secret($1, $2)' using save_setting.value, 'kairo_ocr_' || save_setting.key;
    end if;
    -- It may have been saved before Vault was available.
    delete from ocr.settings s where s.key = save_setting.key;
end
$$;
comment on function ocr.save_setting(text, text) is 'Saves one setting: as a Vault secret if Vault can be used, else in ocr.settings.';

create or replace function ocr.configure(
    function_url text default null,
    function_token text default null,
    max_in_flight integer default null,
    dispatch_timeout_ms integer default null,
    dispatch_expires_seconds integer default null,
    backoff_seconds integer default null,
    backoff_longest_seconds integer default null,
    keep_events_days integer default null,
    keep_callbacks_days integer default null,
    keep_jobs_days integer default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
    item record;
begin
    if configure.function_url is not null and configure.function_url !~ '^https?://' then
        raise exception 'function_url must start with http:// or https://';
    end if;
    if configure.max_in_flight < 0 then
        raise exception 'max_in_flight must be 0 (as many as the living instances can hold) or a positive limit';
    end if;
    for item in
        select * from (values
            ('function_url', rtrim(configure.function_url, '/')),
            ('function_token', configure.function_token),
            ('max_in_flight', configure.max_in_flight::text),
            ('dispatch_timeout_ms', configure.dispatch_timeout_ms::text),
            ('dispatch_expires_seconds', configure.dispatch_expires_seconds::text),
            ('backoff_seconds', configure.backoff_seconds::text),
            ('backoff_longest_seconds', configure.backoff_longest_seconds::text),
            ('keep_events_days', configure.keep_events_days::text),
            ('keep_callbacks_days', configure.keep_callbacks_days::text),
            ('keep_jobs_days', configure.keep_jobs_days::text)
        ) as given (key, value)
        where given.value is not null
    loop
        perform ocr.save_setting(item.key, item.value);
    end loop;
end
$$;
comment on function ocr.configure is
    'Sets the function''s address (URL without path), its token and the limits of the queue; null leaves a value unchanged,
max_in_flight 0 makes it automatic again.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
