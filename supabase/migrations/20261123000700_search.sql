-- Hybrid search. Vectors find what was meant; full text finds what was written, in any inflection; and a code
-- (IBAN, number plate, reference) is found however it was typed, printed or misread.
-- With plain rank fusion, weak word hits would outvote the vectors. So each lexical leg has a condition: a chunk contains
-- *all* words of the query, or most of a code, or, if no chunk does, all words as names misread by OCR.

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
comment on function public.center_query is 'A query''s vector minus what all queries have in common.';

-- Of before documents had fields, of before queries were understood, and of before a search explained itself.
drop function if exists public.search_documents(
    text, extensions.vector, text, integer, uuid[], uuid, text[], timestamptz, timestamptz, text, text);
drop function if exists public.search_documents(
    text, extensions.vector, text, integer, uuid[], uuid, text[], timestamptz, timestamptz, text, text, text[], text, date,
    date, date, date, numeric, numeric);
drop function if exists public.search_documents(
    text, extensions.vector, text, integer, uuid[], uuid, text[], timestamptz, timestamptz, text, text, text[], text, date,
    date, date, date, numeric, numeric, boolean, date);

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
    mark_closing text default '</mark>',
    types text[] default null,
    issuer text default null,
    date_from date default null,
    date_to date default null,
    due_from date default null,
    due_to date default null,
    total_from numeric default null,
    total_to numeric default null,
    literal boolean default false,
    today date default current_date,
    explain boolean default false
)
returns table (
    document_id uuid, file_name text, chunk_index integer, chunk_text text, headings text[], table_header text,
    pages integer[], start_offset integer, end_offset integer, passage_start integer, passage_end integer, snippet text,
    similarity real, semantic_rank integer, lexical_rank integer, code_rank integer, name_rank integer, score real,
    understood jsonb, document_type text, document_date date, boxes jsonb, explanation jsonb
)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
-- Otherwise every query that has no code or only stop words raises a notice.
set client_min_messages = 'warning'
as $$
#variable_conflict use_column
declare
    listed constant uuid[] := public.list_documents(
        document_ids, owner, languages, created_from, created_before, types, issuer, date_from, date_to, due_from, due_to,
        search_documents.total_from, search_documents.total_to);
    centered constant extensions.vector(384) := public.center_query(query_embedding, search_documents.model);
    depth constant integer := least(greatest(match_count, 10), 100) * 8;
    asks jsonb := '{}';
    asked text := query_text;
    least_total numeric;
    most_total numeric;
    date_keys text[];
    date_weights real[];
    asked_types text[] := '{}';
    files tsquery;
    keyed uuid[];
    near_ids bigint[];
    near_distances double precision[];
    grams text[];
    words tsquery;
    pieces tsquery;
    names tsquery;
