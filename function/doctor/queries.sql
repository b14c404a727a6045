-- The doctor's queries. They only read, except for the two requests that pg_net sends.
-- Each query starts with its name; function/database/queries.py parses this file.

-- name: clock
select clock_timestamp() as now

-- name: server
select current_setting('server_version_num')::integer as number, current_setting('server_version') as version,
    current_user as role

-- name: space
select current_setting('default_transaction_read_only')::boolean or pg_is_in_recovery() as read_only,
    pg_database_size(current_database()) / 1048576 as megabytes

-- name: extension
select e.extversion as installed, a.default_version as available
from (values (%(name)s)) wanted (name)
left join pg_catalog.pg_extension e on e.extname = wanted.name
left join pg_catalog.pg_available_extensions a on a.name = wanted.name

-- name: vector_types
select to_regtype('extensions.vector') is not null and to_regtype('extensions.halfvec') is not null as usable,
    (select n.nspname from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'vector') as schema

-- name: vault_state
select ocr.vault_state() as state

-- name: lost_settings
select ocr.lost_settings() as name

-- name: lost_passwords
select count(*) as lost from ocr.lost_passwords()

-- name: project_history
-- Ours, those of earlier versions too, are of one hour, so that the project's own of that day are not taken for ours.
select count(*) filter (where version like '2026112300%%') as ours,
    count(*) filter (where version not like '2026112300%%') as others
from supabase_migrations.schema_migrations

-- name: unusable_columns
-- The first migration runs the same check before it changes anything.
with wanted (name, types) as (values
    ('id', array['uuid']),
    ('owner_id', array['uuid']),
    ('file_url', array['text', 'character varying']),
    ('file_name', array['text', 'character varying']),
    ('mime_type', array['text', 'character varying']),
    ('created_at', array['timestamp with time zone', 'timestamp without time zone', 'date']),
    ('ocr_priority', array['smallint']),
    ('force_ocr', array['boolean']),
    ('ocr_status', array['text']),
    ('ocr_text', array['text']),
    ('ocr_markdown', array['text']),
    ('ocr_media_type', array['text']),
    ('ocr_notes', array['text[]']),
    ('needs_review', array['boolean']),
    ('review_reasons', array['text[]']),
    ('searchable_file_url', array['text']),
    ('page_count', array['integer', 'bigint']),
    ('language', array['text', 'character varying']),
    ('ocr_confidence', array['real']),
    ('ocr_error_code', array['text']),
    ('ocr_error', array['text']),
    ('ocr_completed_at', array['timestamp with time zone']),
    ('ai_metadata', array['jsonb']),
    ('read_metadata', array['jsonb'])
),
found as (
    select a.attname::text as name, a.attnum, format_type(a.atttypid, null) as type,
        a.attgenerated <> '' and pg_get_expr(g.adbin, g.adrelid) like '%%ai\_metadata%%' as is_generated
    from pg_catalog.pg_attribute a
    left join pg_catalog.pg_attrdef g on g.adrelid = a.attrelid and g.adnum = a.attnum
    where a.attrelid = to_regclass('public.documents') and a.attnum > 0 and not a.attisdropped
)
select format('%%s is %%s and must be %%s', w.name, f.type, w.types[1]) as complaint
from wanted w join found f using (name)
where f.type <> all (w.types)
union all
select format('%%s is not generated from ai_metadata and must be renamed', f.name) from found f
where not f.is_generated and f.name in (
    'document_type', 'document_date', 'due_date', 'issuer', 'total_amount', 'currency')
union all
select 'it is not an ordinary table' from pg_catalog.pg_class c
where c.oid = to_regclass('public.documents') and c.relkind <> 'r'
union all
select 'id is missing, or neither primary key nor unique' from pg_catalog.pg_class c
where c.oid = to_regclass('public.documents') and not exists (
    select from pg_catalog.pg_index i join found f on f.attnum = i.indkey[0]
    where i.indrelid = c.oid and f.name = 'id' and i.indnkeyatts = 1 and i.indisunique and i.indimmediate
        and i.indpred is null)

-- name: triggers_off
select format('%%s on %%s', wanted.name, wanted.relation) as name,
    format('alter table %%s enable trigger %%s;', wanted.relation, wanted.name) as enabling, t.oid is null as missing
