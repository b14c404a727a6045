-- What happened to each job, what waits for a person, and what is forgotten after a while.

create table if not exists ocr.events (
    id bigint generated always as identity primary key,
    at timestamptz not null default pg_catalog.clock_timestamp(),
    document_id uuid not null,
    job_id uuid not null,
    attempt integer not null,
    from_status text,
    to_status text not null,
    reason text not null,
    instance text
);
comment on table ocr.events is 'One row for each transition of a job; kept for keep_events_days.';
comment on column ocr.events.from_status is 'null: the job is new.';
comment on column ocr.events.reason is 'inserted, claimed, completed, stale, retry, resubmitted, or the code of the error.';
comment on column ocr.events.instance is 'VPS_INSTANCE_ID of the function that had the job; null before the first claim.';

create index if not exists events_document_id_idx on ocr.events (document_id, id);
create index if not exists events_at_idx on ocr.events (at);
alter table ocr.events enable row level security;
revoke all on ocr.events from public, anon, authenticated;
grant all on ocr.events to service_role;

create or replace function ocr.write_insert_events()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    insert into ocr.events (document_id, job_id, attempt, to_status, reason)
    select i.document_id, i.id, i.attempt, i.status, 'inserted' from inserted i;
    return null;
end
$$;
comment on function ocr.write_insert_events() is 'Statement trigger: the first event of each new job.';

create or replace function ocr.write_update_event()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    insert into ocr.events (document_id, job_id, attempt, from_status, to_status, reason, instance)
    values (new.document_id, new.id, new.attempt, old.status, new.status, case
        when new.status = 'processing' then 'claimed'
        when new.status = 'completed' then 'completed'
        when new.status = 'failed' then new.error_code
        -- A stale job keeps the attempt's number; a person's resubmit raises it.
        when old.status = 'processing' and new.attempt = old.attempt then 'stale'
        when old.status = 'failed' and old.retryable and new.tries > 0 then 'retry'
        else 'resubmitted'
    end, new.claimed_by);
    return null;
end
$$;
comment on function ocr.write_update_event() is 'Row trigger: an event for each change of status and each claim.';

drop trigger if exists ocr_write_insert_events on public.ocr_queue;
create trigger ocr_write_insert_events after insert on public.ocr_queue
    referencing new table as inserted
    for each statement execute function ocr.write_insert_events();

drop trigger if exists ocr_write_update_event on public.ocr_queue;
create trigger ocr_write_update_event after update on public.ocr_queue
    for each row when (new.status is distinct from old.status or new.attempt is distinct from old.attempt)
    execute function ocr.write_update_event();

create or replace view ocr.dead_letters with (security_invoker = true) as
select q.document_id, d.file_name, d.file_url, q.error_code, q.error_message, q.tries, q.attempt, q.pages_done,
    q.pages_total, q.claimed_by as instance, q.finished_at
from public.ocr_queue q
join public.documents d on d.id = q.document_id
where q.status = 'failed' and not q.retryable
order by q.finished_at desc;
comment on view ocr.dead_letters is
    'Documents that failed for good, latest first, and why. Repair the cause, then ocr.resubmit(document_id, force => true).';
revoke all on ocr.dead_letters from public, anon, authenticated;
grant select on ocr.dead_letters to service_role;

create or replace function ocr.resubmit_failed(
    since timestamptz default '-infinity', error_code text default null, max_count integer default null
)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job record;
    resubmitted integer := 0;
begin
    for job in
        select q.document_id from public.ocr_queue q
        where q.status = 'failed' and q.finished_at >= resubmit_failed.since
            and (resubmit_failed.error_code is null or q.error_code = resubmit_failed.error_code)
        order by q.priority desc, q.finished_at
        limit resubmit_failed.max_count
        for update skip locked
    loop
        perform ocr.submit(job.document_id);
        resubmitted := resubmitted + 1;
    end loop;
    return resubmitted;
end
$$;
comment on function ocr.resubmit_failed is
    'For a person: queues failed documents again, all or those with one error code, and goes on from their saved pages. Returns how many.';

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
    delete from public.ocr_queue q where q.status = 'completed' and q.finished_at < jobs_before;
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
