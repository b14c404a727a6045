-- One job per document. Only the functions in later migrations change its state.

create table if not exists public.ocr_queue (
    id uuid primary key default gen_random_uuid(),
    document_id uuid not null unique references public.documents (id) on delete cascade,
    status text not null default 'queued' check (status in ('queued', 'processing', 'completed', 'failed')),
    priority smallint not null default 5 check (priority between 1 and 10),
    -- The fence: the number of the latest attempt. It only grows, so a late attempt is detected.
    attempt integer not null default 0,
    -- Attempts since the last submission, and how many are allowed; a manual resubmit resets it.
    tries integer not null default 0,
    max_tries integer not null default 4,
    retryable boolean not null default true,
    start_over boolean not null default false,
    embed_only boolean not null default false,
    wants_callback boolean not null default false,
    queued_at timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    dispatched_at timestamptz,
    dispatch_expires_at timestamptz,
    request_id bigint,
    claimed_by text,
    instance_id uuid,
    generation uuid,
    renewed_at timestamptz,
    pulled boolean not null default false,
    started_at timestamptz,
    lease_expires_at timestamptz,
    deadline_at timestamptz,
    finished_at timestamptz,
    pages_total integer,
    pages_done integer not null default 0,
    file_fingerprint text,
    chunk_count integer,
    seconds real,
    error_code text,
    error_message text
);

comment on table public.ocr_queue is 'Jobs, one row per document: waiting, being processed, or done. For service_role.';
comment on column public.ocr_queue.attempt is 'Number of the latest attempt: the fence that guards saved pages and results.';
comment on column public.ocr_queue.tries is 'Attempts since the last submission; limited by max_tries.';
comment on column public.ocr_queue.retryable is 'Whether a failed job is retried at next_attempt_at; if false, it needs a manual resubmit.';
comment on column public.ocr_queue.start_over is 'The next attempt discards the pages read so far (force, or another file).';
comment on column public.ocr_queue.embed_only is 'The pages are read already; the next attempt only makes chunks and vectors (ocr.reembed).';
comment on column public.ocr_queue.wants_callback is 'Whether the function that last claimed the job has a KAIRO_WEBHOOK_URL.';
comment on column public.ocr_queue.dispatch_expires_at is 'Until then the job counts as dispatched and is not posted again.';
comment on column public.ocr_queue.request_id is 'The last request in net.http_request_queue that dispatched the job; for debugging.';
comment on column public.ocr_queue.claimed_by is 'VPS_INSTANCE_ID of the function that runs or ran the latest attempt.';
comment on column public.ocr_queue.instance_id is
    'The instance (ocr.instances) that runs the latest attempt, or has the queued document in its waiting room.';
comment on column public.ocr_queue.generation is
    'The worker of that instance; a worker that replaces another has a new id. Null: posted but not received yet.';
comment on column public.ocr_queue.renewed_at is 'When the lease was last extended.';
comment on column public.ocr_queue.pulled is 'Whether an instance pulled the job itself; a pulled job does not use a dispatch slot.';
comment on column public.ocr_queue.lease_expires_at is 'A job still processing after this time is stale: its function died or hangs.';
comment on column public.ocr_queue.deadline_at is 'Heartbeats are refused after this time (JOB_TIMEOUT_MINUTES after the claim).';
comment on column public.ocr_queue.file_fingerprint is 'SHA-256 of the file that the saved pages were read from.';

alter table public.ocr_queue add column if not exists extract_only boolean not null default false;
comment on column public.ocr_queue.extract_only is
    'Pages, chunks and vectors stay; the next attempt only extracts fields from the saved pages (ocr.reextract).';

alter table public.ocr_queue add column if not exists pages_to_embed integer not null default 0;
comment on column public.ocr_queue.pages_to_embed is
    'Pages already read that still have to be embedded; 0 until a long document reaches that step.';

-- An earlier version of the column did not count the pages to be embedded.
do $$
begin
    if exists (
        select from pg_attrdef f
        join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
        where f.adrelid = 'public.ocr_queue'::regclass and a.attname = 'pages_left'
            and pg_get_expr(f.adbin, f.adrelid) not like '%pages_to_embed%'
    ) then
        drop view if exists ocr.waiting_jobs;
        alter table public.ocr_queue drop column pages_left;
    end if;
end
$$;
-- A file that was never opened may be a one-page letter.
alter table public.ocr_queue add column if not exists pages_left integer not null generated always as (
    case when start_over then 1 else greatest(coalesce(pages_total, 1) - pages_done + pages_to_embed, 1) end
) stored;
comment on column public.ocr_queue.pages_left is 'Pages still to be read or embedded, at least 1; 1 until the file is opened.';

alter table public.ocr_queue add column if not exists suspect boolean not null default false;
comment on column public.ocr_queue.suspect is
    'Its worker died and no page has been saved since: the document may be the cause, so it is read alone.';

-- For ocr.next_jobs, in its order.
drop index if exists public.ocr_queue_waiting_idx;
create index if not exists ocr_queue_turn_idx on public.ocr_queue (priority desc, pages_left, queued_at, id)
    where status = 'queued';
create index if not exists ocr_queue_long_idx on public.ocr_queue (priority desc, queued_at, id)
    where status = 'queued' and pages_left > 1;
-- For ocr.in_flight and ocr.resubmit.
create index if not exists ocr_queue_dispatched_idx on public.ocr_queue (dispatch_expires_at)
    where status = 'queued' and dispatch_expires_at is not null;
create index if not exists ocr_queue_lease_idx on public.ocr_queue (lease_expires_at)
    where status = 'processing';
create index if not exists ocr_queue_retry_idx on public.ocr_queue (next_attempt_at)
    where status = 'failed' and retryable;
create index if not exists ocr_queue_finished_idx on public.ocr_queue (finished_at)
    where status in ('completed', 'failed');

alter table public.ocr_queue enable row level security;
revoke all on public.ocr_queue from public, anon, authenticated;
grant all on public.ocr_queue to service_role;
