-- What is forgotten after a while, and how the function is taken off a project.

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
    -- The document keeps its text, status and error; a failed job is kept while it waits for a person.
    delete from public.ocr_queue q where q.id in (
        select old.id from public.ocr_queue old where old.status = 'completed' and old.finished_at < jobs_before
        for update skip locked);
    get diagnostics jobs = row_count;
    delete from ocr.instances i where i.seen_at < now() - interval '1 day';
    -- pg_cron keeps a row of every run for ever.
    delete from cron.job_run_details r
    where r.end_time < now() - interval '1 day'
        and r.jobid in (select j.jobid from cron.job j where j.jobname like 'kairo-ocr-%');
    return next;
end
$$;
comment on function ocr.clean() is 'For pg_cron: forgets events, delivered callbacks, completed jobs and cron runs older than their keep_… settings, and dead instances.';

create or replace function ocr.uninstall()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
    perform cron.unschedule(j.jobname) from cron.job j where j.jobname like 'kairo-ocr-%';
    drop trigger if exists ocr_enqueue_inserted on public.documents;
    drop trigger if exists ocr_enqueue_changed on public.documents;
    drop trigger if exists ocr_check_user_insert on public.documents;
    drop trigger if exists ocr_check_user_update on public.documents;
end
$$;
comment on function ocr.uninstall() is
    'Takes the function off the application: no trigger (nor check of file_url), no schedule. Tables, texts and vectors stay; applying the migrations installs it again.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