from (values
    ('ocr_enqueue_inserted', 'public.documents', 'queue'),
    ('ocr_enqueue_changed', 'public.documents', 'queue'),
    ('ocr_dispatch_inserted', 'public.ocr_queue', 'queue'),
    ('ocr_dispatch_queued', 'public.ocr_queue', 'queue'),
    ('ocr_write_callback', 'public.ocr_queue', 'queue'),
    ('ocr_check_user_insert', 'public.documents', 'people'),
    ('ocr_check_user_update', 'public.documents', 'people'),
    ('ocr_add_correction', 'public.document_corrections', 'corrections'),
    ('ocr_apply_correction', 'public.document_corrections', 'corrections'),
    ('ocr_add_line_correction', 'public.document_line_corrections', 'corrections'),
    ('ocr_apply_correction', 'public.document_line_corrections', 'corrections')
) wanted (name, relation, concern)
left join pg_catalog.pg_trigger t on t.tgname = wanted.name and t.tgrelid = to_regclass(wanted.relation)
where (t.oid is null or t.tgenabled = 'D') and wanted.concern = %(concern)s
order by 1

-- name: tables_hidden
select wanted.relation
from (values
    ('public.documents'), ('public.document_pages'), ('public.document_embeddings'), ('public.document_passages'),
    ('public.document_corrections'), ('public.document_line_corrections'), ('public.ocr_queue')
) wanted (relation)
where row_security_active(wanted.relation)
order by 1

-- name: opened_to_people
with people as (
    select rolname from pg_catalog.pg_roles where rolname in ('anon', 'authenticated')
)
select r.rolname || ' may execute ' || p.oid::regprocedure as what
from people r, pg_catalog.pg_proc p
where p.pronamespace = 'ocr'::regnamespace and has_function_privilege(r.rolname, p.oid, 'execute')
union all
select r.rolname || ' may read or write ' || c.oid::regclass
from people r, pg_catalog.pg_class c
where c.relkind in ('r', 'v') and (c.relnamespace = 'ocr'::regnamespace or c.oid = to_regclass('public.ocr_queue'))
    and has_table_privilege(r.rolname, c.oid, 'select, insert, update, delete')
union all
select c.oid::regclass || ' has no row security'
from pg_catalog.pg_class c
where not c.relrowsecurity
    and c.oid in (to_regclass('public.document_pages'), to_regclass('public.document_embeddings'),
        to_regclass('public.document_passages'), to_regclass('public.document_corrections'),
        to_regclass('public.document_line_corrections'), to_regclass('public.ocr_queue'))
order by 1

-- name: documents_row_security
select relrowsecurity as on from pg_catalog.pg_class where oid = to_regclass('public.documents')

-- name: closed_to_people
-- What whoever is signed in must be able to do, for the page and the API to work.
with people as (select oid from pg_catalog.pg_roles where rolname = 'authenticated')
select 'the role of DATABASE_URL may not act as authenticated' as what,
    format('grant authenticated to %%I;', current_user) as remedy
from people where not pg_has_role(current_user, oid, 'member')
union all
select format('authenticated may not %%s %%s', wanted.privilege, wanted.relation),
    format('grant %%s on %%s to authenticated;', wanted.privilege, wanted.relation)
from people, (values
    ('public.documents', 'select'), ('public.documents', 'insert'), ('public.documents', 'delete'),
    ('public.document_pages', 'select'), ('public.document_embeddings', 'select'), ('public.document_passages', 'select'),
    ('public.document_corrections', 'select'), ('public.document_line_corrections', 'select')
) wanted (relation, privilege)
where not case wanted.privilege
    when 'delete' then has_table_privilege(people.oid, to_regclass(wanted.relation), 'delete')
    else has_any_column_privilege(people.oid, to_regclass(wanted.relation), wanted.privilege) end
union all
select format('authenticated may not write %%s of %%s', string_agg(wanted.name, ', '), wanted.relation),
    format('grant insert (%%s) on %%s to authenticated;', string_agg(wanted.name, ', '), wanted.relation)
