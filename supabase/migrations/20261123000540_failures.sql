-- What happens when an attempt fails or dies: a retry, or a failure that needs a person.

-- What the next one has taken the place of.
drop function if exists ocr.fail(uuid, integer, text, text, boolean, real);

create or replace function ocr.fail(
    job_id uuid, attempt integer, error_code text, error_message text, retryable boolean, seconds real default null,
    media_type text default null
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
    select * into job from ocr.held_job(fail.job_id, fail.attempt);
    if not found then
        return false;
    end if;
    -- Exponential, with jitter (0.5 to 1.5) so that jobs that failed together are not retried together.
    wait := least(longest_wait, first_wait * 2 ^ (greatest(job.tries, 1) - 1)) * (0.5 + random());
    update public.ocr_queue q set
        status = 'failed',
        retryable = fail.retryable and job.tries < job.max_tries,
        next_attempt_at = clock_timestamp() + make_interval(secs => wait),
        lease_expires_at = null,
        finished_at = clock_timestamp(),
        seconds = fail.seconds,
        error_code = fail.error_code,
        error_message = fail.error_message
    where q.id = job.id;
    update public.documents d set
        ocr_status = 'failed', ocr_error_code = fail.error_code, ocr_error = fail.error_message,
        ocr_media_type = coalesce(fail.media_type, d.ocr_media_type)
    where d.id = job.document_id;
    perform ocr.dispatch();
    return true;
end
$$;
comment on function ocr.fail is
    'Ends an attempt that has failed; the job is retried with exponential backoff if retryable and tries are left. media_type: if the
file was seen. false: fence lost.';

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
        finished_at = clock_timestamp(),
        error_code = 'attempts_spent',
        error_message = format(
            'Document %s could not be finished: %s attempts ended without a result (the function died or ran out of '
            'time at page %s of %s). See the function''s log of attempt %s, then resubmit it with force.',
            q.document_id, q.tries, q.pages_done + 1, coalesce(q.pages_total::text, '?'), q.attempt
        )
    where q.id = give_up.job_id
    returning q.* into job;
    update public.documents d set
        ocr_status = 'failed', ocr_error_code = job.error_code, ocr_error = job.error_message
    where d.id = job.document_id;
end
$$;
comment on function ocr.give_up(uuid) is 'Fails a stale job for good when its tries are spent. The caller must have locked the document and the job.';

create or replace function ocr.take_back(job_id uuid)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- A suspect was read alone (ocr.may_join), so only the document itself or something outside can have killed its
    -- worker. Any other job may be innocent: it becomes a suspect, and spends no try.
    update public.ocr_queue q set
        status = 'queued',
        tries = q.tries - (not q.suspect)::integer,
        suspect = true,
        next_attempt_at = clock_timestamp(),
        dispatched_at = null,
        dispatch_expires_at = null,
        lease_expires_at = null
    where q.id = take_back.job_id and not (q.suspect and q.tries >= q.max_tries);
    if not found then
        perform ocr.give_up(take_back.job_id);
        return false;
    end if;
    update public.documents d set ocr_status = 'queued'
    where d.id = (select q.document_id from public.ocr_queue q where q.id = take_back.job_id);
    return true;
end
$$;
comment on function ocr.take_back(uuid) is
    'Queues the job of a dead attempt again, or fails it for good (false) if it was a suspect without tries left. The caller must have
locked the document and the job.';

create or replace view ocr.dead_letters with (security_invoker = true) as
select q.document_id, d.file_name, d.file_url, q.error_code, q.error_message, q.tries, q.attempt, q.pages_done,
    q.pages_total, q.claimed_by as instance, q.finished_at
from public.ocr_queue q
join public.documents d on d.id = q.document_id
where q.status = 'failed' and not q.retryable
order by q.finished_at desc;
comment on view ocr.dead_letters is
    'Documents that failed for good, latest first, and why. Fix the cause, then call ocr.resubmit(document_id, force => true).';
revoke all on ocr.dead_letters from public, anon, authenticated;
grant select on ocr.dead_letters to service_role;

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