begin
    if coalesce(match_count, 0) not between 1 and 100 then
        raise exception 'match_count must be from 1 to 100.' using errcode = 'invalid_parameter_value';
    end if;
    if not coalesce(literal, false) then
        asks := public.understand_query(query_text, today);
        asked := coalesce(asks ->> 'words', query_text);
        least_total := asks ->> 'total_from';
        most_total := asks ->> 'total_to';
        asked_types := array(select jsonb_array_elements_text(asks -> 'types'));
        files := public.file_names_query(query_text);
        select array_agg(k.key), array_agg(k.weight) into date_keys, date_weights from public.wanted_dates(asks) k;
        -- Papers of the month, amount or file name that is asked for; the nearest of all papers may be others.
        if num_nonnulls(date_keys, least_total, most_total, files) > 0 or cardinality(asked_types) = 1 then
            keyed := array(
                select k.document_id from public.document_keys k
                join public.documents d on d.id = k.document_id
                where (listed is null or k.document_id = any (listed))
                    and (k.names @@ files
                        or num_nonnulls(date_keys, least_total, most_total) = 0 and cardinality(asked_types) = 1
                        and d.document_type = asked_types[1]
                        or num_nonnulls(date_keys, least_total, most_total) > 0
                        and (date_keys is null or k.dates && date_keys)
                        and (num_nonnulls(least_total, most_total) = 0
                            or k.total between coalesce(least_total, '-infinity') and coalesce(most_total, 'infinity')
                            or least_total = most_total and least_total = any (k.amounts)))
                limit 2000);
        end if;
        -- No paper is of that time, so the words may have meant something else.
        if date_keys is not null and cardinality(keyed) = 0 then
            asks := asks - '{dates,due,words}'::text[];
            asked := query_text;
            date_keys := null;
        end if;
    end if;
    select array_agg(n.chunk_id), array_agg(n.distance) into near_ids, near_distances
    from (
        select distinct on (n.chunk_id) n.chunk_id, n.distance
        from (
            select n.chunk_id, n.distance from public.nearest_passages(centered, search_documents.model, depth, listed) n
            union all
            select n.chunk_id, n.distance from public.nearest_passages(centered, search_documents.model, depth, keyed) n
            where cardinality(keyed) > 0
        ) n
        order by n.chunk_id, n.distance
    ) n;
    if not coalesce(literal, false) then
        asks := asks || public.correct_query(asked, near_ids, search_documents.model, listed);
        asked := coalesce(asks ->> 'words', query_text);
    end if;
    select q.words, q.grams, q.pieces, q.names into words, grams, pieces, names from public.parse_query(asked) q;
    return query
    with searched as not materialized (
        select e.id, e.chunk_text, e.search_vector from public.document_embeddings e
        where e.model = search_documents.model and (listed is null or e.document_id = any (listed))
    ),
    best_passage as materialized (
        select n.chunk_id, n.distance, e.embedding operator(extensions.<=>) centered as chunk_distance,
            -- The names of a document are words of each of its chunks.
            coalesce(e.search_vector || case when not coalesce(literal, false) then k.names end, e.search_vector) as search_vector
        from unnest(near_ids, near_distances) as n (chunk_id, distance)
        join public.document_embeddings e on e.id = n.chunk_id
        left join public.document_keys k on k.document_id = e.document_id
    ),
    term_hits as materialized (
        select b.chunk_id, t.term, b.search_vector @@ t.meant as hit
        from best_passage b cross join public.query_terms(asked) t
    ),
    term_weights as (
        -- Inverse document frequency among the candidate chunks; unknown, so halved, for a term that none of them contains.
        select h.term, case when bool_or(h.hit)
            then ln((count(*) + 1) / (count(*) filter (where h.hit) + 1)::double precision)
            else ln((count(*) + 1)::double precision) / 2 end as weight
        from term_hits h
        group by h.term
    ),
    covered as (
        select h.chunk_id,
            sum(w.weight) filter (where h.hit) / nullif(sum(w.weight), 0) as share
        from term_hits h join term_weights w using (term)
        group by h.chunk_id
    ),
    concept_hits as materialized (
        select b.chunk_id, c.nearness, coalesce(b.search_vector @@ c.meant, false) as hit
        from best_passage b cross join public.near_concepts(centered, search_documents.model) c
    ),
    concept_weights as (
        select h.nearness, h.nearness
            * ln((count(*) + 1) / (count(*) filter (where h.hit) + 1)::double precision) as weight
        from concept_hits h
        group by h.nearness
    ),
    spoken_of as (
        select h.chunk_id, sum(w.weight) filter (where h.hit) / nullif(sum(w.weight), 0) as share
        from concept_hits h join concept_weights w using (nearness)
        group by h.chunk_id
    ),
    semantic as (
        -- Ranks by the best passage, its chunk, words including related terms, and concepts near the query. On both sets of
        -- benchmarks/search.py, weights of 0.06 to 0.15 do about equally well; without related terms, the words make results
        -- worse.
        select b.chunk_id, b.distance, c.share, row_number() over (
            order by b.distance + 0.5 * b.chunk_distance - 0.1 * coalesce(c.share, 0) - 0.1 * coalesce(s.share, 0)) as rank
        from best_passage b left join covered c using (chunk_id) left join spoken_of s using (chunk_id)
    ),
    worded as materialized (
        select e.id as chunk_id, e.search_vector from searched e where e.search_vector @@ words limit 501
    ),
    lexical as (
        select w.chunk_id, row_number() over (
            order by ts_rank_cd(w.search_vector, words) desc, w.chunk_id) as rank
        from worded w
        -- Words found in more than 500 chunks are too common to rank by.
        where (select count(*) from worded) <= 500
    ),
    pieced as materialized (
        select e.id as chunk_id, (
            select count(*)::real / cardinality(grams)
            from unnest(tsvector_to_array(e.search_vector)) l where l = any (grams)) as share,
            e.chunk_text
        from searched e
        where e.search_vector @@ pieces
        limit 501
    ),
    coded as (
        select p.chunk_id, p.share, row_number() over (
            order by p.share desc, (p.share = 1 and public.holds_codes(p.chunk_text, asked)) desc, s.rank, p.chunk_id
            ) as rank
        from pieced p left join semantic s on s.chunk_id = p.chunk_id
        where p.share >= 0.33 and (select count(*) from pieced) <= 500
    ),
    named as (
        select e.id as chunk_id, row_number() over (order by s.rank, e.id) as rank
        from searched e left join semantic s on s.chunk_id = e.id
        where e.search_vector @@ names and not exists (select from lexical) and not exists (select from coded)
    ),
    found as (
        select chunk_id, s.rank as semantic_rank, l.rank as lexical_rank, c.rank as code_rank, n.rank as name_rank,
            s.distance, s.share, c.share as code_share,
            -- Reciprocal rank fusion (Cormack et al. 2009, k = 60).
            coalesce(1.0 / (60 + s.rank), 0) + coalesce(1.0 / (60 + l.rank), 0)
                + coalesce(2.0 * c.share / (60 + c.rank), 0) + coalesce(1.0 / (60 + n.rank), 0) as score
        from semantic s
        full join lexical l using (chunk_id)
        full join coded c using (chunk_id)
        full join named n using (chunk_id)
    ),
    fitting as materialized (
        -- What was understood is certain, so it outweighs any other way of finding; all that fit share the first place.
        select f.*, e.document_id, k.dated, fits.date_share, fits.amount_share, fits.date_share + fits.amount_share as fit,
            typed.share as type_share, named.file_share, named.words_share,
            f.score + (fits.date_share + fits.amount_share) / 30.0 + named.file_share / 60.0 + named.words_share / 60.0
                + typed.share / 30.0 as whole_score
        from found f
        join public.document_embeddings e on e.id = f.chunk_id
        join public.documents d on d.id = e.document_id
        left join public.document_keys k on k.document_id = e.document_id and not coalesce(literal, false)
        cross join lateral (
            -- A word may name several types, of which none is certain then.
            select case when d.document_type <> all (asked_types) then 0.0 when cardinality(asked_types) = 1 then 1.0 else 0.25 end
        ) typed (share)
        cross join lateral (
            select case when k.names @@ files then 4 else 0 end, case when k.names @@ words then 1 else 0 end
        ) named (file_share, words_share)
        cross join lateral (
            select coalesce(
                    (select max(w.weight) from unnest(date_keys, date_weights) as w (key, weight) where w.key = any (k.dates)), 0)
                    as date_share,
                case when num_nonnulls(least_total, most_total) = 0 then 0
                    when k.total between coalesce(least_total, '-infinity') and coalesce(most_total, 'infinity') then 1
                    when least_total = most_total and least_total = any (k.amounts) then 0.7 else 0 end as amount_share
        ) fits
    ),
    twins as (
        -- The newest or oldest of what is like the best hit: as close to what was asked, of one issuer and type or of much the
        -- same text.
        select f.chunk_id, row_number() over by_age as place, top.best_score + 1.0 / (60 + row_number() over by_age) as whole_score
        from (
            -- The words count for more here than how near it is: they name the kind of which the newest is wanted.
            select f.*, max(f.whole_score) over () as best_score from fitting f
            order by coalesce(f.share, 0) >= max(f.share) over () - 0.15 desc, f.fit + f.type_share desc, whole_score desc, distance, chunk_id
            limit 1
        ) top
        join public.document_embeddings top_chunk on top_chunk.id = top.chunk_id
        join public.documents top_document on top_document.id = top.document_id
        join fitting f on f.fit >= top.fit - 0.01 and f.type_share >= top.type_share and coalesce(f.share, 0) >= coalesce(top.share, 0) - 0.1
        join public.document_embeddings e on e.id = f.chunk_id
        join public.documents d on d.id = f.document_id
        where asks ->> 'order' is not null
            and (d.issuer = top_document.issuer and d.document_type = top_document.document_type
                or e.embedding operator(extensions.<=>) top_chunk.embedding < 0.06)
        window by_age as (
            order by case asks ->> 'order' when 'newest' then f.dated - date '2000-01-01' else date '2000-01-01' - f.dated end
                desc nulls last, f.whole_score desc)
    ),
    best as (
        select f.chunk_id, f.semantic_rank, f.lexical_rank, f.code_rank, f.name_rank, f.distance, f.share, f.code_share, f.date_share,
            f.amount_share, f.file_share, f.words_share, f.type_share, t.place as order_place, t.whole_score - f.whole_score as order_score,
            coalesce(t.whole_score, f.whole_score) as score, e.document_id, d.file_name, e.chunk_index, e.chunk_text, e.headings,
            e.table_header, e.pages, e.start_offset, e.end_offset, e.language, e.lines, d.document_type, d.document_date
        from fitting f
        left join twins t using (chunk_id)
        join public.document_embeddings e on e.id = f.chunk_id
        join public.documents d on d.id = e.document_id
        order by coalesce(t.whole_score, f.whole_score) desc, f.distance, f.chunk_id
        limit match_count
    )
    select b.document_id, b.file_name::text, b.chunk_index, b.chunk_text, b.headings, b.table_header, b.pages, b.start_offset, b.end_offset,
        p.start_offset, p.end_offset,
        public.mark_hits(b.language, left(p.text, 20000), query_text, mark_opening, mark_closing),
        n.similarity, b.semantic_rank::integer, b.lexical_rank::integer, b.code_rank::integer,
        b.name_rank::integer, b.score::real, asks, b.document_type, b.document_date,
        public.boxes_between(b.lines, p.start_offset - b.start_offset, p.end_offset - b.start_offset),
        explained.parts
    from best b
    cross join lateral (
        -- The passage that contains most of the query's words and codes; if none contains any, the nearest.
        select a.start_offset, a.end_offset, t.text
        from public.document_passages a,
            lateral substr(
                b.chunk_text, a.start_offset - b.start_offset + 1, a.end_offset - a.start_offset) as t (text)
        where a.chunk_id = b.chunk_id
        order by
            case when num_nonnulls(b.lexical_rank, b.code_rank) > 0
                then public.count_found(b.language, t.text, words) end desc nulls last,
            a.embedding operator(extensions.<=>) centered
        limit 1
    ) p
    cross join lateral (
        select (1 - min(a.embedding operator(extensions.<=>) query_embedding))::real as similarity
        from public.document_passages a where a.chunk_id = b.chunk_id and b.semantic_rank is not null
    ) n
    cross join lateral (
        -- What the score is the sum of. Ranks and shares are those of the sums above.
        select case when explain then jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'by', part.leg, 'rank', part.rank, 'share', part.share, 'score', part.score)) order by part.n) end as parts
        from (values
            (1, 'semantic', b.semantic_rank, round(b.share::numeric, 3), 1.0 / (60 + b.semantic_rank)),
            (2, 'lexical', b.lexical_rank, null, 1.0 / (60 + b.lexical_rank)),
            (3, 'code', b.code_rank, round(b.code_share::numeric, 3), 2.0 * b.code_share / (60 + b.code_rank)),
            (4, 'name', b.name_rank, null, 1.0 / (60 + b.name_rank)),
            (5, 'dates', null, b.date_share::numeric, b.date_share / 30.0),
            (6, 'amount', null, b.amount_share, b.amount_share / 30.0),
            (7, 'file_name', null, null, b.file_share / 60.0),
            (8, 'names', null, null, b.words_share / 60.0),
            (9, 'type', null, b.type_share, b.type_share / 30.0),
            (10, 'order', b.order_place, null, b.order_score)
        ) as part (n, leg, rank, share, score)
        where part.score <> 0
    ) explained
    order by b.score desc, b.distance, b.chunk_id;
