-- A function claims a job for one attempt, and holds it with a lease and a fence. A full function hands it back.

create or replace function ocr.may_join(job_id uuid, generation uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
    -- One claim of a worker at a time, so that two cannot miss each other. No deadlock: what the holder waits for after
    -- this lock is at most the dispatch lock.
    perform pg_advisory_xact_lock(hashtext('ocr.may_join'), hashtext(may_join.generation::text));
    return not exists (
        select from public.ocr_queue other
        where other.status = 'processing' and other.lease_expires_at > clock_timestamp()
            and other.generation = may_join.generation
            and (other.suspect or (select q.suspect from public.ocr_queue q where q.id = may_join.job_id))
    );
end
$$;
comment on function ocr.may_join is
    'Whether the worker may read the job beside what it is reading: a suspect is read alone. Locks out the worker''s other claims until
the transaction ends.';

create or replace function ocr.claim(
    document_id uuid,
    instance text,
    lease interval default '2 minutes',
    job_timeout interval default '15 minutes',
    max_retries integer default 3,
    wants_callback boolean default false,
    instance_id uuid default null,
    generation uuid default null
)
returns table (outcome text, job_id uuid, attempt integer, embed_only boolean)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
    document_status text;
begin
    select d.ocr_status into document_status from public.documents d where d.id = claim.document_id
    for no key update;
    if not found then
        return query select 'not_found', null::uuid, null::integer, false;
        return;
    end if;
    if document_status = 'completed'
        and not exists (select from public.ocr_queue q where q.document_id = claim.document_id) then
        -- Its job has been deleted by ocr.clean.
        return query select 'completed', null::uuid, null::integer, false;
        return;
    end if;
    insert into public.ocr_queue (document_id) values (claim.document_id) on conflict do nothing;
    select * into job from public.ocr_queue q where q.document_id = claim.document_id for update;
    if job.status = 'processing' and job.lease_expires_at > clock_timestamp() then
        return query select 'processing', job.id, job.attempt, false;
        return;
    end if;
    if job.status = 'processing' then
        perform ocr.take_back(job.id);
        select * into job from public.ocr_queue q where q.id = job.id;
    end if;
    if job.status = 'completed' or (job.status = 'failed' and not job.retryable) then
        return query select job.status, job.id, job.attempt, false;
        return;
    end if;
    if not ocr.may_join(job.id, claim.generation) then
        return query select 'not_alone', job.id, job.attempt, false;
        return;
    end if;
    update public.ocr_queue q set
        status = 'processing',
        attempt = job.attempt + 1,
        tries = job.tries + 1,
        max_tries = claim.max_retries + 1,
        wants_callback = claim.wants_callback,
        claimed_by = claim.instance,
        instance_id = claim.instance_id,
        generation = claim.generation,
        renewed_at = clock_timestamp(),
        pulled = false,
        started_at = clock_timestamp(),
        lease_expires_at = clock_timestamp() + claim.lease,
        deadline_at = clock_timestamp() + claim.job_timeout,
        dispatched_at = null,
        dispatch_expires_at = null,
        finished_at = null,
        error_code = null,
        error_message = null
    where q.id = job.id;
    update public.documents d set ocr_status = 'processing', ocr_error_code = null, ocr_error = null
    where d.id = claim.document_id;
    return query select 'claimed', job.id, job.attempt + 1, job.embed_only;
end
$$;
comment on function ocr.claim is
    'Claims the job for one attempt. outcome: claimed (run it with this attempt number), processing (another attempt has a live
lease), completed or failed (nothing to do, unless ocr.read_again queues it), not_alone (it or what this worker is reading is a
suspect: claim it again when the worker reads nothing), not_found (no such document).';

