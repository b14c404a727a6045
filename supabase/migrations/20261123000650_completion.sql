-- The completing transaction: the function calls begin_completion, writes chunks and passages, then calls complete.

create or replace function ocr.begin_completion(job_id uuid, attempt integer)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    select * into job from ocr.held_job(begin_completion.job_id, begin_completion.attempt);
    if not found then
        return null;
    end if;
    delete from public.document_embeddings e where e.document_id = job.document_id;
    return job.document_id;
end
$$;
comment on function ocr.begin_completion is
    'First step of the completing transaction: checks and holds the fence and deletes the old chunks. Returns the document id; null: fence lost.';

create or replace function ocr.complete(job_id uuid, attempt integer, document jsonb, chunk_count integer, seconds real)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
    -- An older version of the function extracts no fields.
    fields constant jsonb := nullif(complete.document -> 'read_metadata', 'null');
    metadata jsonb;
begin
    select * into job from ocr.held_job(complete.job_id, complete.attempt);
    if not found then
        return false;
    end if;
    metadata := ocr.merge_metadata(job.document_id, fields);
    update public.documents d set
        ocr_status = 'completed',
        ocr_text = r.ocr_text,
        ocr_markdown = r.ocr_markdown,
        -- An embed-only attempt has not seen the file.
        ocr_media_type = coalesce(r.ocr_media_type, d.ocr_media_type),
        ocr_notes = coalesce(r.ocr_notes, d.ocr_notes),
        page_count = r.page_count,
        language = r.language,
        ocr_confidence = r.ocr_confidence,
        read_metadata = fields,
        ai_metadata = metadata,
        needs_review = cardinality(r.review_reasons || ocr.field_reasons(metadata)) > 0,
        review_reasons = r.review_reasons || ocr.field_reasons(metadata),
        searchable_file_url = coalesce(r.searchable_file_url, d.searchable_file_url),
        ocr_error_code = null,
        ocr_error = null,
        ocr_completed_at = clock_timestamp()
    from jsonb_populate_record(null::public.documents, complete.document) r
    where d.id = job.document_id;
    perform ocr.remember_issuer(job.document_id);
    delete from ocr.kept_vectors v where v.document_id = job.document_id;
    update public.ocr_queue q set
        status = 'completed',
        pages_to_embed = 0,
        lease_expires_at = null,
        finished_at = clock_timestamp(),
        chunk_count = complete.chunk_count,
        seconds = complete.seconds
    where q.id = job.id;
    perform ocr.dispatch();
    return true;
end
$$;
comment on function ocr.complete is
    'Last step of the completing transaction, under the fence: saves the result (an object with columns of documents), figures and
state, and dispatches the next job. false: fence lost.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
