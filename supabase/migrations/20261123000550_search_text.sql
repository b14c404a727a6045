-- What full text search looks into and asks for. Text is found in any inflection, with and without accents; a code
-- (IBAN, number plate, reference) however it was typed, printed or misread.

create or replace function public.fold_text(text text)
returns text
language sql
immutable
parallel safe
strict
set search_path = ''
as $$
    -- Without `unaccent`, which not every server has and which is not immutable.
    select pg_catalog.translate(pg_catalog.lower(fold_text.text),
        'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc')
$$;
comment on function public.fold_text(text) is 'Lower case without accents, so that a search for «telefono» finds «teléfono».';

create or replace function public.text_search_config(language text)
returns regconfig
language sql
immutable
parallel safe
set search_path = ''
as $$
    select case text_search_config.language
        when 'en' then 'pg_catalog.english' when 'fr' then 'pg_catalog.french' when 'de' then 'pg_catalog.german'
        when 'it' then 'pg_catalog.italian' when 'pt' then 'pg_catalog.portuguese' else 'pg_catalog.spanish'
    end::regconfig
$$;
comment on function public.text_search_config(text) is 'Full text configuration of a language; Spanish where PostgreSQL has none.';

create or replace function public.stem_text(language text, text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- The stemmer knows -ción and -ciones by their accents; without it «habitacion» and «habitaciones» differ.
    select case when public.text_search_config(stem_text.language) = 'pg_catalog.spanish'::regconfig
        then pg_catalog.regexp_replace(public.fold_text(stem_text.text), '([cs])ion\M', '\1ión', 'g')
        else public.fold_text(stem_text.text) end
$$;
comment on function public.stem_text(text, text) is
    'Text as the stemmer gets it, the same with and without accents; as many characters as before.';

create or replace function public.blur_text(text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select pg_catalog.replace(pg_catalog.regexp_replace(public.fold_text(blur_text.text), '[^a-z0-9]+', '', 'g'), 'm', 'rn')
$$;
comment on function public.blur_text(text) is 'Letters and digits alone, without separators; m as the rn that OCR makes of it.';

create or replace function public.blur_letters(text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select pg_catalog.translate(blur_letters.text, 'oilsbzg9', '01158266')
$$;
comment on function public.blur_letters(text) is 'One character for all that OCR takes for each other.';

create or replace function public.code_grams(text text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Runs in which no more than three letters stand between digits: every four characters hold a digit.
    select coalesce(pg_catalog.array_agg('#' || public.blur_letters(pg_catalog.substr(r.run[1], i, 4)) order by r.n, i), '{}')
    from pg_catalog.regexp_matches(
            public.blur_text(code_grams.text), '[a-z]{0,3}[0-9]+(?:[a-z]{1,3}[0-9]+)*[a-z]{0,3}', 'g')
            with ordinality as r (run, n),
        pg_catalog.generate_series(1, pg_catalog.length(r.run[1]) - 3) as i
$$;
comment on function public.code_grams(text) is
    'Each four neighbouring characters with a digit among them, separators left out: what a code is found by.';

create or replace function public.name_lexemes(text text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    select coalesce(pg_catalog.array_agg(distinct l.lexeme), '{}')
    from pg_catalog.regexp_matches(name_lexemes.text, '[[:alpha:]]*[[:upper:]][[:alnum:]]{2,}', 'g') as w (word),
        pg_catalog.concat(public.blur_letters(public.blur_text(w.word[1]))) as b (blurred),
        lateral (values ('<' || b.blurred), ('>' || pg_catalog.reverse(b.blurred))) as l (lexeme)
    where b.blurred <> ''
$$;
comment on function public.name_lexemes(text) is
    'Capitalised words forwards and backwards: one that OCR damaged is found by its beginning or by its end.';

create or replace function public.document_search_vector(language text, text text)
returns tsvector
language sql
immutable
parallel safe
set search_path = ''
as $$
    select pg_catalog.to_tsvector(
            public.text_search_config(document_search_vector.language),
            pg_catalog.regexp_replace(
                public.stem_text(document_search_vector.language, document_search_vector.text), '[^[:alnum:]]+', ' ', 'g'))
        || pg_catalog.array_to_tsvector(
            public.code_grams(document_search_vector.text) || public.name_lexemes(document_search_vector.text))
$$;
comment on function public.document_search_vector(text, text) is
    'What full text search looks into: stems of the language, pieces of codes, capitalised words.';

create or replace function public.query_codes(query_text text)
returns table (written text, code text)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Groups with a digit, however they are separated, and groups of letters tied to them by a dash, dot or slash.
    select m.run[1], b.code
    from pg_catalog.regexp_matches(
            public.fold_text(query_codes.query_text),
            '(?:[a-z]+[-./]+)*[a-z]*[0-9][a-z0-9]*(?:(?:[-./:_,]| ?[-/]? )[a-z]*[0-9][a-z0-9]*|[-./]+[a-z]+)*', 'g') as m (run),
        public.blur_text(m.run[1]) as b (code)
    -- Years and small numbers stand everywhere: they are words.
    where pg_catalog.length(b.code) >= 4 and b.code !~ '^(19|20)[0-9]{2}$'
$$;
comment on function public.query_codes(text) is 'The codes in a query: as written there, and without separators.';

create or replace function public.query_words(query_text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select pg_catalog.regexp_replace(
        case when c.pattern is null then f.folded else pg_catalog.regexp_replace(f.folded, c.pattern, ' ', 'g') end,
        -- Quotation marks are for websearch_to_tsquery.
        '[^[:alnum:]"]+', ' ', 'g')
    from public.fold_text(query_words.query_text) as f (folded),
        lateral (
            -- Of what is special in a regular expression only the dot is among the separators.
            select pg_catalog.string_agg(pg_catalog.replace(q.written, '.', '\.'), '|')
            from public.query_codes(query_words.query_text) q) as c (pattern)
$$;
comment on function public.query_words(text) is 'A query without its codes.';

create or replace function public.words_query(query_text text)
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- A chunk is stemmed in its own language, so the query is in all of them.
    select pg_catalog.websearch_to_tsquery('pg_catalog.spanish', public.stem_text('es', w.words))
        || pg_catalog.websearch_to_tsquery('pg_catalog.english', w.words)
        || pg_catalog.websearch_to_tsquery('pg_catalog.french', w.words)
        || pg_catalog.websearch_to_tsquery('pg_catalog.german', w.words)
        || pg_catalog.websearch_to_tsquery('pg_catalog.italian', w.words)
        || pg_catalog.websearch_to_tsquery('pg_catalog.portuguese', w.words)
    from public.query_words(words_query.query_text) as w (words)
$$;
comment on function public.words_query(text) is 'All words of a query but its codes, in the languages that PostgreSQL can stem.';

create or replace function public.holds_codes(text text, query_text text)
returns boolean
language sql
immutable
parallel safe
set search_path = ''
as $$
    select pg_catalog.bool_and(pg_catalog.strpos(b.blurred, c.code) > 0)
    from public.blur_text(holds_codes.text) as b (blurred), public.query_codes(holds_codes.query_text) c
$$;
comment on function public.holds_codes(text, text) is 'Whether every code of the query stands in the text, undamaged.';

create or replace function public.pieces_query(grams text[])
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Five characters in a row are enough of a long code, four of a short one.
    select pg_catalog.string_agg(
        case when pg_catalog.cardinality(pieces_query.grams) > 5 and i < pg_catalog.cardinality(pieces_query.grams)
            then pg_catalog.format('(%L & %L)', g.gram, pieces_query.grams[i + 1]) else pg_catalog.quote_literal(g.gram) end,
        ' | ')::tsquery
    from pg_catalog.unnest(pieces_query.grams) with ordinality as g (gram, i)
    where pg_catalog.cardinality(pieces_query.grams) <= 5 or i < pg_catalog.cardinality(pieces_query.grams)
$$;
comment on function public.pieces_query(text[]) is 'Any piece of a code, of which OCR may have damaged the rest; null without a code.';

create or replace function public.names_query(query_text text)
returns tsquery
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Half of a word is enough, its beginning or its end: the other half may be misread. A question is no name.
    select pg_catalog.string_agg(pg_catalog.format(
        '(''<%s'':* | ''>%s'':*)', pg_catalog.left(b.blurred, h.half), pg_catalog.left(pg_catalog.reverse(b.blurred), h.half)
        ), ' & ')::tsquery
    from pg_catalog.regexp_split_to_table(public.query_words(names_query.query_text), '[^[:alnum:]]+') as w (word),
        pg_catalog.concat(public.blur_letters(public.blur_text(w.word))) as b (blurred),
        lateral (values (greatest(3, (pg_catalog.length(b.blurred) + 1) / 2))) as h (half)
    where pg_catalog.length(b.blurred) >= 4 and pg_catalog.to_tsvector('pg_catalog.spanish', w.word) <> ''
        and public.fold_text(names_query.query_text)
            !~ '[?¿]|\m(que|quien|quienes|cual|cuales|cuando|cuant[oa]s?|donde|como|porque|who|whose|what|which|when|where|how|why)\M'
$$;
comment on function public.names_query(text) is 'All longer words of a query as names that OCR may have damaged; null without one.';
