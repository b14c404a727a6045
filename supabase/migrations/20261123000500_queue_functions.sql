-- The state machine of a job: enqueue, dispatch, claim, heartbeat, fail, resubmit.
--
--   insert / resubmit            claim (attempt + 1, lease)
--   ───────────────► queued ───────────────────────────────► processing ──► completed
--                      ▲                                         │
--                      └── resubmit, when due ◄── failed ◄───────┘ ──► failed for good
--
-- Times are clock_timestamp(), not now(): these functions also run late in long transactions.

-- ---------------------------------------------------------------------------------------------
-- Enqueue
-- ---------------------------------------------------------------------------------------------

create or replace function ocr.enqueue_inserted()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    insert into public.ocr_queue (document_id, priority)
    select d.id, d.ocr_priority from inserted d
    where nullif(pg_catalog.btrim(d.file_url), '') is not null
    on conflict (document_id) do nothing;
    update public.documents d set ocr_status = null
    from inserted i
    where d.id = i.id and nullif(pg_catalog.btrim(i.file_url), '') is null;
    return null;
end
$$;
comment on function ocr.enqueue_inserted() is 'Statement trigger: a job for every inserted document that names a file.';

create or replace function ocr.enqueue_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    if nullif(pg_catalog.btrim(new.file_url), '') is not null then
        perform ocr.submit(new.id, start_over => true, priority => new.ocr_priority);
    end if;
    return null;
end
$$;
comment on function ocr.enqueue_changed() is 'Row trigger: a document whose file_url or force_ocr changed is read anew.';

create or replace function ocr.submit(
    document_id uuid, start_over boolean default false, priority smallint default null, embed_only boolean default false
)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
    submitted_id uuid;
begin
    insert into public.ocr_queue as q (document_id, priority, start_over, embed_only)
    values (submit.document_id, coalesce(submit.priority, 5::smallint), submit.start_over, submit.embed_only)
    on conflict on constraint ocr_queue_document_id_key do update set
        status = 'queued',
        priority = coalesce(submit.priority, q.priority),
        -- A running attempt read something else: raising the fence makes it stop.
        attempt = q.attempt + (q.status = 'processing')::integer,
        tries = 0,
        retryable = true,
        start_over = q.start_over or submit.start_over,
        embed_only = submit.embed_only,
        queued_at = pg_catalog.clock_timestamp(),
        next_attempt_at = pg_catalog.clock_timestamp(),
        dispatched_at = null,
        dispatch_expires_at = null,
        lease_expires_at = null,
        finished_at = null,
        error_code = null,
        error_message = null
    returning q.id into submitted_id;
    update public.documents d
    set ocr_status = 'queued', ocr_error_code = null, ocr_error = null
    where d.id = submit.document_id;
    return submitted_id;
end
$$;
comment on function ocr.submit(uuid, boolean, smallint, boolean) is
    'Makes the document''s job queued, whatever its state; a running attempt loses its fence. Returns the job id.';

-- ---------------------------------------------------------------------------------------------
-- Dispatch
-- ---------------------------------------------------------------------------------------------

create or replace function ocr.in_flight()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    select (
        (select count(*) from public.ocr_queue q
         where q.status = 'processing' and q.lease_expires_at > pg_catalog.clock_timestamp() and not q.pulled)
        + (select count(*) from public.ocr_queue q
           where q.status = 'queued' and q.dispatch_expires_at > pg_catalog.clock_timestamp())
    )::integer
$$;
comment on function ocr.in_flight() is 'Jobs under a live lease, but for those that an instance took by itself, plus dispatches that nobody has claimed yet.';

create or replace function ocr.request_headers()
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
    select pg_catalog.jsonb_build_object(
        'Content-Type', 'application/json',
        'Authorization', 'Bearer ' || coalesce(ocr.setting('function_token'), ''),
        -- RFC 7240: answered once the job is taken, so that pg_net's queue, which waits for the slowest
        -- request of a batch, holds back nobody else's webhook.
        'Prefer', 'respond-async',
        -- The one connection of pg_net must not pin a load balancer to one instance.
        'Connection', 'close'
    )
$$;
comment on function ocr.request_headers() is 'Headers of every request from the database to the function, its token included.';

create or replace function ocr.dispatch()
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
    url constant text := ocr.setting('function_url');
    headers constant jsonb := ocr.request_headers();
    timeout_ms constant integer := ocr.setting('dispatch_timeout_ms')::integer;
    expires constant interval := pg_catalog.make_interval(secs => ocr.setting('dispatch_expires_seconds')::double precision);
    free integer;
    job record;
    sent integer := 0;
