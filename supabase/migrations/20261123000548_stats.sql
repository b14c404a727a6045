-- The queue in numbers: for people, monitors and scalers.

create or replace function ocr.stats()
returns table (
    queued bigint, processing bigint, stale bigint, failed bigint, retrying bigint, completed_today bigint,
    completed_last_hour bigint, in_flight integer, max_in_flight integer, oldest_wait_seconds real, instances bigint
)
language sql
stable
security definer
set search_path = ''
as $$
    select
        count(*) filter (where q.status = 'queued'),
        count(*) filter (where q.status = 'processing'),
        count(*) filter (where q.status = 'processing' and q.lease_expires_at <= clock_timestamp()),
        count(*) filter (where q.status = 'failed' and not q.retryable),
        count(*) filter (where q.status = 'failed' and q.retryable),
        count(*) filter (where q.status = 'completed' and q.finished_at >= date_trunc('day', now())),
        count(*) filter (where q.status = 'completed' and q.finished_at >= now() - interval '1 hour'),
        ocr.in_flight(),
        ocr.max_in_flight(),
        coalesce(extract(epoch from clock_timestamp()
            - min(q.queued_at) filter (where q.status = 'queued')), 0)::real,
        (select count(*) from ocr.living_instances)
    from public.ocr_queue q
$$;
comment on function ocr.stats() is 'The queue in numbers. `failed` jobs need a person, `retrying` jobs await their next attempt; `instances` are the living ones. Days are UTC.';

create or replace function ocr.backlog(max_count integer default 1000)
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    -- Counts no further than a scaler needs: it polls all the time, and the queue may hold an archive.
    select (
        (select count(*) from (
            select from public.ocr_queue q where q.status = 'queued' limit backlog.max_count) waiting)
        -- Includes documents being read, so that their instances are not scaled down.
        + (select count(*) from public.ocr_queue q where q.status = 'processing')
        + (select count(*) from (
            select from public.ocr_queue q
            where q.status = 'failed' and q.retryable and q.next_attempt_at <= clock_timestamp()
            limit backlog.max_count) due)
    )::integer
$$;
comment on function ocr.backlog is
    'For a scaler: documents waiting or being read. Counts at most max_count waiting ones.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