end
$$;
comment on function public.search_documents is
    'Chunks that answer the query, best first, from documents the caller can see; compares only vectors of the given model.
snippet: the passage that answers it, as HTML with marks. semantic_rank: by meaning; lexical_rank: contains all words; code_rank: a code,
perhaps damaged; name_rank: all words, perhaps damaged. understood: what the query says besides its words (understand_query), and
corrected words; literal: nothing but the words. today: from which «last month» counts. boxes: the lines of that passage on their pages,
in points. explanation, with explain: the parts whose sum is the score: [{by, rank, share, score}].';

create or replace function public.search_coverage(model text)
returns table (document_count bigint, chunk_count bigint, missing_document_count bigint, missing_chunk_count bigint)
language sql
stable
security invoker
set search_path = ''
as $$
    select
        count(distinct e.document_id) filter (where e.model = search_coverage.model),
        count(*) filter (where e.model = search_coverage.model),
        count(distinct e.document_id) filter (where e.model <> search_coverage.model),
        count(*) filter (where e.model <> search_coverage.model)
    from public.document_embeddings e
$$;
comment on function public.search_coverage is
    'How many documents and chunks a search with this model covers for the caller, and how many it misses because another model made their vectors.';

revoke execute on function public.center_query, public.search_documents, public.search_coverage from public, anon;
grant execute on function public.center_query, public.search_documents, public.search_coverage to authenticated, service_role;