from people, (
    select relation, unnest(names) from (values
        ('public.document_corrections', array['document_id', 'field', 'value']),
        ('public.document_line_corrections',
            array['document_id', 'page_number', 'block_index', 'line_index', 'cell_index', 'text', 'accepted'])
    ) of_table (relation, names)
) wanted (relation, name)
where not has_column_privilege(people.oid, to_regclass(wanted.relation), wanted.name, 'insert')
group by wanted.relation
union all
select format('no policy lets authenticated %%s public.documents', wanted.action),
    'create policy "own documents" on public.documents for all to authenticated using (owner_id = (select auth.uid()));'
from people, (values ('read', 'r'), ('insert into', 'a'), ('delete from', 'd')) wanted (action, command)
where (select relrowsecurity from pg_catalog.pg_class where oid = to_regclass('public.documents')) and not exists (
    select from pg_catalog.pg_policy p
    where p.polrelid = to_regclass('public.documents') and p.polpermissive and p.polcmd in ('*', wanted.command)
        and (p.polroles = '{0}' or people.oid = any (p.polroles)))
union all
select format('authenticated may not execute %%s', p.oid::regprocedure),
    format('grant execute on function %%s to authenticated;', p.oid::regprocedure)
from people, pg_catalog.pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname in (
        'search_documents', 'documents_page', 'document_progress', 'resubmit_document', 'set_document_password',
        'correct_field')
    and not has_function_privilege(people.oid, p.oid, 'execute')

-- name: become_person
-- Within a transaction that is taken back.
select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %(claims)s, true)

-- name: try_to_keep_file
-- What is returned must be allowed to be read as well.
insert into storage.objects (bucket_id, name) values (%(bucket)s, %(name)s) returning id

-- name: closed_to_service_role
select 'usage of schema ocr' as what
from pg_catalog.pg_roles r
where r.rolname = 'service_role' and not has_schema_privilege(r.rolname, 'ocr', 'usage')
union all
select 'execution of ' || p.oid::regprocedure
from pg_catalog.pg_roles r, pg_catalog.pg_proc p
where r.rolname = 'service_role' and p.pronamespace = 'ocr'::regnamespace
    and not has_function_privilege(r.rolname, p.oid, 'execute')
order by 1

-- name: function_address
-- The token never leaves the database; the doctor compares its hash.
select ocr.setting('function_url') as url,
    (select count(*) from ocr.living_instances where pulls) as pulling,
    encode(sha256(convert_to(ocr.setting('function_token'), 'UTF8')), 'hex') as token_sha256

-- name: ask_function
select net.http_get(url => %(url)s, timeout_milliseconds => 5000) as id

-- name: ask_function_with_token
select net.http_get(url => %(url)s, headers => ocr.request_headers('queue-stats'), timeout_milliseconds => 5000) as id

-- name: answer
select status_code as status, content, timed_out, error_msg as error from net._http_response where id = %(id)s

-- name: waiting_request
select exists (select from net.http_request_queue where id = %(id)s) as queued,
    exists (
        select from pg_catalog.pg_stat_activity
        where datname = current_database() and (backend_type like 'pg_net%%' or application_name like 'pg_net%%')
    ) as worker_seen

-- name: cron_jobs
select wanted.name, j.active, j.database = current_database() as here
from (values ('kairo-ocr-resubmit'), ('kairo-ocr-callbacks'), ('kairo-ocr-clean')) wanted (name)
left join cron.job j on j.jobname = wanted.name
order by 1

-- name: cron_runs
select j.jobname as name, r.status, r.return_message as message,
    extract(epoch from clock_timestamp() - r.start_time)::integer as seconds_ago
from cron.job j
left join lateral (
    select d.status, d.return_message, d.start_time from cron.job_run_details d
    where d.jobid = j.jobid and d.status in ('succeeded', 'failed')
    order by d.runid desc
    limit 1
) r on true
where j.jobname like 'kairo-ocr-%%'
order by 1

-- name: stats
select * from ocr.stats()

-- name: file_urls
select file_url from public.documents where nullif(btrim(file_url), '') is not null limit 1000

-- name: bucket_count
select count(*) as buckets from storage.buckets

-- name: undelivered_callbacks
select count(*) filter (where gave_up_at is null and tries > 0) as waiting,
    count(*) filter (where gave_up_at > clock_timestamp() - interval '7 days') as given_up
from ocr.callbacks
where delivered_at is null
