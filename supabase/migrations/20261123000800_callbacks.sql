-- The outbox: a callback is written in the transaction that ends the job, and delivered at least once by the function,
-- which has the receiver's URL and the secret. pg_cron triggers retries for a day.

create table if not exists ocr.callbacks (
    id uuid primary key default gen_random_uuid(),
    document_id uuid not null,
    event text not null check (event in ('document.completed', 'document.failed')),
    payload jsonb not null,
    created_at timestamptz not null default now(),
    tries integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    delivered_at timestamptz,
    gave_up_at timestamptz,
    last_status integer,
    last_error text
);
comment on table ocr.callbacks is 'Signed webhooks to the application, one per finished job; delivered at least once.';
comment on column ocr.callbacks.id is 'The webhook-id: the same in every delivery of this callback, so that the receiver can ignore duplicates.';
comment on column ocr.callbacks.last_status is 'HTTP status of the latest delivery; null if there was no response.';

create index if not exists callbacks_due_idx on ocr.callbacks (next_attempt_at)
    where delivered_at is null and gave_up_at is null;
alter table ocr.callbacks enable row level security;
revoke all on ocr.callbacks from public, anon, authenticated;
grant all on ocr.callbacks to service_role;

create or replace function ocr.write_callback()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
    document public.documents;
    event constant text := 'document.' || new.status;
begin
    select * into document from public.documents d where d.id = new.document_id;
    insert into ocr.callbacks (document_id, event, payload)
    values (new.document_id, event, jsonb_build_object(
        'type', event,
        'timestamp', new.finished_at,
        'data', jsonb_build_object(
            'document_id', new.document_id,
            'job_id', new.id,
            'status', new.status,
            'attempt', new.attempt,
            'page_count', document.page_count,
            'language', document.language,
            'confidence', document.ocr_confidence,
            'chunk_count', new.chunk_count,
            'seconds', new.seconds,
            -- Only their names: the receiver may log what it gets.
            'fields', ocr.field_names(document.ai_metadata),
            'error', case when new.status = 'failed' then
                jsonb_build_object('code', new.error_code, 'message', new.error_message) end
        )
    ));
    return null;
end
$$;
comment on function ocr.write_callback() is 'Row trigger: writes a callback when a job completes or fails for good. It contains no document text.';

drop trigger if exists ocr_write_callback on public.ocr_queue;
create trigger ocr_write_callback after update of status on public.ocr_queue
    for each row when (
        new.wants_callback and new.status is distinct from old.status
        and (new.status = 'completed' or (new.status = 'failed' and not new.retryable))
    )
    execute function ocr.write_callback();

create or replace function ocr.claim_callbacks(max_count integer default 10)
returns table (id uuid, payload jsonb)
language sql
volatile
security definer
set search_path = ''
as $$
    -- The next try is scheduled before this one is made, so a sender that dies only delays delivery.
    update ocr.callbacks c set
        tries = c.tries + 1,
        next_attempt_at = clock_timestamp()
            + least(30 * 2 ^ least(c.tries, 20), 4 * 3600) * (0.75 + random() / 2) * interval '1 second'
    where c.id in (
        select due.id from ocr.callbacks due
        where due.delivered_at is null and due.gave_up_at is null
            and due.next_attempt_at <= clock_timestamp()
        order by due.next_attempt_at
        limit claim_callbacks.max_count
        for update skip locked
    )
    returning c.id, c.payload
$$;
comment on function ocr.claim_callbacks is 'Claims callbacks that are due; each goes to one sender only. Retried after 30 s, 1 min, 2 min … 4 h.';

create or replace function ocr.settle_callback(callback_id uuid, status integer, error text)
returns void
language sql
security definer
set search_path = ''
as $$
    update ocr.callbacks c set
        last_status = settle_callback.status,
        last_error = settle_callback.error,
        delivered_at = case when settle_callback.status between 200 and 299 then clock_timestamp() end,
        -- Gives up after 410 Gone, or after a day.
        gave_up_at = case when settle_callback.status = 410
            or (settle_callback.status is null or settle_callback.status not between 200 and 299)
                and c.created_at < clock_timestamp() - interval '1 day'
            then clock_timestamp() end
    where c.id = settle_callback.callback_id
$$;
comment on function ocr.settle_callback is 'Records the result of a delivery: the HTTP status of the response, or null and an error.';

create or replace function ocr.wake_callbacks()
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
    url constant text := ocr.setting('function_url');
begin
    if url is null or not exists (
        select from ocr.callbacks c
        where c.delivered_at is null and c.gave_up_at is null and c.next_attempt_at <= clock_timestamp()
    ) then
        return false;
    end if;
    perform net.http_post(
        url => url || '/api/callbacks/deliver',
        headers => ocr.request_headers('deliver-callbacks'),
        timeout_milliseconds => ocr.setting('dispatch_timeout_ms')::integer
    );
    return true;
end
$$;
comment on function ocr.wake_callbacks() is 'For pg_cron: asks the function to deliver callbacks if any are due.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
