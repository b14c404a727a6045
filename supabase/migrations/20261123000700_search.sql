-- Hybrid search. Vectors find what was meant; full text finds what was written, in any inflection; and a code
-- (IBAN, number plate, reference) is found however it was typed, printed or misread.
-- Plain rank fusion lets weak word hits outvote the vectors. So each lexical leg has a gate: *all* words of the
-- query stand in a chunk, or most of a code does, or, when nothing is written so, all words as names misread by OCR.

-- Loads the library, so that its settings are known to the functions below.
select '[1]'::extensions.vector;

create or replace function public.list_documents(
    document_ids uuid[], owner uuid, languages text[], created_from timestamptz, created_before timestamptz
)
returns uuid[]
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
declare
    found_ids uuid[];
begin
    if pg_catalog.num_nonnulls(document_ids, owner, languages, created_from, created_before) = 0
        and not pg_catalog.row_security_active('public.documents') then
        return null;
    end if;
    select coalesce(pg_catalog.array_agg(d.id), '{}') into found_ids from public.documents d
    where (list_documents.document_ids is null or d.id = any (list_documents.document_ids))
        and (list_documents.owner is null or d.owner_id = list_documents.owner)
        and (list_documents.languages is null or d.language = any (list_documents.languages))
        and (list_documents.created_from is null or d.created_at >= list_documents.created_from)
        and (list_documents.created_before is null or d.created_at < list_documents.created_before);
    return found_ids;
end
$$;
comment on function public.list_documents is
    'The documents that a search is limited to by its filters and by the caller''s rights; null: all.';

create or replace function public.nearest_passages(
    query_embedding extensions.vector(384), model text, match_count integer, document_ids uuid[]
)
returns table (chunk_id bigint, start_offset integer, end_offset integer, distance double precision)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
set hnsw.iterative_scan = 'relaxed_order'
-- 100,000 passages: recall@10 0.91 with 100, 0.97 with 200, 0.99 with 400 (benchmarks/search_scale.py).
set hnsw.ef_search = 400
as $$
#variable_conflict use_column
begin
    if pg_catalog.cardinality(document_ids) <= 2000 then
        -- Every passage is compared: that is exact, and faster than an index that has to pass over all the others.
        return query
        with compared as materialized (
            select p.chunk_id, p.start_offset, p.end_offset,
                p.embedding operator(extensions.<=>) nearest_passages.query_embedding as distance
            from public.document_passages p
            where p.document_id = any (document_ids) and p.model = nearest_passages.model
        )
        select c.chunk_id, c.start_offset, c.end_offset, c.distance
        from compared c order by c.distance limit nearest_passages.match_count;
    else
        return query
        with near as materialized (
            select p.chunk_id, p.start_offset, p.end_offset, p.embedding
            from public.document_passages p
            where p.model = nearest_passages.model
                and (document_ids is null or p.document_id = any (document_ids))
            order by p.embedding::extensions.halfvec(384)
                operator(extensions.<=>) nearest_passages.query_embedding::extensions.halfvec(384)
            limit nearest_passages.match_count
        )
        select n.chunk_id, n.start_offset, n.end_offset,
            n.embedding operator(extensions.<=>) nearest_passages.query_embedding as distance
        from near n order by distance;
    end if;
end
$$;
comment on function public.nearest_passages is
    'Passages of the listed documents (null: all) by their cosine distance, nearest first; only vectors of the given model.';

create or replace function public.center_query(query_embedding extensions.vector(384), model text)
returns extensions.vector(384)
language sql
stable
security invoker
set search_path = ''
as $$
    select coalesce(
        (select center_query.query_embedding operator(extensions.-) m.query_center
         from public.embedding_models m where m.model = center_query.model),
        center_query.query_embedding)
$$;
comment on function public.center_query is 'A query''s vector without what all queries have in common.';

