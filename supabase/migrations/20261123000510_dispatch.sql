-- Posts waiting jobs to the function through pg_net while the living instances have free slots.

create or replace function ocr.in_flight()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    select (
        (select count(*) from public.ocr_queue q
         where q.status = 'processing' and q.lease_expires_at > clock_timestamp() and not q.pulled)
        + (select count(*) from public.ocr_queue q
           where q.status = 'queued' and q.dispatch_expires_at > clock_timestamp())
    )::integer
$$;
comment on function ocr.in_flight() is 'Jobs with a live lease, except those an instance pulled itself, plus dispatches not claimed yet.';

create or replace view ocr.waiting_jobs with (security_invoker = true) as
select q.id, q.document_id, q.priority, q.queued_at, q.pages_left, q.next_attempt_at
from public.ocr_queue q
where q.status = 'queued'
    and q.next_attempt_at <= clock_timestamp()
    and (q.dispatch_expires_at is null or q.dispatch_expires_at <= clock_timestamp());
comment on view ocr.waiting_jobs is
    'Jobs that can be given to an instance now, except those just posted to another one.';
revoke all on ocr.waiting_jobs from public, anon, authenticated;
grant select on ocr.waiting_jobs to service_role;

-- Not every server has pgcrypto.
create or replace function ocr.hmac_sha256(message text, key text)
returns bytea
language plpgsql
immutable
strict
set search_path = ''
as $$
declare
    padded bytea := convert_to(hmac_sha256.key, 'UTF8');
    inner_pad bytea;
    outer_pad bytea;
begin
    -- RFC 2104, with 64-byte blocks.
    if length(padded) > 64 then
        padded := sha256(padded);
    end if;
    padded := padded || decode(repeat('00', 64 - length(padded)), 'hex');
    inner_pad := padded;
    outer_pad := padded;
    for i in 0..63 loop
        inner_pad := set_byte(inner_pad, i, get_byte(padded, i) # x'36'::integer);
        outer_pad := set_byte(outer_pad, i, get_byte(padded, i) # x'5c'::integer);
    end loop;
    return sha256(outer_pad || sha256(inner_pad || convert_to(hmac_sha256.message, 'UTF8')));
end
$$;
comment on function ocr.hmac_sha256 is 'HMAC-SHA256 of a message under a key.';

create or replace function ocr.sign_request(subject text)
returns text
language sql
volatile
security definer
set search_path = ''
as $$
    select t.signed || '.' || encode(ocr.hmac_sha256(t.signed, ocr.setting('function_token')), 'hex')
    from format('kairo1.%s.%s', floor(extract(epoch from clock_timestamp()))::bigint, sign_request.subject) as t (signed)
$$;
comment on function ocr.sign_request is
    'A token for one purpose, valid for ten minutes. subject: the id of a document to process, deliver-callbacks or queue-stats.
function_token itself is not sent, because every SQL user can read pg_net''s queue.';

create or replace function ocr.request_headers(subject text)
returns jsonb
language sql
volatile
security definer
set search_path = ''
as $$
    select jsonb_build_object(
        'Content-Type', 'application/json',
        'Authorization', 'Bearer ' || coalesce(ocr.sign_request(request_headers.subject), ''),
        -- RFC 7240: the function answers once it has taken the job. pg_net's queue waits for the slowest request of
        -- a batch, so a slow answer would delay other webhooks.
        'Prefer', 'respond-async',
        -- pg_net uses one connection, which would make a load balancer send everything to one instance.
        'Connection', 'close'
    )
$$;
comment on function ocr.request_headers is 'Headers of a request to the function, with a token signed for the subject.';

create or replace function ocr.dispatch()
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
    url constant text := ocr.setting('function_url');
    timeout_ms constant integer := ocr.setting('dispatch_timeout_ms')::integer;
    expires constant interval := make_interval(secs => ocr.setting('dispatch_expires_seconds')::double precision);
    free integer;
    job record;
    sent integer := 0;
begin
    -- Counting free slots needs a snapshot newer than the lock; with an older one, the next resubmit dispatches.
    if url is null or current_setting('transaction_isolation') <> 'read committed' then
        return 0;
    end if;
    -- One dispatcher at a time, so that two cannot fill the same slot. No deadlock: every transaction takes this lock
    -- last and waits for no row after it.
    perform pg_advisory_xact_lock(hashtext('ocr.dispatch'));
    free := ocr.max_in_flight() - ocr.in_flight();
    if free <= 0 then
        return 0;
    end if;
    for job in
        select n.id, n.document_id, n.priority from ocr.next_jobs(free) n
    loop
        update public.ocr_queue q set
            dispatched_at = clock_timestamp(),
            dispatch_expires_at = clock_timestamp() + expires,
            -- No instance has received it yet.
            instance_id = null,
            generation = null,
            request_id = net.http_post(
                url => url || '/api/process-document',
                body => jsonb_build_object('document_id', job.document_id, 'priority', job.priority),
                headers => ocr.request_headers(job.document_id::text),
                timeout_milliseconds => timeout_ms
            )
        where q.id = job.id;
        sent := sent + 1;
    end loop;
    return sent;
end
$$;
comment on function ocr.dispatch() is
    'Posts waiting jobs to the function through pg_net while the living instances have free slots. Returns how many.';

create or replace function ocr.dispatch_at_commit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- Fires at commit for every queued row; the first call in a transaction dispatches for all of them.
    if current_setting('ocr.dispatched', true) is not distinct from 'yes' then
        return null;
    end if;
    perform set_config('ocr.dispatched', 'yes', true);
    perform ocr.dispatch();
    return null;
exception when others then
    -- The application's insert must not fail because of pg_net or a setting.
    raise warning 'Kairo OCR could not dispatch (%); pg_cron will try again.', sqlerrm;
    return null;
end
$$;
comment on function ocr.dispatch_at_commit() is
    'Deferred trigger: dispatches at commit, so that a long application transaction does not hold the dispatch lock.';

drop trigger if exists ocr_dispatch_inserted on public.ocr_queue;
create constraint trigger ocr_dispatch_inserted after insert on public.ocr_queue
    deferrable initially deferred
    for each row when (new.status = 'queued')
    execute function ocr.dispatch_at_commit();

drop trigger if exists ocr_dispatch_queued on public.ocr_queue;
create constraint trigger ocr_dispatch_queued after update of status on public.ocr_queue
    deferrable initially deferred
    for each row when (new.status = 'queued' and old.status <> 'queued')
    execute function ocr.dispatch_at_commit();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
