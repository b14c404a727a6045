-- A chunk is what a person or a language model sees; a passage is what the embedding model can read at once. A chunk of
-- 500 tokens has several passages, each with its own vector, so nothing is silently cut off. A chunk is found by its
-- best passage.

create table if not exists public.document_embeddings (
    id bigint generated always as identity primary key,
    document_id uuid not null references public.documents (id) on delete cascade,
    chunk_index integer not null check (chunk_index >= 0),
    chunk_text text not null,
    chunk_length integer not null,
    token_count integer not null,
    start_offset integer not null,
    end_offset integer not null,
    pages integer[] not null,
    headings text[] not null default '{}',
    table_header text not null default '',
    language text not null,
    content_hash text not null,
    model text not null,
    embedding extensions.vector(384) not null,
    search_vector tsvector generated always as (ocr.document_search_vector(language, chunk_text)) stored,
    created_at timestamptz not null default now(),
    unique (document_id, chunk_index)
);
alter table public.document_embeddings add column if not exists lines real[];
comment on table public.document_embeddings is 'Chunks of documents with their vectors; all of a document''s are replaced when it is read again.';
comment on column public.document_embeddings.chunk_length is 'In characters.';
comment on column public.document_embeddings.start_offset is 'In characters of documents.ocr_text, inclusive.';
comment on column public.document_embeddings.end_offset is 'In characters of documents.ocr_text, exclusive.';
comment on column public.document_embeddings.chunk_text is 'ocr_text from start_offset to end_offset.';
comment on column public.document_embeddings.table_header is
    'The header rows of a table that the chunk continues, shown and embedded before its text; else empty.';
comment on column public.document_embeddings.lines is
    'A row for each line that the chunk has a part of: where it begins and ends, in characters of the chunk, its page, and its box (x0, y0,
x1, y1) in points of the upright page. Null: read before lines were kept.';
comment on column public.document_embeddings.headings is 'The headings above the chunk, outermost first.';
comment on column public.document_embeddings.content_hash is 'SHA-256 of the chunk''s text.';
comment on column public.document_embeddings.model is 'The model that made the vectors; vectors of two models must not be compared.';
comment on column public.document_embeddings.embedding is
    'Normalised mean of the passages'' vectors, for clustering and near duplicates. Search compares passages.';

create table if not exists public.document_passages (
    chunk_id bigint not null references public.document_embeddings (id) on delete cascade,
    document_id uuid not null references public.documents (id) on delete cascade,
    passage_index integer not null check (passage_index >= 0),
    start_offset integer not null,
    end_offset integer not null,
    model text not null,
    embedding extensions.vector(384) not null,
    primary key (chunk_id, passage_index)
);
comment on table public.document_passages is 'Pieces of a chunk short enough for the embedding model to read whole, each with its own vector.';
comment on column public.document_passages.start_offset is 'In characters of documents.ocr_text.';

create table if not exists public.embedding_models (
    model text primary key,
    query_center extensions.vector(384) not null,
    updated_at timestamptz not null default now()
);
comment on table public.embedding_models is 'Models that the function has used; it adds its own when it starts.';
comment on column public.embedding_models.query_center is
    'What all queries have in common. Search subtracts it, or passages that resemble any question would rank first.';

create index if not exists document_embeddings_search_vector_idx on public.document_embeddings using gin (search_vector);
create index if not exists document_passages_document_id_idx on public.document_passages (document_id);
-- Lets search_coverage avoid reading every row.
create index if not exists document_embeddings_model_idx on public.document_embeddings (model, document_id);
-- Half precision: half the size and time of full vectors, with the same recall. The nearest are then compared in full.
create index if not exists document_passages_embedding_idx on public.document_passages
    using hnsw ((embedding::extensions.halfvec(384)) extensions.halfvec_cosine_ops) with (m = 16, ef_construction = 200);

alter table public.document_embeddings enable row level security;
alter table public.document_passages enable row level security;
alter table public.embedding_models enable row level security;
drop policy if exists "everybody searches with them" on public.embedding_models;
create policy "everybody searches with them" on public.embedding_models for select to authenticated using (true);
drop policy if exists "chunks follow their document" on public.document_embeddings;
create policy "chunks follow their document" on public.document_embeddings
    for select to authenticated using (exists (select from public.documents d where d.id = document_id));
drop policy if exists "passages follow their document" on public.document_passages;
create policy "passages follow their document" on public.document_passages
    for select to authenticated using (exists (select from public.documents d where d.id = document_id));
revoke all on public.document_embeddings, public.document_passages, public.embedding_models from anon, authenticated;
grant select on public.document_embeddings, public.document_passages, public.embedding_models to authenticated;
grant all on public.document_embeddings, public.document_passages, public.embedding_models to service_role;

create or replace function public.boxes_between(lines real[], first integer, last integer)
returns jsonb
language sql
immutable
parallel safe
security invoker
set search_path = ''
as $$
    select coalesce(jsonb_agg(jsonb_build_object('page', l[i][3]::integer, 'box', jsonb_build_array(
            round(l[i][4]::numeric, 2), round(l[i][5]::numeric, 2), round(l[i][6]::numeric, 2), round(l[i][7]::numeric, 2))
            ) order by i), '[]')
    from (select boxes_between.lines as l) given, generate_series(1, least(array_length(l, 1), 10000)) as i
    where l[i][1] < boxes_between.last and l[i][2] > boxes_between.first
$$;
comment on function public.boxes_between is
    'The boxes of the lines (document_embeddings.lines) that have a part between two characters of their chunk: [{page, box}].';

revoke execute on function public.boxes_between from public, anon;
grant execute on function public.boxes_between to authenticated, service_role;

create or replace function ocr.reembed(model text, max_count integer default null)
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
        where exists (select from public.document_embeddings e where e.document_id = d.id and e.model <> reembed.model)
            and not exists (
                select from public.ocr_queue q where q.document_id = d.id and q.status in ('queued', 'processing'))
        order by d.ocr_completed_at desc
        limit reembed.max_count
        for no key update skip locked
    loop
        perform ocr.submit(outdated.id, embed_only => true);
        queued := queued + 1;
    end loop;
    return queued;
end
$$;
comment on function ocr.reembed is
    'For use after a change of EMBEDDINGS_MODEL: queues documents with vectors of another model, newest first, without reading their pages again. Returns how many.';

revoke execute on function ocr.reembed from public, anon, authenticated;
grant execute on function ocr.reembed to service_role;
