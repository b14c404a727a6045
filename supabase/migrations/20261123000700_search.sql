-- Hybrid search. Vectors find what was meant, full text finds what was written (numbers, names, codes).
-- Plain rank fusion lets weak word hits outvote the vectors, so the lexical leg takes part only with
-- chunks in which *all* words of the query stand.

-- Loads the library, so that its settings are known to the function below.
select '[1]'::extensions.vector;

create or replace function public.search_documents(
    query_text text,
    query_embedding extensions.vector(384),
    model text,
    match_count integer default 10,
    document_ids uuid[] default null,
    owner uuid default null,
    languages text[] default null
)
returns table (
    document_id uuid, file_name text, chunk_index integer, chunk_text text, pages integer[],
    start_offset integer, end_offset integer, passage_start integer, passage_end integer,
    similarity real, semantic_rank integer, lexical_rank integer, score real
)
language sql
stable
security invoker
set search_path = ''
set hnsw.iterative_scan = 'relaxed_order'
set hnsw.ef_search = 100
as $$
    with nearest as materialized (
        select p.chunk_id, p.start_offset, p.end_offset,
            p.embedding operator(extensions.<=>) search_documents.query_embedding as distance
        from public.document_passages p
        where p.model = search_documents.model
            and (search_documents.document_ids is null or p.document_id = any (search_documents.document_ids))
            and ((search_documents.owner is null and search_documents.languages is null) or exists (
                select from public.document_embeddings e join public.documents d on d.id = e.document_id
                where e.id = p.chunk_id
                    and (search_documents.owner is null or d.owner_id = search_documents.owner)
                    and (search_documents.languages is null or e.language = any (search_documents.languages))))
        order by p.embedding operator(extensions.<=>) search_documents.query_embedding
        limit greatest(search_documents.match_count, 10) * 8
    ),
    best_passage as (
        select distinct on (n.chunk_id) n.* from nearest n order by n.chunk_id, n.distance
    ),
    semantic as (
        select b.*, pg_catalog.row_number() over (order by b.distance) as rank from best_passage b
    ),
    lexical as (
        select e.id as chunk_id, pg_catalog.row_number() over (
            order by pg_catalog.ts_rank_cd(e.search_vector, q.query) desc, e.id) as rank
        from (select distinct c.language from public.document_embeddings c) as present
        cross join lateral (
            select pg_catalog.websearch_to_tsquery(
                public.text_search_config(present.language), public.fold_text(search_documents.query_text)) as query
        ) as q
        join public.document_embeddings e on e.language = present.language and e.search_vector @@ q.query
        join public.documents d on d.id = e.document_id
        where e.model = search_documents.model
            and (search_documents.document_ids is null or e.document_id = any (search_documents.document_ids))
            and (search_documents.owner is null or d.owner_id = search_documents.owner)
            and (search_documents.languages is null or e.language = any (search_documents.languages))
        order by rank
        limit greatest(search_documents.match_count, 10) * 4
    )
    select e.document_id, d.file_name, e.chunk_index, e.chunk_text, e.pages, e.start_offset, e.end_offset,
        coalesce(s.start_offset, e.start_offset), coalesce(s.end_offset, e.end_offset),
        (1 - s.distance)::real, s.rank::integer, l.rank::integer,
        -- Reciprocal rank fusion (Cormack et al. 2009, k = 60).
        (coalesce(1.0 / (60 + s.rank), 0) + coalesce(1.0 / (60 + l.rank), 0))::real as score
    from semantic s
    full join lexical l on l.chunk_id = s.chunk_id
    join public.document_embeddings e on e.id = coalesce(s.chunk_id, l.chunk_id)
    join public.documents d on d.id = e.document_id
    order by score desc, s.distance
    limit search_documents.match_count
$$;
comment on function public.search_documents is
    'Chunks that answer the query, best first, of the documents the caller may see; only vectors of the given model are compared.';

revoke execute on function public.search_documents from public, anon;
grant execute on function public.search_documents to authenticated, service_role;
