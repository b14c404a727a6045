-- Queues jobs again: by pg_cron when a lease has expired or a retry is due, or by a person.

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
        select q.id, q.document_id, q.status from public.ocr_queue q
        join public.documents d on d.id = q.document_id
        where (q.status = 'processing'
                and (q.lease_expires_at <= clock_timestamp() or ocr.is_abandoned(q.instance_id, q.renewed_at)))
            or (q.status = 'failed' and q.retryable and q.next_attempt_at <= clock_timestamp())
        for no key update of d skip locked
        for update of q skip locked
    loop
        if job.status = 'processing' then
            resubmitted := resubmitted + ocr.take_back(job.id)::integer;
        else
            update public.ocr_queue q set status = 'queued', next_attempt_at = clock_timestamp() where q.id = job.id;
            update public.documents d set ocr_status = 'queued' where d.id = job.document_id;
            resubmitted := resubmitted + 1;
        end if;
    end loop;
    perform ocr.dispatch();
    return resubmitted;
end
$$;
comment on function ocr.resubmit() is
    'For pg_cron: queues stale jobs and due retries again, and repeats lost dispatches. Returns how many were queued.';

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
    perform from public.documents d where d.id = resubmit.document_id for no key update;
    if not found then
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

create or replace function ocr.resubmit_failed(
    since timestamptz default '-infinity', error_code text default null, max_count integer default null
)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job record;
    resubmitted integer := 0;
begin
    for job in
        select q.document_id from public.ocr_queue q
        join public.documents d on d.id = q.document_id
        where q.status = 'failed' and q.finished_at >= resubmit_failed.since
            and (resubmit_failed.error_code is null or q.error_code = resubmit_failed.error_code)
        order by q.priority desc, q.finished_at
        limit resubmit_failed.max_count
        for no key update of d skip locked
        for update of q skip locked
    loop
        perform ocr.submit(job.document_id);
        resubmitted := resubmitted + 1;
    end loop;
    return resubmitted;
end
$$;
comment on function ocr.resubmit_failed is
    'For a person: queues failed documents again, all or those with one error code, continuing from their saved pages. Returns how many.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