create or replace function public.mark_hits(
    language text, text text, query_text text, opening text default '<mark>', closing text default '</mark>'
)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
    first constant text := pg_catalog.chr(57344);
    last constant text := pg_catalog.chr(57345);
    -- As many characters as the text, so that what is found in it is found in the text. A tag would not be looked into.
    plain constant text := pg_catalog.translate(public.stem_text(mark_hits.language, mark_hits.text), '<>&' || first || last, '     ');
    any_word constant tsquery :=
        pg_catalog.regexp_replace(public.words_query(mark_hits.query_text)::text, '&|<->', '|', 'g')::tsquery;
    code_pattern constant text := (
        select pg_catalog.string_agg((
            select pg_catalog.string_agg(case
                when sign in ('o', '0') then '[o0]' when sign in ('i', 'l', '1') then '[il1]'
                when sign in ('s', '5') then '[s5]' when sign in ('b', '8') then '[b8]'
                when sign in ('z', '2') then '[z2]' when sign in ('g', '6', '9') then '[g69]' else sign end, '[^a-z0-9]{0,3}')
            from pg_catalog.regexp_split_to_table(pg_catalog.regexp_replace(c.written, '[^a-z0-9]+', '', 'g'), '') as s (sign)
        ), '|')
        from public.query_codes(mark_hits.query_text) c);
    marked text := case when pg_catalog.numnode(any_word) = 0 then plain else pg_catalog.ts_headline(
        public.text_search_config(mark_hits.language), plain, any_word,
        pg_catalog.format('HighlightAll=true, StartSel=%s, StopSel=%s', first, last)) end;
begin
    if code_pattern is not null then
        marked := pg_catalog.regexp_replace(marked, '(' || code_pattern || ')', first || '\1' || last, 'g');
    end if;
    return (
        select pg_catalog.string_agg(
            case p.piece[1] when first then mark_hits.opening when last then mark_hits.closing else '' end
            || pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
                pg_catalog.substr(mark_hits.text, 1 + p.before::integer, pg_catalog.length(p.piece[2])),
                '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'),
            '' order by p.n)
        from (
            select m.piece, m.n, pg_catalog.sum(pg_catalog.length(m.piece[2])) over (order by m.n) - pg_catalog.length(m.piece[2]) as before
            from pg_catalog.regexp_matches(
                marked, pg_catalog.format('([%1$s%2$s]?)([^%1$s%2$s]*)', first, last), 'g') with ordinality as m (piece, n)
        ) p);
end
$$;
comment on function public.mark_hits is
    'Text as HTML, escaped, with marks around the words and codes of the query; accents and case, separators of codes, do not matter.';

create or replace function public.search_documents(
    query_text text,
    query_embedding extensions.vector(384),
    model text,
    match_count integer default 10,
    document_ids uuid[] default null,
    owner uuid default null,
    languages text[] default null,
    created_from timestamptz default null,
    created_before timestamptz default null,
    mark_opening text default '<mark>',
    mark_closing text default '</mark>'
)
returns table (
    document_id uuid, file_name text, chunk_index integer, chunk_text text, headings text[], table_header text,
    pages integer[], start_offset integer, end_offset integer, passage_start integer, passage_end integer, snippet text,
    similarity real, semantic_rank integer, lexical_rank integer, code_rank integer, name_rank integer, score real
)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
    listed constant uuid[] := public.list_documents(document_ids, owner, languages, created_from, created_before);
    grams constant text[] := array(
        select distinct g from public.query_codes(query_text) c, pg_catalog.unnest(public.code_grams(c.code)) g);
    words constant tsquery := public.words_query(query_text) && coalesce(
        (select pg_catalog.string_agg(pg_catalog.quote_literal(g), ' & ')::tsquery from pg_catalog.unnest(grams) g), '');
    pieces constant tsquery := (
        select pg_catalog.string_agg(pg_catalog.format('(%s)', public.pieces_query(public.code_grams(c.code))), ' | ')::tsquery
        from public.query_codes(query_text) c);
    names constant tsquery := public.names_query(query_text);
    centered constant extensions.vector(384) := public.center_query(query_embedding, search_documents.model);
