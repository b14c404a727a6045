-- Words that mean the same in a search: people ask for the «casero», the contract says «arrendador». Search uses them
-- only to rank what the vectors found; they never add a chunk, so a loose relation does little harm.

create table if not exists public.related_terms (
    concept integer not null,
    language text not null check (language in ('es', 'en')),
    term text not null,
    first_lexeme text not null,
    query tsquery not null,
    primary key (concept, language, term)
);
-- Where the list was not one file yet, its concepts were the first.
do $$
begin
    if not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = 'public.related_terms'::regclass and a.attname = 'is_general' and not a.attisdropped
    ) then
        delete from public.related_terms where concept <= 1364;
        alter table public.related_terms add column is_general boolean not null default false;
    end if;
end
$$;

comment on table public.related_terms is
    'Terms with the same concept number mean the same. Add your own with ocr.relate_terms; search uses them at once. Negative numbers are
those that come with the project (supabase/related_terms.txt).';
comment on column public.related_terms.is_general is
    'Means more than the others: a search for one of them finds it, a search for it finds only other general terms of the concept.';
comment on column public.related_terms.first_lexeme is 'The term is looked for only in queries that contain this lexeme.';

create index if not exists related_terms_first_lexeme_idx on public.related_terms (language, first_lexeme);

alter table public.related_terms enable row level security;
drop policy if exists "everybody searches with them" on public.related_terms;
create policy "everybody searches with them" on public.related_terms for select to authenticated using (true);
revoke all on public.related_terms from anon, authenticated;
grant select on public.related_terms to authenticated;
grant all on public.related_terms to service_role;

create or replace function ocr.read_terms(lines text)
returns table (line bigint, language text, term text, is_general boolean, query tsquery)
language sql
stable
security definer
set search_path = ''
as $$
    select distinct on (l.n, side.language, t.term) l.n, side.language, t.term, w.written ~ '^\s*[(]', q.query
    from regexp_split_to_table(read_terms.lines, '\n') with ordinality as l (line, n),
        lateral (values ('es', split_part(l.line, '|', 1)), ('en', split_part(l.line, '|', 2))) as side (language, terms),
        lateral regexp_split_to_table(side.terms, ',') as w (written),
        lateral (select btrim(w.written, E' \t\r=()')) as t (term),
        lateral (select phraseto_tsquery(
            ocr.text_search_config(side.language), ocr.stem_text(side.language, t.term))) as q (query)
    -- A term with only stop words means nothing.
    where l.line ~ '[[:alpha:]]' and l.line !~ '^\s*#' and numnode(q.query) > 0
$$;
comment on function ocr.read_terms is
    'The terms in lines of concepts: Spanish terms, a bar, English terms, separated by commas. A general term is in brackets. A line that
begins with # is a comment, and = before the first term says only that all of them mean the same.';

create or replace function ocr.relate_terms(lines text)
returns integer
language sql
security definer
set search_path = ''
as $$
    with meaningful as (
        select t.*, count(*) over (partition by t.line) as size from ocr.read_terms(relate_terms.lines) t
    ),
    known as (
        -- Skip a line if one concept already has all its terms.
        select m.line from meaningful m join public.related_terms r using (language, term, is_general)
        group by m.line, m.size, r.concept
        having count(*) = m.size
    ),
    stored as (
        insert into public.related_terms (concept, language, term, is_general, first_lexeme, query)
        select dense_rank() over (order by m.line) + (select greatest(max(r.concept), 0) from public.related_terms r),
            m.language, m.term, m.is_general, substring(m.query::text, '''([^'']+)'''), m.query
        from meaningful m
        where m.line not in (select k.line from known k)
        returning concept
    )
    select count(distinct s.concept)::integer from stored s
$$;
comment on function ocr.relate_terms is
    'Adds concepts, one per line: Spanish terms, a bar, English terms, separated by commas; a general term, which is found by the others and
finds none of them, in brackets. A line is skipped if one concept already has all its terms. Returns how many were added.';

