-- Saves pages under the fence as they are read, so that the next attempt can continue from there.

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
    select * into job from ocr.held_job(begin_reading.job_id, begin_reading.attempt);
    if not found then
        return null;
    end if;
    if job.start_over or job.file_fingerprint is distinct from begin_reading.file_fingerprint then
        delete from public.document_pages p where p.document_id = job.document_id;
        delete from ocr.kept_vectors v where v.document_id = job.document_id;
        update public.ocr_queue q set pages_to_embed = 0 where q.id = job.id;
    end if;
    update public.documents d set ocr_sha256 = begin_reading.file_fingerprint
    where d.id = job.document_id and d.ocr_sha256 is distinct from begin_reading.file_fingerprint;
    select coalesce(array_agg(p.page_number order by p.page_number), '{}') into pages
    from public.document_pages p where p.document_id = job.document_id;
    update public.ocr_queue q set
        start_over = false,
        file_fingerprint = begin_reading.file_fingerprint,
        pages_total = begin_reading.pages_total,
        pages_done = cardinality(pages)
    where q.id = job.id;
    return pages;
end
$$;
comment on function ocr.begin_reading is
    'Called once the file is downloaded: deletes pages of another file or before a forced start. Returns the numbers of pages already read; null: fence lost.';

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
    -- The page's foreign key takes this lock as well, but only after the job's.
    perform from public.documents d
    where d.id = (select q.document_id from public.ocr_queue q where q.id = save_page.job_id)
    for key share;
    update public.ocr_queue q set
        -- Never past the deadline; a page read by then is still saved.
        lease_expires_at = greatest(
            q.lease_expires_at, least(clock_timestamp() + save_page.lease, q.deadline_at)
        ),
        renewed_at = clock_timestamp(),
        pages_done = q.pages_done + 1,
        suspect = false
    where q.id = save_page.job_id and q.attempt = save_page.attempt and q.status = 'processing'
    returning q.document_id into saved_document_id;
    if not found then
        return false;
    end if;
    insert into public.document_pages (
        document_id, page_number, text, blocks, width, height, rotation, source, language, confidence, review_reasons,
        error_code, error, note, seconds, attempt
    )
    select saved_document_id, p.page_number, p.text, p.blocks, p.width, p.height, p.rotation, p.source, p.language,
        p.confidence, p.review_reasons, p.error_code, p.error, p.note, p.seconds, save_page.attempt
    from jsonb_populate_record(null::public.document_pages, save_page.page) p;
    return true;
end
$$;
comment on function ocr.save_page is
    'Saves one page (an object with the columns of document_pages) under the fence, counts it and extends the lease. false: fence lost.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