begin
    return query
    with best_passage as materialized (
        select distinct on (n.chunk_id) n.chunk_id, n.distance, e.search_vector,
            e.embedding operator(extensions.<=>) centered as chunk_distance
        from public.nearest_passages(
            centered, search_documents.model, greatest(match_count, 10) * 8, listed) n
        join public.document_embeddings e on e.id = n.chunk_id
        order by n.chunk_id, n.distance
    ),
    term_hits as materialized (
        select b.chunk_id, t.term, b.search_vector @@ t.meant as hit
        from best_passage b cross join public.query_terms(query_text) t
    ),
    term_weights as (
        -- Inverse document frequency among the chunks at hand; of what stands in none of them nobody knows.
        select h.term, case when pg_catalog.bool_or(h.hit)
            then pg_catalog.ln((pg_catalog.count(*) + 1) / (pg_catalog.count(*) filter (where h.hit) + 1)::double precision)
            else pg_catalog.ln((pg_catalog.count(*) + 1)::double precision) / 2 end as weight
        from term_hits h
        group by h.term
    ),
    covered as (
        select h.chunk_id,
            pg_catalog.sum(w.weight) filter (where h.hit) / nullif(pg_catalog.sum(w.weight), 0) as share
        from term_hits h join term_weights w using (term)
        group by h.chunk_id
    ),
    semantic as (
        -- The passage that answers, the chunk around it, and the words, related ones too. On both sets of
        -- benchmarks/search.py 0.06 to 0.15 do about as well; without related terms the words would do harm.
        select b.chunk_id, b.distance, pg_catalog.row_number() over (
            order by b.distance + 0.5 * b.chunk_distance - 0.1 * coalesce(c.share, 0)) as rank
        from best_passage b left join covered c using (chunk_id)
    ),
    worded as materialized (
        select e.id as chunk_id, e.search_vector from public.document_embeddings e
        where e.search_vector @@ words and e.model = search_documents.model
            and (listed is null or e.document_id = any (listed))
        limit 501
    ),
    lexical as (
        select w.chunk_id, pg_catalog.row_number() over (
            order by pg_catalog.ts_rank_cd(w.search_vector, words) desc, w.chunk_id) as rank
        from worded w
        -- Words that stand in so many chunks tell nothing.
        where (select pg_catalog.count(*) from worded) <= 500
    ),
    pieced as materialized (
        select e.id as chunk_id, (
            select pg_catalog.count(*)::real / pg_catalog.cardinality(grams)
            from pg_catalog.unnest(pg_catalog.tsvector_to_array(e.search_vector)) l where l = any (grams)) as share,
            e.chunk_text
        from public.document_embeddings e
        where e.search_vector @@ pieces and e.model = search_documents.model
            and (listed is null or e.document_id = any (listed))
        limit 501
    ),
    coded as (
        select p.chunk_id, p.share, pg_catalog.row_number() over (
            order by p.share desc, (p.share = 1 and public.holds_codes(p.chunk_text, query_text)) desc, s.rank, p.chunk_id
            ) as rank
        from pieced p left join semantic s on s.chunk_id = p.chunk_id
        where p.share >= 0.33 and (select pg_catalog.count(*) from pieced) <= 500
    ),
    named as (
        select e.id as chunk_id, pg_catalog.row_number() over (order by s.rank, e.id) as rank
        from public.document_embeddings e left join semantic s on s.chunk_id = e.id
        where e.search_vector @@ names and e.model = search_documents.model
            and (listed is null or e.document_id = any (listed))
            and not exists (select from lexical) and not exists (select from coded)
    ),
    found as (
        select chunk_id, s.rank as semantic_rank, l.rank as lexical_rank, c.rank as code_rank, n.rank as name_rank,
            s.distance,
            -- Reciprocal rank fusion (Cormack et al. 2009, k = 60).
            coalesce(1.0 / (60 + s.rank), 0) + coalesce(1.0 / (60 + l.rank), 0)
                + coalesce(2.0 * c.share / (60 + c.rank), 0) + coalesce(1.0 / (60 + n.rank), 0) as score
        from semantic s
        full join lexical l using (chunk_id)
        full join coded c using (chunk_id)
        full join named n using (chunk_id)
    ),
    best as (
        select f.*, e.document_id, d.file_name, e.chunk_index, e.chunk_text, e.headings,
            e.table_header, e.pages, e.start_offset, e.end_offset, e.language
        from found f
        join public.document_embeddings e on e.id = f.chunk_id
        join public.documents d on d.id = e.document_id
        order by f.score desc, f.distance, f.chunk_id
        limit match_count
    )
    select b.document_id, b.file_name, b.chunk_index, b.chunk_text, b.headings, b.table_header, b.pages, b.start_offset, b.end_offset,
        p.start_offset, p.end_offset,
        public.mark_hits(b.language, p.text, query_text, mark_opening, mark_closing),
        n.similarity, b.semantic_rank::integer, b.lexical_rank::integer, b.code_rank::integer,
        b.name_rank::integer, b.score::real
    from best b
    cross join lateral (
        -- The passage that has most of what was written in the query; if none has any of it, the nearest.
        select a.start_offset, a.end_offset, t.text
        from public.document_passages a,
            lateral pg_catalog.substr(
                b.chunk_text, a.start_offset - b.start_offset + 1, a.end_offset - a.start_offset) as t (text)
        where a.chunk_id = b.chunk_id
        order by
            case when pg_catalog.num_nonnulls(b.lexical_rank, b.code_rank) > 0 then (
                select pg_catalog.count(*)
                from pg_catalog.unnest(pg_catalog.tsvector_to_array(public.document_search_vector(b.language, t.text))) l
                where pg_catalog.strpos(words::text, pg_catalog.quote_literal(l)) > 0) end desc nulls last,
            a.embedding operator(extensions.<=>) centered
        limit 1
    ) p
    cross join lateral (
        select (1 - pg_catalog.min(a.embedding operator(extensions.<=>) query_embedding))::real as similarity
        from public.document_passages a where a.chunk_id = b.chunk_id and b.semantic_rank is not null
    ) n
    order by b.score desc, b.distance, b.chunk_id;