create or replace function ocr.list_terms(lines text)
returns integer
language sql
security definer
set search_path = ''
as $$
    with listed as materialized (
        select (-dense_rank() over (order by t.line))::integer as concept, t.language, t.term, t.is_general,
            substring(t.query::text, '''([^'']+)''') as first_lexeme, t.query
        from ocr.read_terms(list_terms.lines) t
    ),
    removed as (
        delete from public.related_terms r
        where r.concept < 0 and not exists (
            select from listed l where l.concept = r.concept and l.language = r.language and l.term = r.term)
    ),
    stored as (
        insert into public.related_terms (concept, language, term, is_general, first_lexeme, query)
        select l.concept, l.language, l.term, l.is_general, l.first_lexeme, l.query from listed l
        on conflict (concept, language, term) do update set
            is_general = excluded.is_general, first_lexeme = excluded.first_lexeme, query = excluded.query
        returning 1
    )
    select count(*)::integer from stored
$$;
comment on function ocr.list_terms is
    'For a migration: replaces the concepts that come with the project, whose numbers are negative, by those of the lines. Those that the
project has added with ocr.relate_terms stay. Returns the number of terms.';

revoke execute on function ocr.read_terms, ocr.relate_terms, ocr.list_terms from public, anon, authenticated;
grant execute on function ocr.read_terms, ocr.relate_terms, ocr.list_terms to service_role;

-- Of before queries were corrected.
drop function if exists public.query_terms(text);

create or replace function public.query_terms(query_text text)
returns table (term text, meant tsquery, is_known boolean)
language sql
stable
security definer
set search_path = ''
as $$
    with words as (
        select distinct w.word from regexp_split_to_table(ocr.query_words(ocr.bounded('query_text', query_terms.query_text, 2000)), '[^[:alnum:]]+') as w (word)
        where length(w.word) > 2
            -- Words that are in every question and every paper.
            and w.word !~ '^(que|quien(es)?|cual(es)?|cuando|cuant[oa]s?|donde|como|porque|hay|hac(er|e|en|emos)|hecho|ten(er|go|emos)|tien(e|en)|pued(o|e|en)|poder|deb(o|e|er|emos)|va|van|vamos|who|whose|what|which|when|where|how|why|much|many|does|can|will|get|got)$'
    ),
    lexed as (
        select l.language, w.word, v.lexeme
        from words w, (values ('es'), ('en')) as l (language),
            lateral unnest(to_tsvector(
                ocr.text_search_config(l.language), ocr.stem_text(l.language, w.word))) as v (lexeme)
    ),
    whole as (
        select l.language, to_tsvector(
            ocr.text_search_config(l.language), ocr.stem_text(l.language, ocr.query_words(ocr.bounded('query_text', query_terms.query_text, 2000)))) as vector
        from (values ('es'), ('en')) as l (language)
    ),
    known as (
        select w.language, t.concept, t.term, t.is_general, t.first_lexeme, t.query
        from whole w
        join public.related_terms t on t.language = w.language
            and t.first_lexeme = any (tsvector_to_array(w.vector)) and w.vector @@ t.query
    ),
    spoken as (
        -- The language that removes most stop words; if the query has none, that of the longest known phrase, or with more known
        -- terms.
        select w.language from whole w
        left join known k using (language)
        group by w.language, w.vector
        order by length(w.vector), coalesce(max(numnode(k.query)), 0) desc, count(k.query) desc, w.language desc
        limit 1
    ),
    units as (
        select l.word as term, (select string_agg(quote_literal(a.lexeme), ' | ')::tsquery
                from lexed a where a.word = l.word) as written, k.concepts, k.general
        from lexed l join spoken s using (language)
        cross join lateral (
            select array_agg(k.concept) filter (where not k.is_general) as concepts,
                array_agg(k.concept) filter (where k.is_general) as general
            from known k
            where k.language = l.language and numnode(k.query) = 1 and k.first_lexeme = l.lexeme
        ) k
        union all
        select k.term, k.query, array_agg(k.concept) filter (where not k.is_general),
            array_agg(k.concept) filter (where k.is_general)
        from known k join spoken s using (language)
        where numnode(k.query) > 1
        group by k.term, k.query
    )
    select u.term, coalesce(u.written || r.related, u.written), num_nonnulls(u.concepts, u.general) > 0
    from units u, lateral (
        select string_agg(distinct format('(%s)', t.query::text), ' | ')::tsquery as related
        from public.related_terms t
        where t.concept = any (u.concepts) or t.concept = any (u.general) and t.is_general) r
$$;
comment on function public.query_terms is
    'The words and known phrases of a query, each with the ways papers may put it: as written, or as any related term;
is_known: whether it is a related term itself.';

revoke execute on function public.query_terms from public, anon;
grant execute on function public.query_terms to authenticated, service_role;
