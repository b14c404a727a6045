-- Deletes old rows, and removes the function from a project.

create or replace function ocr.clean()
returns table (events bigint, callbacks bigint, jobs bigint)
language plpgsql
security definer
set search_path = ''
as $$
declare
    events_before constant timestamptz := now() - ocr.setting('keep_events_days')::integer * interval '1 day';
    callbacks_before constant timestamptz := now() - ocr.setting('keep_callbacks_days')::integer * interval '1 day';
    jobs_before constant timestamptz := now() - ocr.setting('keep_jobs_days')::integer * interval '1 day';
begin
    delete from ocr.events e where e.at < events_before;
    get diagnostics events = row_count;
    delete from ocr.callbacks c where coalesce(c.delivered_at, c.gave_up_at) < callbacks_before;
    get diagnostics callbacks = row_count;
    -- The document keeps its text, status and error; a failed job is kept until a person resolves it.
    delete from public.ocr_queue q where q.id in (
        select old.id from public.ocr_queue old where old.status = 'completed' and old.finished_at < jobs_before
        for update skip locked);
    get diagnostics jobs = row_count;
    if ocr.vault_state() in ('open', 'another key') then
        -- Left by truncate, which fires no row trigger, or by a delete while Vault was closed.
        execute $vault$
            delete from vault.secrets s where s.name like 'kairo\_ocr\_password\_%'
                and not exists (select from ocr.passwords p where p.secret_id = s.id)
        $vault$;
    end if;
    delete from ocr.instances i where i.seen_at < now() - interval '1 day';
    -- pg_cron keeps a row per run forever; one that never began, or that a restart of the server ended, has no times.
    delete from cron.job_run_details r
    where (r.end_time < now() - interval '1 day' or r.status = 'failed' and r.end_time is null)
        and r.jobid in (select j.jobid from cron.job j where j.jobname like 'kairo-ocr-%');
    return next;
end
$$;
comment on function ocr.clean() is 'For pg_cron: deletes events, delivered callbacks, completed jobs and cron runs older than their keep_… settings, dead instances, and secrets
of deleted passwords.';

create or replace function ocr.uninstall()
returns void
language plpgsql
security definer
set search_path = ''
set client_min_messages = warning
as $$
begin
    -- Nobody deletes them once the jobs are gone.
    delete from cron.job_run_details r
    where r.jobid in (select j.jobid from cron.job j where j.jobname like 'kairo-ocr-%');
    perform cron.unschedule(j.jobname) from cron.job j where j.jobname like 'kairo-ocr-%';
    drop trigger if exists ocr_enqueue_inserted on public.documents;
    drop trigger if exists ocr_enqueue_changed on public.documents;
    drop trigger if exists ocr_index_changed on public.documents;
    drop trigger if exists ocr_check_user_insert on public.documents;
    drop trigger if exists ocr_check_user_update on public.documents;
    drop trigger if exists ocr_notify_inserted on public.documents;
    drop trigger if exists ocr_notify_changed on public.documents;
    drop trigger if exists ocr_notify_deleted on public.documents;
    alter table public.documents alter column ocr_status drop default;
    -- So that the next `migrate` installs it again.
    delete from ocr.migrations;
    if to_regclass('ocr.unread_documents') is null then
        create table ocr.unread_documents as select d.id from public.documents d where d.ocr_status is null;
        comment on table ocr.unread_documents is
            'Documents that had never been queued when the function was uninstalled; those inserted later are read after it is reinstalled.';
    end if;
end
$$;
comment on function ocr.uninstall() is
    'Disconnects the function from the application: drops triggers (and with them the check of file_url), the default and the schedule, and
keeps tables, texts and vectors. Applying the migrations installs it again and reads documents inserted in the meantime.';

create or replace function ocr.remove()
returns void
language plpgsql
security definer
set search_path = ''
set client_min_messages = warning
as $$
declare
    added name;
begin
    perform ocr.uninstall();
    if ocr.vault_state() in ('open', 'another key') then
        execute $vault$ delete from vault.secrets where name like 'kairo\_ocr\_%' $vault$;
    end if;
    if to_regclass('supabase_migrations.schema_migrations') is not null then
        -- Ours are of one hour; the project may have some of its own of that day.
        execute $history$ delete from supabase_migrations.schema_migrations where version like '2026112300%' $history$;
    end if;
    drop view ocr.dead_letters;
    -- Before the columns that their policies look at.
    drop table public.ocr_queue, public.document_keys, public.document_passages, public.document_embeddings, public.document_pages,
        public.document_corrections, public.document_line_corrections, public.embedding_models, public.concept_vectors,
        public.related_terms, public.common_words cascade;
    drop index if exists public.documents_created_at_id_idx, public.documents_file_sha256_idx;
    -- Generated columns go before the one that they are generated from.
    for added in
        select c.name from ocr.added_columns c
        left join pg_catalog.pg_attribute a on a.attrelid = 'public.documents'::regclass and a.attname = c.name
        order by a.attnum desc
    loop
        execute format('alter table public.documents drop column if exists %I', added);
    end loop;
    drop function public.boxes_between, public.center_query, public.correct_field, public.correct_query, public.correct_words,
        public.count_found, public.document_progress, public.documents_page, public.due_soon, public.duplicates_of,
        public.file_names_query, public.holds_codes, public.is_common_word, public.is_same_paper, public.is_sentence,
        public.list_documents, public.mark_hits, public.match_documents, public.near_concepts, public.nearest_passages,
        public.parse_query, public.query_terms, public.resubmit_document, public.search_coverage, public.search_documents, public.set_document_password,
        public.set_my_passwords, public.set_owner_passwords, public.similar_documents, public.understand_query,
        public.wanted_dates;
    -- Drops this function as well, which is already loaded.
    drop schema ocr cascade;
end
$$;
comment on function ocr.remove() is
    'Removes everything that the migrations created, including texts and vectors. The table documents keeps its rows and original columns;
extensions, the bucket and the files in Storage stay.';

-- Queues documents inserted while the function was uninstalled, or between two of these migrations.
do $$
declare
    unread uuid[] := '{}';
begin
    if to_regclass('ocr.unread_documents') is not null then
        execute 'select coalesce(array_agg(u.id), $1) from ocr.unread_documents u' into unread using unread;
        perform ocr.submit(d.id, priority => d.ocr_priority) from public.documents d
        where d.ocr_status is null and nullif(btrim(d.file_url), '') is not null and d.id <> all (unread);
        drop table ocr.unread_documents;
    end if;
    perform ocr.submit(d.id, priority => d.ocr_priority) from public.documents d
    where d.ocr_status = 'queued' and nullif(btrim(d.file_url), '') is not null
        and not exists (select from public.ocr_queue q where q.document_id = d.id);
end
$$;

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