end
$$;
comment on function public.search_documents is
    'Chunks that answer the query, best first, of the documents the caller may see; only vectors of the given model are compared.
snippet: the passage that answers it, as HTML with marks. semantic_rank: by meaning; lexical_rank: all words stand there; code_rank: a code,
perhaps damaged; name_rank: all words, perhaps damaged.';

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
    listed uuid[] := public.list_documents(null, null, null, null, null);
    asked_model constant text := coalesce(
        match_documents.model, (select e.model from public.document_embeddings e order by e.id desc limit 1));
begin
    if filter <> '{}' then
        listed := array(
            select d.id from public.documents d
            where pg_catalog.jsonb_build_object(
                'document_id', d.id, 'owner_id', d.owner_id, 'file_name', d.file_name, 'language', d.language) @> filter);
    end if;
    return query
    select e.id, e.chunk_text, 1 - b.distance, e.document_id, pg_catalog.jsonb_build_object(
        'document_id', e.document_id, 'owner_id', d.owner_id, 'file_name', d.file_name, 'language', e.language,
        'chunk_index', e.chunk_index, 'pages', e.pages, 'start_offset', e.start_offset, 'end_offset', e.end_offset,
        'model', e.model)
    from (
        select n.chunk_id, pg_catalog.min(n.distance) as distance
        from public.nearest_passages(query_embedding, asked_model, match_count * 8, listed) n
        group by n.chunk_id
    ) b
    join public.document_embeddings e on e.id = b.chunk_id
    join public.documents d on d.id = e.document_id
    where 1 - b.distance > match_threshold
    order by b.distance, e.id
    limit match_count;
end
$$;
comment on function public.match_documents is
    'Chunks by the cosine similarity of their best passage, as in Supabase''s guides. filter: document_id, owner_id, file_name, language of the
document. model: that of query_embedding; null: the one that made the newest vectors.';

create or replace function public.search_coverage(model text)
returns table (document_count bigint, chunk_count bigint, missing_document_count bigint, missing_chunk_count bigint)
language sql
stable
security invoker
set search_path = ''
as $$
    select
        pg_catalog.count(distinct e.document_id) filter (where e.model = search_coverage.model),
        pg_catalog.count(*) filter (where e.model = search_coverage.model),
        pg_catalog.count(distinct e.document_id) filter (where e.model <> search_coverage.model),
        pg_catalog.count(*) filter (where e.model <> search_coverage.model)
    from public.document_embeddings e
$$;
comment on function public.search_coverage is
    'How much of what the caller may see a search under this model looks into, and what it misses because another model made its vectors.';

revoke execute on function
    public.list_documents, public.nearest_passages, public.center_query, public.search_documents, public.match_documents, public.search_coverage
    from public, anon;
grant execute on function
    public.list_documents, public.nearest_passages, public.center_query, public.search_documents, public.match_documents, public.search_coverage
    to authenticated, service_role;
