-- What a long document had embedded when it gave way to a shorter one. Chunks and vectors are published in one
-- transaction at the end, so until then these wait here.

create table if not exists ocr.kept_vectors (
    document_id uuid not null references public.documents (id) on delete cascade,
    model text not null,
    content_hash text not null,
    starts integer[] not null,
    passage_index integer not null,
    embedding extensions.vector(384) not null,
    primary key (document_id, model, content_hash, starts, passage_index)
);
comment on table ocr.kept_vectors is 'Vectors of a document that gave way while it was being embedded; deleted when it is completed.';
comment on column ocr.kept_vectors.starts is 'Where the passages of the chunk begin, in characters of the chunk.';
revoke all on ocr.kept_vectors from public, anon, authenticated;
grant select, insert on ocr.kept_vectors to service_role;

create or replace function ocr.begin_embedding(job_id uuid, attempt integer, pages integer)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    update public.ocr_queue q set pages_to_embed = begin_embedding.pages
    where q.id = begin_embedding.job_id and q.attempt = begin_embedding.attempt and q.status = 'processing';
    return found;
end
$$;
comment on function ocr.begin_embedding is
    'Called when the chunks of a long document are known: from now on it can give way. false: fence lost.';

create or replace function ocr.keep_vectors(job_id uuid, attempt integer, pages_to_embed integer)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    select * into job from ocr.held_job(keep_vectors.job_id, keep_vectors.attempt);
    update public.ocr_queue q set pages_to_embed = keep_vectors.pages_to_embed where q.id = job.id;
    return job.document_id;
end
$$;
comment on function ocr.keep_vectors is
    'Holds the fence for an insert into kept_vectors in the same transaction. Returns the document id; null: fence lost.';

revoke execute on function ocr.begin_embedding, ocr.keep_vectors from public, anon, authenticated;
grant execute on function ocr.begin_embedding, ocr.keep_vectors to service_role;
