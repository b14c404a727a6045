-- One row per transition of a job.

create table if not exists ocr.events (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    document_id uuid not null,
    job_id uuid not null,
    attempt integer not null,
    from_status text,
    to_status text not null,
    reason text not null,
    instance text
);
comment on table ocr.events is 'One row per transition of a job, kept for keep_events_days.';
comment on column ocr.events.from_status is 'Null for a new job.';
comment on column ocr.events.reason is 'inserted, claimed, completed, gave_way, stale, retry, resubmitted, or an error code.';
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
comment on function ocr.write_insert_events() is 'Statement trigger: writes the first event of each new job.';

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
        -- A job that becomes a suspect spends no try either.
        when old.status = 'processing' and new.tries < old.tries and new.suspect = old.suspect then 'gave_way'
        -- A stale job keeps its attempt number; a manual resubmit raises it.
        when old.status = 'processing' and new.attempt = old.attempt then 'stale'
        when old.status = 'failed' and old.retryable and new.tries > 0 then 'retry'
        else 'resubmitted'
    end, new.claimed_by);
    return null;
end
$$;
comment on function ocr.write_update_event() is 'Row trigger: writes an event for each change of status and each claim.';

drop trigger if exists ocr_write_insert_events on public.ocr_queue;
create trigger ocr_write_insert_events after insert on public.ocr_queue
    referencing new table as inserted
    for each statement execute function ocr.write_insert_events();

drop trigger if exists ocr_write_update_event on public.ocr_queue;
create trigger ocr_write_update_event after update on public.ocr_queue
    for each row when (new.status is distinct from old.status or new.attempt is distinct from old.attempt)
    execute function ocr.write_update_event();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
