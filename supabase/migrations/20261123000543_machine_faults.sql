-- A fault of the machine does not cost a document a try.

create or replace function ocr.give_back(
    job_id uuid, attempt integer, error_code text, error_message text, seconds real default null
)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    select * into job from ocr.held_job(give_back.job_id, give_back.attempt);
    if not found then
        return false;
    end if;
    update public.ocr_queue q set tries = greatest(q.tries - 1, 0) where q.id = job.id;
    return ocr.fail(
        job_id => job.id, attempt => job.attempt, error_code => give_back.error_code,
        error_message => give_back.error_message, retryable => true, seconds => give_back.seconds
    );
end
$$;
comment on function ocr.give_back is
    'Ends an attempt that failed because of the machine: like ocr.fail with a retry, but without spending a try. false: fence lost.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
