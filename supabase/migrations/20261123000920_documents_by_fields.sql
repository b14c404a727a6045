-- Documents by their fields: what is due, and extraction again from saved pages.

create or replace function public.due_soon(days integer default 30)
returns table (
    document_id uuid, file_name text, document_type text, issuer text, due_date date, days_left integer,
    total_amount numeric, currency text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
    if coalesce(due_soon.days, -1) not between 0 and 3660 then
        raise exception 'days must be from 0 to 3660.' using errcode = 'invalid_parameter_value';
    end if;
    return query
    select d.id, d.file_name::text, d.document_type, d.issuer, d.due_date, d.due_date - current_date, d.total_amount,
        d.currency
    from public.documents d
    where d.due_date between current_date and current_date + due_soon.days
    order by d.due_date, d.id
    limit 1000;
end
$$;
comment on function public.due_soon is
    'The caller''s documents whose due date is today or within so many days, the most urgent first; at most 1,000.';

create or replace function ocr.extracts_only(job_id uuid)
returns boolean
language sql
-- Volatile, so that it sees what the claim in the same statement has locked.
volatile
security definer
set search_path = ''
as $$
    select q.extract_only from public.ocr_queue q where q.id = extracts_only.job_id
$$;
comment on function ocr.extracts_only is 'Whether the claimed attempt only extracts fields from the saved pages.';

create or replace function ocr.complete_extraction(job_id uuid, attempt integer, read_metadata jsonb, seconds real)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    select * into job from ocr.held_job(complete_extraction.job_id, complete_extraction.attempt);
    if not found then
        return false;
    end if;
    update public.documents d set
        ocr_status = 'completed', ocr_error_code = null, ocr_error = null,
        read_metadata = complete_extraction.read_metadata
    where d.id = job.document_id;
    perform ocr.apply_corrections(job.document_id);
    update public.ocr_queue q set
        status = 'completed',
        lease_expires_at = null,
        finished_at = clock_timestamp(),
        seconds = complete_extraction.seconds
    where q.id = job.id;
    perform ocr.dispatch();
    return true;
end
$$;
comment on function ocr.complete_extraction is
    'Ends an attempt that only extracted fields, under the fence, and dispatches the next job. false: fence lost.';

create or replace function ocr.reextract(
    document_id uuid default null, before_version integer default null, max_count integer default null
)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    outdated record;
    queued integer := 0;
begin
    for outdated in
        select d.id from public.documents d
        where d.ocr_status = 'completed'
            and (reextract.document_id is null or d.id = reextract.document_id)
            and (reextract.before_version is null or d.read_metadata is null
                or coalesce((d.read_metadata ->> 'version')::integer, 0) < reextract.before_version)
            and exists (select from public.document_pages p where p.document_id = d.id)
            and not exists (
                select from public.ocr_queue q where q.document_id = d.id and q.status in ('queued', 'processing'))
        order by d.ocr_completed_at desc
        limit reextract.max_count
        for no key update skip locked
    loop
        perform ocr.submit(outdated.id, embed_only => true);
        update public.ocr_queue q set extract_only = true where q.document_id = outdated.id;
        queued := queued + 1;
    end loop;
    return queued;
end
$$;
comment on function ocr.reextract is
    'For a person: extracts fields again from saved pages, of one document, of all, or of those whose rules were older than before_version.
Newest first; reads and embeds nothing. Returns how many were queued.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.due_soon(integer) from public, anon;
grant execute on function public.due_soon(integer) to authenticated, service_role;
