-- The order of documents. Those with fewer pages left go first, and a long document gives way between two pages when a
-- shorter one is waiting. So that long documents also finish however many short ones arrive, the oldest long one is always
-- being read: it gets the next free place, and keeps it while another document is being read as well. If there is only
-- one place, it reads a page, gives way, and is next when another document has finished.

create or replace function ocr.is_long_under_way(before timestamptz, before_id uuid)
returns boolean
language sql
volatile
security definer
set search_path = ''
as $$
    -- Two queries, because each has its own index.
    select exists (
        select from public.ocr_queue q
        where q.status = 'processing' and q.lease_expires_at > clock_timestamp() and q.pages_left > 1
            and (q.queued_at, q.id) < (is_long_under_way.before, is_long_under_way.before_id)
    ) or exists (
        select from public.ocr_queue q
        where q.status = 'queued' and q.dispatch_expires_at > clock_timestamp() and q.pages_left > 1
            and (q.queued_at, q.id) < (is_long_under_way.before, is_long_under_way.before_id)
    )
$$;
comment on function ocr.is_long_under_way is 'Whether a long document queued before the given one is being read or has been posted.';

create or replace function ocr.next_jobs(max_count integer)
returns table (id uuid, document_id uuid, priority smallint)
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    oldest ocr.waiting_jobs;
begin
    select w.* into oldest from ocr.waiting_jobs w
    where w.pages_left > 1
        and w.priority = (select v.priority from ocr.waiting_jobs v order by v.priority desc limit 1)
    order by w.priority desc, w.queued_at, w.id
    limit least(max_count, 1)
    for update skip locked;
    if ocr.is_long_under_way(before => oldest.queued_at, before_id => oldest.id)
        -- It gave way to a document that has not had its turn yet. Limited to a minute, since there could be no end of
        -- files that are only opened to count their pages.
        or (oldest.next_attempt_at > clock_timestamp() - interval '1 minute' and not exists (
            select from public.ocr_queue q
            where q.status in ('completed', 'failed') and q.finished_at > oldest.next_attempt_at
        ))
    then
        oldest := null;
    end if;
    return query
    select w.id, w.document_id, w.priority from ocr.waiting_jobs w where w.id = oldest.id;
    return query
    select w.id, w.document_id, w.priority from ocr.waiting_jobs w
    where w.id is distinct from oldest.id
    order by w.priority desc, w.pages_left, w.queued_at, w.id
    limit max_count - (oldest.id is not null)::integer
    for update skip locked;
end
$$;
comment on function ocr.next_jobs is
    'The next waiting jobs, locked: the oldest long one first, unless an older one is being read; then by priority (highest first),
pages left (fewest first) and age (oldest first).';

create or replace function ocr.must_give_way(job_id uuid, pages_read integer, waiting_here uuid[])
returns boolean
language sql
volatile
security definer
set search_path = ''
as $$
    select job.pages_left > 1
        and (
            ocr.is_long_under_way(before => job.queued_at, before_id => job.id)
            -- A first attempt has at least counted the document's pages, which is progress.
            or ((must_give_way.pages_read > 0 or job.attempt = 1) and not exists (
                select from public.ocr_queue q
                where q.status = 'processing' and q.lease_expires_at > clock_timestamp() and q.id <> job.id
            ))
        )
        and exists (
            select from (
                select w.priority, w.pages_left from public.ocr_queue w
                where w.status = 'queued' and w.next_attempt_at <= clock_timestamp()
                    -- A job posted to another instance has a place there.
                    and (w.dispatch_expires_at is null or w.dispatch_expires_at <= clock_timestamp()
                        or w.document_id = any (must_give_way.waiting_here))
                order by w.priority desc, w.pages_left
                limit 1
            ) best
            where best.priority > job.priority
                or (best.priority = job.priority and best.pages_left < job.pages_left)
        )
    from public.ocr_queue job
    where job.id = must_give_way.job_id
$$;
comment on function ocr.must_give_way is
    'Whether a document being read must give way to one that is waiting in the queue or in its instance''s waiting room.';

create or replace function ocr.give_way(job_id uuid, attempt integer, pages_read integer, waiting_here uuid[] default '{}')
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    -- Called after every page and usually false, so check before taking any lock.
    if not ocr.must_give_way(give_way.job_id, give_way.pages_read, give_way.waiting_here) then
        return false;
    end if;
    select * into job from ocr.held_job(give_way.job_id, give_way.attempt);
    if not found then
        return false;
    end if;
    -- The instance takes the next document itself, which is faster than a post.
    perform set_config('ocr.dispatched', 'yes', true);
    update public.ocr_queue q set
        status = 'queued',
        tries = job.tries - 1,
        next_attempt_at = clock_timestamp(),
        lease_expires_at = null
    where q.id = job.id;
    update public.documents d set ocr_status = 'queued' where d.id = job.document_id;
    return true;
end
$$;
comment on function ocr.give_way is
    'Called between two pages: queues the job again if another must go first. Keeps its pages and spends no try. false: go on reading.';

create or replace function ocr.claim_into_place(
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
    claimed record;
begin
    if ocr.in_flight() >= ocr.max_in_flight() then
        return;
    end if;
    for claimed in
        select * from ocr.claim_next(
            instance => claim_into_place.instance, lease => claim_into_place.lease,
            job_timeout => claim_into_place.job_timeout, max_retries => claim_into_place.max_retries,
            wants_callback => claim_into_place.wants_callback, instance_id => claim_into_place.instance_id,
            generation => claim_into_place.generation
        )
    loop
        update public.ocr_queue q set pulled = false where q.id = claimed.job_id;
        return query
        select claimed.document_id, claimed.job_id, claimed.attempt, claimed.embed_only, claimed.file_url,
            claimed.mime_type, claimed.force_ocr;
    end loop;
end
$$;
comment on function ocr.claim_into_place is
    'For an instance that dispatch posts to and whose document gave way: takes the next job in its place, like claim_next. No row:
no job is waiting, or all places are taken.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
