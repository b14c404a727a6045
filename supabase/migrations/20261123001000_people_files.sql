-- Files that people bring themselves: which file was read, who may put one into Storage, and how far it is.

create or replace function ocr.keep_fingerprint()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- ocr.begin_reading has locked the document before its job.
    update public.documents d set file_sha256 = new.file_fingerprint
    where d.id = new.document_id and d.file_sha256 is distinct from new.file_fingerprint;
    return null;
end
$$;
comment on function ocr.keep_fingerprint() is 'Row trigger: the document keeps the fingerprint of the file that is read.';

drop trigger if exists ocr_keep_fingerprint on public.ocr_queue;
create trigger ocr_keep_fingerprint after update of file_fingerprint on public.ocr_queue
    for each row when (new.file_fingerprint is not null)
    execute function ocr.keep_fingerprint();

-- How far their documents are. Whoever can see a document can see these columns of its job.
drop policy if exists "jobs follow their document" on public.ocr_queue;
create policy "jobs follow their document" on public.ocr_queue
    for select to authenticated
    using (exists (select from public.documents d where d.id = document_id));
grant select (
    id, document_id, status, priority, attempt, retryable, next_attempt_at, pages_total, pages_done, queued_at, started_at,
    finished_at, chunk_count, seconds, error_code, error_message
) on public.ocr_queue to authenticated;

create or replace function public.resubmit_document(document_id uuid, force boolean default false)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    current_status text;
begin
    perform ocr.lock_own_document(resubmit_document.document_id);
    select q.status into current_status from public.ocr_queue q
    where q.document_id = resubmit_document.document_id for update;
    -- What is being read is left alone.
    if current_status in ('queued', 'processing') or (current_status = 'completed' and not coalesce(force, false)) then
        return current_status;
    end if;
    perform ocr.submit(resubmit_document.document_id, start_over => coalesce(force, false));
    return 'queued';
end
$$;
comment on function public.resubmit_document is
    'Queues one of the caller''s documents again: a failed one goes on after its last page, with force any is read from its first. Returns the status.';

create or replace function ocr.allow_uploads(bucket text default 'documents')
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
    insert into storage.buckets (id, name, public) values (allow_uploads.bucket, allow_uploads.bucket, false)
    on conflict (id) do nothing;
    execute format('drop policy if exists %I on storage.objects', 'kairo: own folder in ' || allow_uploads.bucket);
    execute format(
        'create policy %I on storage.objects for all to authenticated '
        'using (bucket_id = %L and (storage.foldername(name))[1] = (select auth.uid())::text) '
        'with check (bucket_id = %L and (storage.foldername(name))[1] = (select auth.uid())::text)',
        'kairo: own folder in ' || allow_uploads.bucket, allow_uploads.bucket, allow_uploads.bucket);
end
$$;
comment on function ocr.allow_uploads(text) is
    'For a person: lets everybody who is signed in keep files in a folder of the bucket that is named after their id, as uploads do.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.resubmit_document(uuid, boolean) from public, anon;
grant execute on function public.resubmit_document(uuid, boolean) to authenticated, service_role;