begin
    -- Counting free slots needs a snapshot newer than the lock; older ones leave it to the next resubmit.
    if url is null or pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
        return 0;
    end if;
    -- One dispatcher at a time, so that two cannot fill the same slot. Taken last in every
    -- transaction and never followed by a wait for a row, hence no deadlock.
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('ocr.dispatch'));
    free := ocr.max_in_flight() - ocr.in_flight();
    if free <= 0 then
        return 0;
    end if;
    for job in
        select q.id, q.document_id, q.priority from public.ocr_queue q
        where q.status = 'queued'
            and q.next_attempt_at <= pg_catalog.clock_timestamp()
            and (q.dispatch_expires_at is null or q.dispatch_expires_at <= pg_catalog.clock_timestamp())
        order by q.priority desc, q.queued_at, q.id
        limit free
        for update skip locked
    loop
        update public.ocr_queue q set
            dispatched_at = pg_catalog.clock_timestamp(),
            dispatch_expires_at = pg_catalog.clock_timestamp() + expires,
            request_id = net.http_post(
                url => url || '/api/process-document',
                body => pg_catalog.jsonb_build_object('document_id', job.document_id, 'priority', job.priority),
                headers => headers,
                timeout_milliseconds => timeout_ms
            )
        where q.id = job.id;
        sent := sent + 1;
    end loop;
    return sent;
end
$$;
comment on function ocr.dispatch() is
    'Posts waiting jobs to the function through pg_net while the living instances have slots free. Returns how many.';

create or replace function ocr.dispatch_at_commit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- Fires for every queued row at commit; the first of a transaction serves them all.
    if pg_catalog.current_setting('ocr.dispatched', true) is not distinct from 'yes' then
        return null;
    end if;
    perform pg_catalog.set_config('ocr.dispatched', 'yes', true);
    perform ocr.dispatch();
    return null;
exception when others then
    -- The application's insert must not fail because pg_net or a setting is broken.
    raise warning 'Kairo OCR could not dispatch (%); pg_cron will try again.', sqlerrm;
    return null;
end
$$;
comment on function ocr.dispatch_at_commit() is
    'Deferred trigger: dispatches at commit, so that a long transaction of the application never holds the dispatch lock.';

-- ---------------------------------------------------------------------------------------------
-- What an attempt calls
-- ---------------------------------------------------------------------------------------------

create or replace function ocr.claim(
    document_id uuid,
    instance text,
    lease interval default '2 minutes',
    job_timeout interval default '15 minutes',
    max_retries integer default 3,
    force boolean default false,
    wants_callback boolean default false
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
    select d.ocr_status into document_status from public.documents d where d.id = claim.document_id;
    if not found then
        return query select 'not_found', null::uuid, null::integer, false;
        return;
    end if;
    if document_status = 'completed' and not claim.force
        and not exists (select from public.ocr_queue q where q.document_id = claim.document_id) then
        -- Its job was cleaned away long ago.
        return query select 'completed', null::uuid, null::integer, false;
        return;
    end if;
    insert into public.ocr_queue (document_id) values (claim.document_id) on conflict do nothing;
    select * into job from public.ocr_queue q where q.document_id = claim.document_id for update;
    if job.status = 'processing' and job.lease_expires_at > pg_catalog.clock_timestamp() then
        return query select 'processing', job.id, job.attempt, false;
        return;
    end if;
    if job.status = 'processing' and job.tries >= job.max_tries and not claim.force then
        perform ocr.give_up(job.id);
        return query select 'failed', job.id, job.attempt, false;
        return;
    end if;
    if not claim.force and (job.status = 'completed' or (job.status = 'failed' and not job.retryable)) then
        return query select job.status, job.id, job.attempt, false;
        return;
    end if;
    update public.ocr_queue q set
        status = 'processing',
        attempt = job.attempt + 1,
        tries = case when claim.force then 1 else job.tries + 1 end,
        max_tries = claim.max_retries + 1,
        start_over = job.start_over or claim.force,
        wants_callback = claim.wants_callback,
        claimed_by = claim.instance,
        pulled = false,
        started_at = pg_catalog.clock_timestamp(),
        lease_expires_at = pg_catalog.clock_timestamp() + claim.lease,
        deadline_at = pg_catalog.clock_timestamp() + claim.job_timeout,
        dispatched_at = null,
        dispatch_expires_at = null,
        finished_at = null,
        error_code = null,
        error_message = null
    where q.id = job.id;
    update public.documents d set ocr_status = 'processing', ocr_error_code = null, ocr_error = null
    where d.id = claim.document_id;
    return query select 'claimed', job.id, job.attempt + 1, job.embed_only and not claim.force;
end
$$;
comment on function ocr.claim is
    'Takes the job for one attempt. outcome: claimed (run it under this attempt number), processing (someone else has a live
lease), completed or failed (nothing to do without force), not_found (no such document).';