create or replace function ocr.claim_next(
    instance text,
    lease interval default '2 minutes',
    job_timeout interval default '15 minutes',
    max_retries integer default 3,
    wants_callback boolean default false,
    instance_id uuid default null,
    generation uuid default null
)
returns table (
    document_id uuid, job_id uuid, attempt integer, embed_only boolean, file_url text, mime_type text, force_ocr boolean
)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    next_document_id uuid;
    claimed record;
begin
    -- `next_jobs` locks jobs, but documents come first in the lock order: so skip a locked document instead of waiting
    -- for it.
    select d.id into next_document_id from ocr.next_jobs(3) with ordinality n (id, document_id, priority, place)
    join public.documents d on d.id = n.document_id
    order by n.place
    limit 1
    for no key update of d skip locked;
    if not found then
        return;
    end if;
    select * into claimed from ocr.claim(
        document_id => next_document_id, instance => claim_next.instance, lease => claim_next.lease,
        job_timeout => claim_next.job_timeout, max_retries => claim_next.max_retries,
        wants_callback => claim_next.wants_callback, instance_id => claim_next.instance_id,
        generation => claim_next.generation
    );
    if claimed.outcome = 'claimed' then
        update public.ocr_queue q set pulled = true where q.id = claimed.job_id;
        return query
        select d.id, claimed.job_id, claimed.attempt, claimed.embed_only, d.file_url::text, d.mime_type::text, d.force_ocr
        from public.documents d where d.id = next_document_id;
    end if;
end
$$;
comment on function ocr.claim_next is
    'For an instance that dispatch cannot reach: claims the first waiting job. No row: no job is waiting.';

create or replace function ocr.held_job(job_id uuid, attempt integer)
returns setof public.ocr_queue
language sql
volatile
security definer
set search_path = ''
as $$
    select from public.documents d
    where d.id = (select q.document_id from public.ocr_queue q where q.id = held_job.job_id)
    for no key update;
    select q.* from public.ocr_queue q
    where q.id = held_job.job_id and q.attempt = held_job.attempt and q.status = 'processing'
    for update
$$;
comment on function ocr.held_job is
    'Locks and returns the job of an attempt, with its document, until the transaction ends. No row: fence lost.';

create or replace function ocr.heartbeat(job_id uuid, attempt integer, lease interval default '2 minutes')
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    update public.ocr_queue q set
        lease_expires_at = clock_timestamp() + heartbeat.lease,
        renewed_at = clock_timestamp()
    where q.id = heartbeat.job_id and q.attempt = heartbeat.attempt and q.status = 'processing'
        and q.deadline_at > clock_timestamp();
    return found;
end
$$;
comment on function ocr.heartbeat is 'Extends the lease. false: the fence is lost or the deadline has passed, and the attempt must stop.';

create or replace function ocr.keep_waiting(
    document_id uuid, instance_id uuid default null, generation uuid default null
)
returns void
language sql
security definer
set search_path = ''
as $$
    update public.ocr_queue q set
        dispatch_expires_at = clock_timestamp()
            + make_interval(secs => ocr.setting('dispatch_expires_seconds')::double precision),
        instance_id = keep_waiting.instance_id,
        generation = keep_waiting.generation
    where q.document_id = keep_waiting.document_id and q.status = 'queued'
$$;
comment on function ocr.keep_waiting is 'For a job in the instance''s waiting room: keeps its dispatch from expiring.';

create or replace function ocr.turn_away(document_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    perform from public.documents d where d.id = turn_away.document_id for no key update;
    if not found then
        return false;
    end if;
    insert into public.ocr_queue (document_id) values (turn_away.document_id) on conflict do nothing;
    -- Not posted again at once: the function was just full, and its next completion dispatches anyway.
    update public.ocr_queue q set
        dispatched_at = null, dispatch_expires_at = null,
        next_attempt_at = clock_timestamp() + interval '5 seconds'
    where q.document_id = turn_away.document_id and q.status = 'queued';
    return true;
end
$$;
comment on function ocr.turn_away is
    'A full function gives the slot of a dispatch back; the job stays in the queue. false: no such document.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
