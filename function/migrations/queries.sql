-- The queries of `python -m function migrate`.
-- Each query starts with its name; function/database/queries.py parses this file.

-- name: begin
-- Only for the transaction, since a pooler may give each of them another session. The lock lets one run apply at a time.
select set_config('statement_timeout', '0', true), set_config('client_min_messages', 'warning', true),
    set_config('lock_timeout', %(patience)s, true)

-- name: lock
select pg_advisory_xact_lock(hashtext('kairo-ocr migrations'))

-- name: tables
-- Those that exist, in the given order.
select wanted.name from unnest(%(names)s::text[]) with ordinality wanted (name, place)
where to_regclass(format('public.%%I', wanted.name)) is not null
order by wanted.place

-- name: history_exists
select to_regclass('ocr.migrations') is not null as found

-- name: history
select version, checksum, applied_at from ocr.migrations

-- name: forget
delete from ocr.migrations where version >= %(version)s

-- name: record
insert into ocr.migrations (version, name, checksum) values (%(version)s, %(name)s, %(checksum)s)

-- name: configure
select ocr.configure(function_url => %(url)s, function_token => %(token)s)

-- name: obstacles
-- Whatever would end the first installation or an upgrade half-way: each with what to do about it.
with needed (name, oldest, place) as (values
    -- halfvec; jobs with names.
    ('vector', '{0,7}'::integer[], 'schema extensions'),
    ('pg_net', '{0}', 'schema extensions'),
    ('pg_cron', '{1,3}', 'schema pg_catalog')
),
extension as (
    select n.name, n.oldest, n.place, e.extversion as installed, coalesce(e.extversion, a.default_version) as version, s.nspname as schema
    from needed n
    left join pg_catalog.pg_extension e on e.extname = n.name
    left join pg_catalog.pg_namespace s on s.oid = e.extnamespace
    left join pg_catalog.pg_available_extensions a on a.name = n.name
),
cron as (
    select case when pg_has_role('pg_read_all_settings', 'usage') then current_setting('cron.database_name', true)
        else current_database() end as database
)
select format('PostgreSQL %%s is too old', current_setting('server_version')) as complaint,
    'Upgrade the project to PostgreSQL 15 or later.' as remedy
where current_setting('server_version_num')::integer < 150000
union all
select 'the database takes no writes',
    'Use the primary, not a replica; a hosted project is read-only while its disk is full (dashboard, Database, Settings).'
where pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean
union all
select format('there is no role %%s', r.name), 'Only a Supabase database has it; see docs/install.md.'
from (values ('anon'), ('authenticated'), ('service_role')) r (name)
where not exists (select from pg_catalog.pg_roles p where p.rolname = r.name)
union all
select 'there is no function auth.uid()', 'Only a Supabase database has it; see docs/install.md.'
where to_regprocedure('auth.uid()') is null
union all
select format('the extension %%s is not available', e.name), 'Use a Supabase Postgres, or install it on the server.'
from extension e
where e.version is null
union all
select format('the extension %%s is %%s, and %%s or later is needed', e.name, e.version, array_to_string(e.oldest, '.')),
    format('alter extension %%s update; if there is no newer version, upgrade the project.', e.name)
from extension e
where string_to_array(substring(e.version from '^[0-9]+(?:\.[0-9]+)*'), '.')::integer[] < e.oldest
union all
select format('the extension vector is in schema %%s, and must be in schema extensions', e.schema),
    'alter extension vector set schema extensions;'
from extension e
where e.name = 'vector' and e.schema <> 'extensions'
union all
select 'this pg_net has no net.http_post(url, body, params, headers, timeout_milliseconds)',
    'alter extension pg_net update; if there is no newer version, upgrade the project.'
from extension e
where e.name = 'pg_net' and e.installed is not null and to_regprocedure('net.http_post(text,jsonb,jsonb,jsonb,integer)') is null
union all
select case when c.database is null then 'the server has not loaded pg_cron'
        else format('pg_cron works in the database %%s alone', c.database) end,
    'shared_preload_libraries must have pg_cron, and cron.database_name must be this database (in postgresql.conf).'
from extension e, cron c
where e.name = 'pg_cron' and e.installed is null and e.version is not null and c.database is distinct from current_database()
union all
select format('%%s may not create schemas in this database', current_user), 'Use the role postgres in DATABASE_URL.'
where to_regnamespace('ocr') is null and not has_database_privilege(current_database(), 'create')
union all
select format('%%s may not create tables in the schema public', current_user), 'Use the role postgres in DATABASE_URL.'
where not has_schema_privilege('public', 'create')
union all
select format('%%s belongs to %%s, which is not %%s', owned.what, owned.owner::regrole, current_user),
    'Use its owner in DATABASE_URL, usually the role postgres.'
from (
    select 'the schema ocr' as what, n.nspowner as owner from pg_catalog.pg_namespace n where n.nspname = 'ocr'
    union all
    select 'the table public.documents', c.relowner from pg_catalog.pg_class c where c.oid = to_regclass('public.documents')
) owned
where not pg_has_role(owned.owner, 'usage')

-- name: notes
-- What is worth knowing, and stops nothing.
select 'Vault is not available: the function''s token will be in ocr.settings, readable by service_role.' as note
where not exists (select from pg_catalog.pg_available_extensions where name = 'supabase_vault')
union all
select format('%%s has no rights in Vault: the function''s token will be in ocr.settings, readable by service_role.', current_user)
where to_regprocedure('vault.create_secret(text,text,text,uuid)') is not null
    and not has_function_privilege(to_regprocedure('vault.create_secret(text,text,text,uuid)'), 'execute')
union all
select 'pg_cron is older than 1.5 and knows no seconds: lost jobs are found within a minute instead of 10 seconds.'
from pg_catalog.pg_available_extensions a
where a.name = 'pg_cron'
    and string_to_array(substring(coalesce(a.installed_version, a.default_version) from '^[0-9]+(?:\.[0-9]+)*'), '.')::integer[] < '{1,5}'
union all
select 'Storage has made no table storage.buckets yet: once it has, run `migrate --again`, or create the private bucket documents yourself.'
where to_regclass('storage.buckets') is null