create or replace function ocr.claim_next(
    instance text,
    lease interval default '2 minutes',
    job_timeout interval default '15 minutes',
    max_retries integer default 3,
    wants_callback boolean default false
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
    -- In the order of dispatch. What it has posted a moment ago is on its way to another instance.
    select q.document_id into next_document_id from public.ocr_queue q
    where q.status = 'queued'
        and q.next_attempt_at <= pg_catalog.clock_timestamp()
        and (q.dispatch_expires_at is null or q.dispatch_expires_at <= pg_catalog.clock_timestamp())
    order by q.priority desc, q.queued_at, q.id
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    select * into claimed from ocr.claim(
        document_id => next_document_id, instance => claim_next.instance, lease => claim_next.lease,
        job_timeout => claim_next.job_timeout, max_retries => claim_next.max_retries,
        wants_callback => claim_next.wants_callback
    );
    if claimed.outcome = 'claimed' then
        update public.ocr_queue q set pulled = true where q.id = claimed.job_id;
        return query
        select d.id, claimed.job_id, claimed.attempt, claimed.embed_only, d.file_url, d.mime_type, d.force_ocr
        from public.documents d where d.id = next_document_id;
    end if;
end
$$;
comment on function ocr.claim_next is
    'For an instance that dispatch cannot reach: takes the first waiting job, as claim does. No row: none waits.';

create or replace function ocr.begin_reading(job_id uuid, attempt integer, file_fingerprint text, pages_total integer)
returns integer[]
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
    pages integer[];
begin
    select * into job from public.ocr_queue q
    where q.id = begin_reading.job_id and q.attempt = begin_reading.attempt and q.status = 'processing'
    for update;
    if not found then
        return null;
    end if;
    if job.start_over or job.file_fingerprint is distinct from begin_reading.file_fingerprint then
        delete from public.document_pages p where p.document_id = job.document_id;
    end if;
    select coalesce(pg_catalog.array_agg(p.page_number order by p.page_number), '{}') into pages
    from public.document_pages p where p.document_id = job.document_id;
    update public.ocr_queue q set
        start_over = false,
        file_fingerprint = begin_reading.file_fingerprint,
        pages_total = begin_reading.pages_total,
        pages_done = pg_catalog.cardinality(pages)
    where q.id = job.id;
    return pages;
end
$$;
comment on function ocr.begin_reading is
    'The file is here: forgets pages of another file or of a forced start, returns the numbers of pages already read; null: fence lost.';

create or replace function ocr.heartbeat(job_id uuid, attempt integer, lease interval default '2 minutes')
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    update public.ocr_queue q set lease_expires_at = pg_catalog.clock_timestamp() + heartbeat.lease
    where q.id = heartbeat.job_id and q.attempt = heartbeat.attempt and q.status = 'processing'
        and q.deadline_at > pg_catalog.clock_timestamp();
    return found;
end
$$;
comment on function ocr.heartbeat is 'Extends the lease; false: the fence or the deadline is lost and the attempt must stop.';

create or replace function ocr.save_page(job_id uuid, attempt integer, page jsonb, lease interval default '2 minutes')
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    saved_document_id uuid;
begin
    update public.ocr_queue q set
        -- Not past the deadline; a page that is ready by then is kept all the same.
        lease_expires_at = greatest(
            q.lease_expires_at, least(pg_catalog.clock_timestamp() + save_page.lease, q.deadline_at)
        ),
        pages_done = q.pages_done + 1
    where q.id = save_page.job_id and q.attempt = save_page.attempt and q.status = 'processing'
    returning q.document_id into saved_document_id;
    if not found then
        return false;
    end if;
    insert into public.document_pages (
        document_id, page_number, text, blocks, width, height, rotation, source, language, confidence, review_reasons,
        error_code, error, seconds, attempt
    )
    select saved_document_id, p.page_number, p.text, p.blocks, p.width, p.height, p.rotation, p.source, p.language,
        p.confidence, p.review_reasons, p.error_code, p.error, p.seconds, save_page.attempt
    from pg_catalog.jsonb_populate_record(null::public.document_pages, save_page.page) p;
    return true;
end
$$;
comment on function ocr.save_page is
    'Keeps one page (an object with the columns of document_pages) under the fence, counts it and extends the lease; false: fence lost.';

create or replace function ocr.fail(
    job_id uuid, attempt integer, error_code text, error_message text, retryable boolean, seconds real default null
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
    first_wait constant double precision := ocr.setting('backoff_seconds')::double precision;
    longest_wait constant double precision := ocr.setting('backoff_longest_seconds')::double precision;
    wait double precision;
begin
    select * into job from public.ocr_queue q
    where q.id = fail.job_id and q.attempt = fail.attempt and q.status = 'processing'
    for update;
    if not found then
        return false;
    end if;
    -- Exponential with jitter (0.5 to 1.5), so that what failed together does not come back together.
    wait := least(longest_wait, first_wait * 2 ^ (greatest(job.tries, 1) - 1)) * (0.5 + pg_catalog.random());
    update public.ocr_queue q set
        status = 'failed',
        retryable = fail.retryable and job.tries < job.max_tries,
        next_attempt_at = pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => wait),
        lease_expires_at = null,
        finished_at = pg_catalog.clock_timestamp(),
        seconds = fail.seconds,
        error_code = fail.error_code,
        error_message = fail.error_message
    where q.id = job.id;
    update public.documents d set
        ocr_status = 'failed', ocr_error_code = fail.error_code, ocr_error = fail.error_message
    where d.id = job.document_id;
    perform ocr.dispatch();
    return true;
end
$$;
comment on function ocr.fail is
    'Ends an attempt without a result; retried with exponential backoff while retryable and tries are left. false: fence lost.';

create or replace function ocr.keep_waiting(document_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
    update public.ocr_queue q set
        dispatch_expires_at = pg_catalog.clock_timestamp()
            + pg_catalog.make_interval(secs => ocr.setting('dispatch_expires_seconds')::double precision)
    where q.document_id = keep_waiting.document_id and q.status = 'queued'
$$;
comment on function ocr.keep_waiting(uuid) is 'The job stands in a function''s waiting room: its dispatch stays fresh.';

create or replace function ocr.turn_away(document_id uuid, force boolean default false)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    if not exists (select from public.documents d where d.id = turn_away.document_id) then
        return false;
    end if;
    insert into public.ocr_queue (document_id) values (turn_away.document_id) on conflict do nothing;
    perform ocr.resubmit(turn_away.document_id, force => true)
    from public.ocr_queue q
    where turn_away.force and q.document_id = turn_away.document_id and q.status in ('completed', 'failed');
    -- Not at once again: the function was full a moment ago, and its next completion dispatches anyway.
    update public.ocr_queue q set
        dispatched_at = null, dispatch_expires_at = null,
        next_attempt_at = pg_catalog.clock_timestamp() + interval '5 seconds'
    where q.document_id = turn_away.document_id and q.status = 'queued';
    return true;
end
$$;
comment on function ocr.turn_away is
    'A full function gives the slot of a dispatch back; the job is safe in the queue. false: no such document.';

-- ---------------------------------------------------------------------------------------------
-- Resubmit
-- ---------------------------------------------------------------------------------------------

create or replace function ocr.give_up(job_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    update public.ocr_queue q set
        status = 'failed',
        retryable = false,
        lease_expires_at = null,
        finished_at = pg_catalog.clock_timestamp(),
        error_code = 'attempts_spent',
        error_message = pg_catalog.format(
            'Document %s could not be finished: %s attempts ended without an answer (the function died or ran out of '
            'time at page %s of %s). Look at the function''s log of attempt %s, then resubmit it with force.',
            q.document_id, q.tries, q.pages_done + 1, coalesce(q.pages_total::text, '?'), q.attempt
        )
    where q.id = give_up.job_id
    returning q.* into job;
    update public.documents d set
        ocr_status = 'failed', ocr_error_code = job.error_code, ocr_error = job.error_message
    where d.id = job.document_id;
end
$$;
comment on function ocr.give_up(uuid) is 'Fails a stale job for good: its attempts are spent.';

create or replace function ocr.resubmit()
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
    job record;
    resubmitted integer := 0;
begin
    for job in
        select q.id, q.document_id, q.status, q.tries >= q.max_tries as spent from public.ocr_queue q
        where (q.status = 'processing' and q.lease_expires_at <= pg_catalog.clock_timestamp())
            or (q.status = 'failed' and q.retryable and q.next_attempt_at <= pg_catalog.clock_timestamp())
        for update skip locked
    loop
        if job.spent then
            perform ocr.give_up(job.id);
        else
            update public.ocr_queue q set
                status = 'queued',
                next_attempt_at = pg_catalog.clock_timestamp(),
                dispatched_at = null,
                dispatch_expires_at = null,
                lease_expires_at = null
            where q.id = job.id;
            update public.documents d set ocr_status = 'queued' where d.id = job.document_id;
            resubmitted := resubmitted + 1;
        end if;
    end loop;
    perform ocr.dispatch();
    return resubmitted;
end
$$;
comment on function ocr.resubmit() is
    'For pg_cron: stale and due failed jobs are queued again, lost dispatches repeated. Returns how many were queued again.';

create or replace function ocr.resubmit(document_id uuid, force boolean default false, priority smallint default null)
returns text
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    current_status text;
    is_retryable boolean;
begin
    if not exists (select from public.documents d where d.id = resubmit.document_id) then
        raise exception 'There is no document %.', resubmit.document_id using errcode = 'no_data_found';
    end if;
    select q.status, q.retryable into current_status, is_retryable
    from public.ocr_queue q where q.document_id = resubmit.document_id for update;
    if not resubmit.force and (current_status in ('queued', 'processing', 'completed')
        or (current_status = 'failed' and not is_retryable)) then
        return current_status;
    end if;
    perform ocr.submit(resubmit.document_id, start_over => resubmit.force, priority => resubmit.priority);
    return 'queued';
end
$$;
comment on function ocr.resubmit(uuid, boolean, smallint) is
    'For a person: queues one document. Without force, completed, running and for-good failed ones stay as they are. Returns the status.';

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
        count(*) filter (where q.status = 'processing' and q.lease_expires_at <= pg_catalog.clock_timestamp()),
        count(*) filter (where q.status = 'failed' and not q.retryable),
        count(*) filter (where q.status = 'failed' and q.retryable),
        count(*) filter (where q.status = 'completed' and q.finished_at >= pg_catalog.date_trunc('day', now())),
        count(*) filter (where q.status = 'completed' and q.finished_at >= now() - interval '1 hour'),
        ocr.in_flight(),
        ocr.max_in_flight(),
        coalesce(extract(epoch from pg_catalog.clock_timestamp()
            - min(q.queued_at) filter (where q.status = 'queued')), 0)::real,
        (select count(*) from ocr.living_instances)
    from public.ocr_queue q
$$;
comment on function ocr.stats() is 'The queue in numbers; `failed` waits for a person, `retrying` for its next attempt; `instances` live. Days are UTC.';

create or replace function ocr.backlog(max_count integer default 1000)
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    -- Counted no further than a scaler needs: it asks all the time, and the queue may hold an archive.
    select (
        (select count(*) from (
            select from public.ocr_queue q where q.status = 'queued' limit backlog.max_count) waiting)
        -- Those that are read as well, or their instances would be taken away.
        + (select count(*) from public.ocr_queue q where q.status = 'processing')
        + (select count(*) from (
            select from public.ocr_queue q
            where q.status = 'failed' and q.retryable and q.next_attempt_at <= pg_catalog.clock_timestamp()
            limit backlog.max_count) due)
    )::integer
$$;
comment on function ocr.backlog is
    'Documents that need an instance, waiting or being read: for a scaler. At most max_count of those that wait are counted.';

-- ---------------------------------------------------------------------------------------------
-- Triggers
-- ---------------------------------------------------------------------------------------------

drop trigger if exists ocr_enqueue_inserted on public.documents;
create trigger ocr_enqueue_inserted after insert on public.documents
    referencing new table as inserted
    for each statement execute function ocr.enqueue_inserted();

drop trigger if exists ocr_enqueue_changed on public.documents;
create trigger ocr_enqueue_changed after update of file_url, force_ocr on public.documents
    for each row when (
        new.file_url is distinct from old.file_url
        -- A document from before the migration is not read because somebody touched a flag.
        or (new.force_ocr is distinct from old.force_ocr and new.ocr_status is not null)
    )
    execute function ocr.enqueue_changed();

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
