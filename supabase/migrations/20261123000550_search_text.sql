-- Vectors and queries of full-text search. Text is found in any inflection, with or without accents; a code (IBAN, number
-- plate, reference) is found however it was typed, printed or misread.
--
-- Users cannot call these functions, because the cost of some is quadratic in the length of the text. Their searches use
-- functions in `public` that check the length first.

create or replace function ocr.fold_text(text text)
returns text
language sql
immutable
parallel safe
strict
set search_path = ''
as $$
    -- Does not use `unaccent`: not every server has it, and it is not immutable.
    select translate(lower(fold_text.text),
        'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc')
$$;
comment on function ocr.fold_text(text) is 'Lower case without accents, so that a search for «telefono» finds «teléfono».';

create or replace function ocr.text_search_config(language text)
returns regconfig
language sql
immutable
parallel safe
set search_path = ''
as $$
    select case text_search_config.language
        when 'en' then 'english' when 'fr' then 'french' when 'de' then 'german'
        when 'it' then 'italian' when 'pt' then 'portuguese' else 'spanish'
    end::regconfig
$$;
comment on function ocr.text_search_config(text) is 'Text search configuration of a language; Spanish if PostgreSQL has none.';

create or replace function ocr.stem_text(language text, text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- The stemmer needs the accent of -ción; without it «habitacion» and «habitaciones» have different stems.
    select case when ocr.text_search_config(stem_text.language) = 'spanish'::regconfig
        then regexp_replace(ocr.fold_text(stem_text.text), '([cs])ion\M', '\1ión', 'g')
        else ocr.fold_text(stem_text.text) end
$$;
comment on function ocr.stem_text(text, text) is
    'Text prepared for the stemmer, the same with and without accents; its length does not change.';

create or replace function ocr.blur_text(text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select replace(regexp_replace(ocr.fold_text(blur_text.text), '[^a-z0-9]+', '', 'g'), 'm', 'rn')
$$;
comment on function ocr.blur_text(text) is 'Only letters and digits, without separators; m becomes rn, as OCR often reads it.';

create or replace function ocr.blur_letters(text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select translate(blur_letters.text, 'oilsbzg9', '01158266')
$$;
comment on function ocr.blur_letters(text) is 'Replaces characters that OCR confuses with a common one.';

create or replace function ocr.code_grams(text text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Runs with at most three letters between digits, so that any four characters contain a digit.
    select coalesce(array_agg('#' || ocr.blur_letters(substr(r.run[1], i, 4)) order by r.n, i), '{}')
    from regexp_matches(
            ocr.blur_text(code_grams.text), '[a-z]{0,3}[0-9]+(?:[a-z]{1,3}[0-9]+)*[a-z]{0,3}', 'g')
            with ordinality as r (run, n),
        generate_series(1, length(r.run[1]) - 3) as i
$$;
comment on function ocr.code_grams(text) is
    'All sequences of four characters that contain a digit, without separators; codes are found by these.';

create or replace function ocr.name_lexemes(text text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    select coalesce(array_agg(distinct l.lexeme), '{}')
    from regexp_matches(name_lexemes.text, '[[:alpha:]]*[[:upper:]][[:alnum:]]{2,}', 'g') as w (word),
        concat(ocr.blur_letters(ocr.blur_text(w.word[1]))) as b (blurred),
        lateral (values ('<' || b.blurred), ('>' || reverse(b.blurred))) as l (lexeme)
    where b.blurred <> ''
$$;
comment on function ocr.name_lexemes(text) is
    'Capitalised words, forwards and reversed: one that OCR damaged is found by its beginning or its end.';

create or replace function ocr.document_search_vector(language text, text text)
returns tsvector
language sql
immutable
parallel safe
set search_path = ''
as $$
    select to_tsvector(
            ocr.text_search_config(document_search_vector.language),
            regexp_replace(
                ocr.stem_text(document_search_vector.language, document_search_vector.text), '[^[:alnum:]]+', ' ', 'g'))
        || array_to_tsvector(
            ocr.code_grams(document_search_vector.text) || ocr.name_lexemes(document_search_vector.text))
$$;
comment on function ocr.document_search_vector(text, text) is
    'The vector for full-text search: stems of the language, pieces of codes, capitalised words.';

create or replace function ocr.query_codes(query_text text)
returns table (written text, code text)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Groups that contain a digit, with any separators, and groups of letters joined to them by a dash, dot or slash.
    select m.run[1], b.code
    from regexp_matches(
            ocr.fold_text(query_codes.query_text),
            '(?:[a-z]+[-./]+)*[a-z]*[0-9][a-z0-9]*(?:(?:[-./:_,]| ?[-/]? )[a-z]*[0-9][a-z0-9]*|[-./]+[a-z]+)*', 'g') as m (run),
        ocr.blur_text(m.run[1]) as b (code)
    -- Years and small numbers are too common and count as words. Nobody searches for longer or more codes, and marking them
    -- in a text would be slow.
    where length(b.code) between 4 and 100 and b.code !~ '^(19|20)[0-9]{2}$'
    limit 32
$$;
comment on function ocr.query_codes(text) is 'The codes in a query, at most 32: as written, and without separators.';

create or replace function ocr.query_words(query_text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Limited, because ranking and marking are quadratic in the number of words. Duplicates are kept if the query has a
    -- phrase in quotation marks, which may repeat a word.
    select case when strpos(f.folded, '"') > 0 then array_to_string(w.words[:64], ' ') else (
        select coalesce(string_agg(u.word, ' ' order by u.n), '') from (
            select t.word, min(t.n) as n from unnest(w.words) with ordinality as t (word, n)
            group by t.word order by n limit 64) u) end
    from ocr.fold_text(query_words.query_text) as f (folded),
        lateral (
            -- The dot is the only separator that is special in a regular expression.
            select string_agg(replace(q.written, '.', '\.'), '|')
            from ocr.query_codes(query_words.query_text) q) as c (pattern),
        regexp_split_to_array(
            case when c.pattern is null then f.folded else regexp_replace(f.folded, c.pattern, ' ', 'g') end,
            '[^[:alnum:]"]+') as w (words)
$$;
comment on function ocr.query_words(text) is 'The first 64 words of a query, without its codes.';

create or replace function ocr.words_query(query_text text)
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Each chunk is stemmed in its own language, so the query is stemmed in all of them.
    select websearch_to_tsquery('spanish', ocr.stem_text('es', w.words))
        || websearch_to_tsquery('english', w.words)
        || websearch_to_tsquery('french', w.words)
        || websearch_to_tsquery('german', w.words)
        || websearch_to_tsquery('italian', w.words)
        || websearch_to_tsquery('portuguese', w.words)
    from ocr.query_words(words_query.query_text) as w (words)
$$;
comment on function ocr.words_query(text) is 'All words of a query except its codes, in the languages that PostgreSQL can stem.';

create or replace function ocr.pieces_query(grams text[])
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Five characters in a row are enough to find a long code, four for a short one.
    select string_agg(
        case when cardinality(pieces_query.grams) > 5 and i < cardinality(pieces_query.grams)
            then format('(%L & %L)', g.gram, pieces_query.grams[i + 1]) else quote_literal(g.gram) end,
        ' | ')::tsquery
    from unnest(pieces_query.grams) with ordinality as g (gram, i)
    where cardinality(pieces_query.grams) <= 5 or i < cardinality(pieces_query.grams)
$$;
comment on function ocr.pieces_query(text[]) is 'Matches any piece of a code, since OCR may have damaged the rest; null without a code.';

create or replace function ocr.names_query(query_text text)
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- The first or last half of a word is enough, as the other may be misread. A question is not a name.
    select string_agg(format(
        '(''<%s'':* | ''>%s'':*)', left(b.blurred, h.half), left(reverse(b.blurred), h.half)
        ), ' & ')::tsquery
    from regexp_split_to_table(ocr.query_words(names_query.query_text), '[^[:alnum:]]+') as w (word),
        concat(ocr.blur_letters(ocr.blur_text(w.word))) as b (blurred),
        lateral (values (greatest(3, (length(b.blurred) + 1) / 2))) as h (half)
    where length(b.blurred) >= 4 and to_tsvector('spanish', w.word) <> ''
        and ocr.fold_text(names_query.query_text)
            !~ '[?¿]|\m(que|quien|quienes|cual|cuales|cuando|cuant[oa]s?|donde|como|porque|who|whose|what|which|when|where|how|why)\M'
$$;
comment on function ocr.names_query(text) is 'Matches all longer words of a query as names that OCR may have damaged; null if there are none.';

create or replace function ocr.bounded(what text, value text, longest integer)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
    if length(bounded.value) > bounded.longest then
        raise exception '% has % characters; the limit is %.',
            bounded.what, length(bounded.value), bounded.longest
            using errcode = 'invalid_parameter_value';
    end if;
    return bounded.value;
end
$$;
comment on function ocr.bounded is 'Returns a text from a user; raises if it is too long.';

create or replace function public.parse_query(query_text text)
returns table (words tsquery, grams text[], pieces tsquery, names tsquery)
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    query constant text := ocr.bounded('query_text', parse_query.query_text, 2000);
    found_grams constant text[] := array(
        select distinct g from ocr.query_codes(query) c, unnest(ocr.code_grams(c.code)) g);
begin
    return query select
        ocr.words_query(query) && coalesce(
            (select string_agg(quote_literal(g), ' & ')::tsquery from unnest(found_grams) g), ''),
        found_grams,
        (select string_agg(format('(%s)', ocr.pieces_query(ocr.code_grams(c.code))), ' | ')::tsquery
         from ocr.query_codes(query) c),
        ocr.names_query(query);
end
$$;
comment on function public.parse_query is
    'The parts of a search query: all its words and codes; the pieces of its codes, also as one query; its words as names that OCR
may have damaged.';

create or replace function public.holds_codes(text text, query_text text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
    return (
        select bool_and(strpos(b.blurred, c.code) > 0)
        from ocr.blur_text(left(holds_codes.text, 200000)) as b (blurred), ocr.query_codes(ocr.bounded('query_text', holds_codes.query_text, 2000)) c);
end
$$;
comment on function public.holds_codes(text, text) is 'Whether the text contains every code of the query, undamaged.';

create or replace function public.count_found(language text, text text, words tsquery)
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    written constant text := ocr.bounded('words', count_found.words::text, 50000);
begin
    return (
        select count(*)
        from unnest(tsvector_to_array(
            ocr.document_search_vector(count_found.language, left(count_found.text, 5000)))) l
        where strpos(written, quote_literal(l)) > 0);
end
$$;
comment on function public.count_found is 'How much of a parsed query a passage contains.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.parse_query, public.holds_codes, public.count_found from public, anon;
grant execute on function public.parse_query, public.holds_codes, public.count_found to authenticated, service_role;
