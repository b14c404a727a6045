-- Search by vector alone, with the name and arguments used in Supabase's guides.

create or replace function public.match_documents(
    query_embedding extensions.vector(384),
    match_threshold double precision default 0,
    match_count integer default 10,
    filter jsonb default '{}',
    model text default null
)
returns table (id bigint, content text, similarity double precision, document_id uuid, metadata jsonb)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
    ranges constant text[] := '{date_from,date_to,due_from,due_to,total_from,total_to}';
    listed uuid[] := public.list_documents(
        date_from => (filter ->> 'date_from')::date, date_to => (filter ->> 'date_to')::date,
        due_from => (filter ->> 'due_from')::date, due_to => (filter ->> 'due_to')::date,
        total_from => (filter ->> 'total_from')::numeric, total_to => (filter ->> 'total_to')::numeric);
    asked_model constant text := coalesce(
        match_documents.model, (select e.model from public.document_embeddings e order by e.id desc limit 1));
begin
    if coalesce(match_count, 0) not between 1 and 1000 or length(filter::text) > 10000 then
        raise exception 'match_count must be from 1 to 1000, and the filter may have at most 10,000 characters.' using
            errcode = 'invalid_parameter_value';
    end if;
    if filter - ranges <> '{}' then
        listed := array(
            select d.id from public.documents d
            where (listed is null or d.id = any (listed)) and jsonb_build_object(
                'document_id', d.id, 'owner_id', d.owner_id, 'file_name', d.file_name, 'language', d.language,
                'document_type', d.document_type, 'issuer', d.issuer) @> (filter - ranges));
    end if;
    return query
    select e.id, e.chunk_text, 1 - b.distance, e.document_id, jsonb_build_object(
        'document_id', e.document_id, 'owner_id', d.owner_id, 'file_name', d.file_name, 'language', e.language,
        'chunk_index', e.chunk_index, 'pages', e.pages, 'start_offset', e.start_offset, 'end_offset', e.end_offset,
        'model', e.model, 'document_type', d.document_type, 'document_date', d.document_date,
        'boxes', public.boxes_between(e.lines, b.passage_start - e.start_offset, b.passage_end - e.start_offset))
    from (
        select distinct on (n.chunk_id) n.chunk_id, n.distance, n.start_offset as passage_start, n.end_offset as passage_end
        from public.nearest_passages(query_embedding, asked_model, match_count * 8, listed) n
        order by n.chunk_id, n.distance
    ) b
    join public.document_embeddings e on e.id = b.chunk_id
    join public.documents d on d.id = e.document_id
    where 1 - b.distance > match_threshold
    order by b.distance, e.id
    limit match_count;
end
$$;
comment on function public.match_documents is
    'Chunks by the cosine similarity of their best passage, as in Supabase''s guides. filter: the document''s document_id, owner_id, file_name,
language, document_type or issuer, and date_from, date_to, due_from, due_to, total_from, total_to, all inclusive. metadata: what a guide''s
page shows of a chunk, and boxes: the lines of its best passage on their pages. model: the model of query_embedding; null: that of the newest vectors.';

revoke execute on function public.match_documents from public, anon;
grant execute on function public.match_documents to authenticated, service_role;
