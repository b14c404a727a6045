-- What a query says besides its words: dates, amounts, what is due, the newest or oldest, types of documents. Only what is
-- certain; all else stays a word.

create or replace function ocr.relative_dates(folded text, today date)
returns table (phrase text, first_day date, last_day date)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- A group for each span, in the languages of ocr.date_pattern.
    select m.g[1], b.first_day, (b.first_day + p.length)::date - 1
    from regexp_matches(relative_dates.folded, '\m((?:el |la |lo |o |al |l[''’])?(?:'
        || '((?:este|aquest|ce|neste) m[eo]i?s(?:-ci)?|(?:this|current) month|hilabete hone[a-z]*|mes (?:actual|en curso))'
        || '|((?:mes|mois) (?:pasado|passat|passado|anterior|dernier|precedent)|(?:last|previous) month|(?:joan den|aurreko) hilabete[a-z]*|pasado mes)'
        || '|((?:este|aquest) (?:ano|any)|cette annee|(?:this|current) year|aurten[a-z]*|ano (?:actual|en curso))'
        || '|((?:ano|any|an|annee) (?:pasado|passat|passado|anterior|dernier|derniere|precedente?)|pasado ano|(?:last|previous) year|iaz[a-z]*|(?:joan den|aurreko) urte[a-z]*)'
        || '|((?:este|aquest|ce) trimestre|this quarter)'
        || '|(trimestre (?:pasado|passat|passado|anterior|dernier)|pasado trimestre|last quarter)'
        || '|((?:esta|aquesta) (?:semana|setmana)|cette semaine|this week|aste hone[a-z]*)'
        || '|((?:semana|setmana|semaine) (?:pasada|passada|derniere)|pasada semana|last week|aurreko aste[a-z]*)'
        || '|(hoy|avui|hoxe|hoje|today|aujourd[''’]hui|gaur)|(ayer|ahir|onte|ontem|yesterday|hier|atzo)))\M', 'g') as m (g)
    join (values
        (2, 'month', interval '1 month', 0), (3, 'month', '1 month', 1), (4, 'year', '1 year', 0), (5, 'year', '1 year', 1),
        (6, 'quarter', '3 months', 0), (7, 'quarter', '3 months', 1), (8, 'week', '7 days', 0), (9, 'week', '7 days', 1),
        (10, 'day', '1 day', 0), (11, 'day', '1 day', 1)
    ) as p (place, unit, length, back) on m.g[p.place] is not null
    cross join lateral (
        select (date_trunc(p.unit, relative_dates.today::timestamp) - p.back * p.length)::date as first_day
    ) b
    -- «¿Cuánto cuesta este año la carrera?» asks for no paper of this year.
    where p.back > 0 or strpos(relative_dates.folded, '?') = 0
$$;
comment on function ocr.relative_dates is 'The spans that a folded text names by their distance from today, such as last month.';

create or replace function ocr.asked_dates(folded text, today date, due boolean)
returns table (phrase text, first_day date, last_day date, spelled text)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- A month is that of a year that stands elsewhere («nómina marzo Ana 2023»), else the latest that has begun; what is due
    -- may be half a year ahead.
    with relative as (
        select r.phrase, r.first_day, r.last_day from ocr.relative_dates(asked_dates.folded, asked_dates.today) r
    ),
    found as (
        select d.* from ocr.find_dates(asked_dates.folded, 8) d
    ),
    years as (
        select extract(year from f.first_day)::integer as year, true as written from found f where f.has_year and f.spelled = 'year'
        union all
        select extract(year from r.first_day)::integer, false from relative r
        where r.last_day - r.first_day > 300
    ),
    placed as (
        select f.phrase, f.spelled, f.has_year, f.first_day, f.last_day, coalesce(
            (select y.year from years y order by y.written desc limit 1),
            case when (f.first_day + (extract(year from asked_dates.today)::integer - 2000) * interval '1 year')::date
                <= asked_dates.today + case when asked_dates.due then 183 else 0 end then 0 else -1 end + extract(year from asked_dates.today)::integer) as year
        from found f
    )
    select p.phrase, p.first_day, p.last_day, p.spelled from placed p
    where p.has_year and not (p.spelled = 'year' and exists (select from placed o where not o.has_year))
    union all
    select p.phrase, null, null, null from placed p
    where p.has_year and p.spelled = 'year' and exists (select from placed o where not o.has_year)
    union all
    select p.phrase, (p.first_day + (p.year - 2000) * interval '1 year')::date,
        (p.first_day + (p.year - 2000) * interval '1 year' + case p.spelled
            when 'quarter' then interval '3 months' when 'month' then interval '1 month' else interval '1 day' end)::date - 1,
        p.spelled
    from placed p where not p.has_year
    union all
    select r.phrase, r.first_day, r.last_day, case
            when r.last_day = r.first_day then 'day' when r.last_day - r.first_day < 8 then 'week'
            when r.last_day - r.first_day < 32 then 'month' when r.last_day - r.first_day < 100 then 'quarter' else 'year' end
    from relative r
    where not exists (select from placed o where not o.has_year) or r.last_day - r.first_day < 300
    union all
    select r.phrase, null, null, null from relative r
    where exists (select from placed o where not o.has_year) and r.last_day - r.first_day >= 300
$$;
comment on function ocr.asked_dates is
    'The dates that a folded query asks for, and the words that say so; the span is null where they only complete another''s.';

create or replace function ocr.wanted_order(folded text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- «Primera dosis», «último plazo» and «current account» are names of things.
    select array[case when m.g[2] is not null then 'newest' else 'oldest' end, m.g[1]]
    from regexp_match(wanted_order.folded,
        '\m((?:(?:el|la|los|las|mi|mis|o|a|le|the|my|our|meu|mina) )?(?:'
        || '(ultim[oa]s?|(?:mas|mes|mais|plus) reci?ente?s?|recientes?|vigente?s?|vixentes?|(?:mas|mais) nuev[oa]s?|en vigor'
        || '|en vigueur|latest|newest|most recent|darrera?|darrere?s|derradeir[oa]s?|dernie?re?s?|azken(?:a|ak|eko)?|actual(?:es|s)?'
        || '|actuelle?s?|actuels?|(?:the|my|our) last|^ ?last|(?:the|my|our) current|^ ?current)'
        || '|(primer[oa]?|(?:mas|mais) antig[u]?[oa]s?|mas viej[oa]s?|mes anti(?:c|ga|cs|gues)|primeir[oa]|premie?re?|plus ancien(?:ne)?s?'
        || '|lehen(?:a|engo)?|zaharrena?|oldest|earliest|(?:the|my|our) first|^ ?first)))\M'
        || '(?! (?:plazo|cuota|dia|pago|hora|voluntad|piso|planta|termini|account|name|year|month|week|evaluacion|avaluacio|avaliacion'
        || '|trimestre|semestre|dosis|dose|apellido|grado|curso|parte|comunion|comunio|ciclo|ano|mes|nombre|hoja|pagina|vez|vivienda|of'
        || '|floor|term|half|aid|communion)\M)') as m (g)
    where m.g is not null
$$;
comment on function ocr.wanted_order(text) is
    'Whether a folded query wants the newest or oldest of its kind, and the words that say so; null if neither.';

create or replace function ocr.asked_types(folded text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Only words that name one type of document, or few: a group for each. «Recibo» and «carta» name many.
    select array_agg(distinct type order by type)
    from regexp_matches(asked_types.folded, '\m(?:'
            || '(nomin[ae]s?|payslips?|fiches? de paie|bulletins? de salaire|folhas? de pagamento|soldata-orri)'
            || '|(facturas?|factures?|invoices?|bills?|fatura|faktura)'
            || '|(poli[zs]as?|polissa|polisses|apolices?|insurance polic(?:y|ies))'
            || '|(contratos? de (?:alquiler|arrendamiento|aluguer)|contractes? de lloguer|(?:rental|lease) contracts?)'
            || '|(extractos?|extractes?|extratos?|bank statements?|releves? de compte)|(multas?|amendes?|fines?|isuna?)'
            || '|(actas?|actes? de la (?:junta|reunio)|minutes of)|(transferencias?|transfer receipts?|virements?)'
            || '|(albaran(?:es)?|albarans?|delivery notes?)|(garanti[ae]s?|warrant(?:y|ies))|(recetas?|receptes|prescriptions?|ordonnances?)'
            || '|(boletin(?:es)? de (?:notas|calificaciones)|notas|calificaciones|school reports?|butlletins?)|(ibi|property tax)|(itv|mot)'
            || '|(dni|pasaportes?|passaports?|passports?|nie)|(empadronamientos?|padron|volantes?)'
            || '|(analiticas?|analisis|radiografias?|resonancias?|blood tests?))\M', 'g') as m (g),
        unnest(m.g) with ordinality as named (word, place)
    join (values
        (1, '{payslip}'::text[]), (2, '{invoice,utility_bill}'), (3, '{insurance_policy}'), (4, '{rental_contract}'),
        (5, '{bank_statement}'), (6, '{traffic_fine}'), (7, '{meeting_minutes}'), (8, '{transfer_receipt}'), (9, '{delivery_note}'),
        (10, '{warranty,invoice,receipt}'), (11, '{prescription}'), (12, '{school_report}'), (13, '{property_tax}'),
        (14, '{vehicle_inspection}'), (15, '{identity_card}'), (16, '{census_certificate}'), (17, '{medical_report}')
    ) as t (place, types) using (place),
        unnest(t.types) type
    where named.word is not null
$$;
comment on function ocr.asked_types(text) is 'The types of documents that a folded query names; null without any.';

create or replace function ocr.read_amount(written text)
returns numeric
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Three digits after the only sign are thousands.
    select case when length(w.written) - greatest(strpos(reverse(w.written), '.'), 0) >= 0
        and (strpos(w.written, ',') > 0 or strpos(w.written, '.') > 0)
        and length(w.last) < 3
        then (translate(left(w.written, -length(w.last) - 1), '.,', '') || '.' || w.last)::numeric
        else translate(w.written, '.,', '')::numeric end
    from (select read_amount.written as written,
        right(read_amount.written, strpos(translate(reverse(read_amount.written), ',', '.') || '.', '.') - 1) as last) w
$$;
comment on function ocr.read_amount(text) is 'The number that ocr.asked_amount has found.';

create or replace function ocr.asked_amount(folded text)
returns table (phrases text[], total_from numeric, total_to numeric)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- 1: the whole; 2-3: between; 4: more than; 5: less than; 6: about; 7: the amount; 8: its currency. A number is an amount with a
    -- currency or with cents.
    select case when num_nonnulls(m.g[2], m.g[4], m.g[5], m.g[6]) > 0 then m.g[1:1] else m.g[8:8] end,
        case when m.g[5] is not null then null when m.g[6] is not null then a.amount * 0.9
            else coalesce(ocr.read_amount(m.g[3]), a.amount) end,
        case when m.g[4] is not null then null when m.g[6] is not null then a.amount * 1.1 else a.amount end
    from regexp_matches(asked_amount.folded, replace(
            '(?<![0-9.,/-])((?:\m(?:((?:entre|between) )(NUM)(?: ?(?:€|euros?|eur|£))? (?:y|i|e|et|and|a) '
            || '|((?:(?:mas|mes|mais|plus|more) (?:de|d[''’]|que|than)|superior(?:es)? a|mayor(?:es)? (?:de|que|a)|por encima de|over|above|minimo) )'
            || '|((?:(?:menos|menys|moins|less) (?:de|d[''’]|que|than)|inferior(?:es)? a|menor(?:es)? (?:de|que|a)|por debajo de|under|below|maximo) )'
            || '|((?:unos|unas|uns|cerca de|alrededor de|aproximadamente|about|around|environ) )))?'
            || '[£$]?(NUM)( ?(?:€|euros?\M|eur\M|£|libras\M|pounds?\M|\$))?)(?![0-9.,/-]?[0-9])',
            'NUM', '[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,9}(?:[.,][0-9]{1,2})?'), 'g') with ordinality as m (g, n)
    cross join lateral (select ocr.read_amount(m.g[7]) as amount) a
    where m.g[8] is not null or strpos(m.g[1], '£') > 0 or substr(reverse(m.g[7]), 3, 1) = ','
    order by m.n
    limit 1
$$;
comment on function ocr.asked_amount(text) is
    'The amount that a folded query asks for, and the words that are no part of what is searched then.';

create or replace function public.understand_query(query_text text, today date default current_date)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    query constant text := ocr.bounded('query_text', understand_query.query_text, 2000);
    folded constant text := ocr.fold_dates(query);
    -- What is typed as the name of a file, or between quotation marks, is meant as it stands.
    plain constant text := regexp_replace(folded, '"[^"]*"|\S*_\S*|\S+\.(?:pdf|jpe?g|png|tiff?|webp|heic|docx?|xlsx?|odt|eml|txt)\M', ' ', 'g');
    rest text := folded;
    spans jsonb;
    phrases text[];
    wanted constant text[] := ocr.wanted_order(plain);
    amount record;
    due constant boolean := plain ~ ('\m(?:venc\w+|caduc\w+|expir\w+|carg(?:o|a|an|uen?|ara|aran)|cobr(?:a|an|o|ara|aran)|pagar? antes|antes del?|abans del?|fecha limite'
        || '|data limite?|due|hasta el|fins al?|ata o|ate (?:ao|o)|valid[oa]? hasta)\M');
begin
    select jsonb_agg(jsonb_build_object('from', d.first_day, 'to', d.last_day, 'spelled', d.spelled)) filter (where d.first_day is not null),
        array_agg(d.phrase)
    into spans, phrases
    from ocr.asked_dates(plain, understand_query.today, due) d;
    select a.phrases, a.total_from, a.total_to into amount from ocr.asked_amount(plain) a;
    phrases := phrases || amount.phrases || wanted[2];
    for i in 1 .. coalesce(cardinality(phrases), 0) loop
        rest := replace(rest, coalesce(nullif(btrim(phrases[i]), ''), chr(1)), ' ');
    end loop;
    return jsonb_strip_nulls(jsonb_build_object(
        'dates', spans, 'due', nullif(due and spans is not null, false), 'order', wanted[1], 'total_from', amount.total_from,
        'total_to', amount.total_to, 'types', ocr.asked_types(plain),
        'words', case when rest <> folded then array_to_string(array_remove(string_to_array(rest, ' '), ''), ' ') end));
end
$$;
comment on function public.understand_query is
    'What a query says besides its words: {dates: [{from, to, spelled}], due, order: newest or oldest, total_from, total_to, types, words:
what is left}. Nothing that is not certain.';

create or replace function public.correct_words(query_text text, typed text[], vocabulary text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    corrected jsonb;
    rest text := ocr.fold_text(ocr.bounded('query_text', correct_words.query_text, 2000));
    slip record;
begin
    if cardinality(correct_words.typed) > 64 or length(array_to_string(correct_words.typed, ' ')) > 2000 then
        raise exception 'At most 64 words of together 2,000 characters can be corrected.' using errcode = 'invalid_parameter_value';
    end if;
    with known as (
        select w.word, count(*) as times
        from regexp_split_to_table(ocr.fold_text(left(correct_words.vocabulary, 200000)), '[^[:alpha:]]+') as w (word)
        where length(w.word) between 4 and 40
        group by w.word
    ),
    asked as (
        select distinct t.word from unnest(correct_words.typed) as t (word) where t.word ~ '^[[:alpha:]]{5,40}$'
    ),
    near as (
        select distinct on (a.word) a.word, k.word as meant
        from asked a
        join known k on abs(length(k.word) - length(a.word)) <= 2
            -- A slip leaves the beginning or the end as it is.
            and (left(k.word, 2) = left(a.word, 2) or right(k.word, 3) = right(a.word, 3))
        cross join lateral ocr.slips(a.word, k.word, case when length(a.word) < 10 then 1 else 2 end) as slips
        where slips is not null and (left(k.word, 1) = left(a.word, 1) or left(k.word, 1) = 'h')
        order by a.word, slips, k.times desc, k.word
    )
    select jsonb_object_agg(n.word, n.meant) into corrected from near n where n.word <> n.meant;
    if corrected is null then
        return '{}';
    end if;
    for slip in select key, value from jsonb_each_text(corrected) loop
        rest := regexp_replace(rest, '\m' || slip.key || '\M', slip.value, 'g');
    end loop;
    return jsonb_build_object('corrected', corrected, 'words', rest);
end
$$;
comment on function public.correct_words is
    'A query whose typed words are corrected where they are a slip of the hand away from a word of the vocabulary; see correct_query.';

create or replace function ocr.slips(typed text, meant text, most integer)
returns integer
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
    here integer := 1;
    shorter constant integer := least(length(typed), length(meant));
    beyond_typed text;
    beyond_meant text;
begin
    while here <= shorter and substr(typed, here, 1) = substr(meant, here, 1) loop
        here := here + 1;
    end loop;
    beyond_typed := substr(typed, here);
    beyond_meant := substr(meant, here);
    if beyond_typed = beyond_meant then
        return 0;
    elsif most = 0 or abs(length(beyond_typed) - length(beyond_meant)) > most then
        return null;
    end if;
    -- A letter too many or missing, two that have changed places, or one for another that sounds like it or is beside it. Any
    -- other letter makes another word: tocar and tomar.
    return 1 + least(
        ocr.slips(substr(beyond_typed, 2), beyond_meant, most - 1),
        ocr.slips(beyond_typed, substr(beyond_meant, 2), most - 1),
        case when left(beyond_typed, 2) = reverse(left(beyond_meant, 2)) and length(beyond_typed) > 1
            then ocr.slips(substr(beyond_typed, 3), substr(beyond_meant, 3), most - 1) end,
        case when (left(beyond_typed, 1) || left(beyond_meant, 1)) = any (
                '{bv,vb,mn,nm,sz,zs,cs,sc,cz,zc,gj,jg,ck,kc,qk,kq,cq,qc,yi,iy,yl,ly,xs,sx,gh,hg,xj,jx}'::text[])
            then ocr.slips(substr(beyond_typed, 2), substr(beyond_meant, 2), most - 1) end);
end
$$;
comment on function ocr.slips is 'How many slips of the hand lie between two words; null: more than so many.';

create or replace function public.wanted_dates(understood jsonb)
returns table (key text, weight real)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
    if length(wanted_dates.understood::text) > 10000 then
        raise exception 'What a query says may have at most 10,000 characters.' using errcode = 'invalid_parameter_value';
    end if;
    -- A paper's own date says more about it than a date that it mentions; which is why «due» turns the weights around.
    return query
    select kinds.kind || ':' || k.key, max(kinds.weight * k.weight)::real
    from jsonb_to_recordset(coalesce(wanted_dates.understood -> 'dates', '[]')) as d ("from" date, "to" date, spelled text)
    cross join lateral (
        select u.key, 1.0 as weight
        from unnest(ocr.date_keys(d."from", d."to", d.spelled)) with ordinality as u (key, n)
        where u.n = 1 and d.spelled <> 'week'
        union all
        select to_char(m, 'YYYY-MM'), 0.8
        from generate_series(d."from"::timestamp, least(d."to", d."from" + 366)::timestamp, interval '1 month') m
        where d.spelled in ('quarter', 'course')
        union all
        select to_char(m, 'YYYY-MM-DD'), 1.0
        from generate_series(d."from"::timestamp, least(d."to", d."from" + 6)::timestamp, interval '1 day') m
        where d.spelled = 'week'
    ) k
    cross join lateral (
        select * from (values ('d', 1.0), ('p', 0.5), ('w', 0.4), ('n', 0.4)) due (kind, weight)
        where coalesce((wanted_dates.understood ->> 'due')::boolean, false)
        union all
        select * from (values ('w', 1.0), ('p', case when d.spelled in ('day', 'month') then 0.9 else 1.0 end), ('d', 0.5), ('n', 0.5))
            own (kind, weight)
        where not coalesce((wanted_dates.understood ->> 'due')::boolean, false)
    ) kinds
    group by kinds.kind || ':' || k.key
    limit 400;
end
$$;
comment on function public.wanted_dates is 'The keys of the dates in what understand_query returns, and how well each of them fits.';

create or replace function public.file_names_query(query_text text)
returns tsquery
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    query constant text := ocr.bounded('query_text', file_names_query.query_text, 2000);
begin
    -- One word without a digit is not meant as the name of a file.
    return (
        select string_agg(distinct quote_literal('=' || n.name), ' | ')::tsquery
        from (
            select ocr.squeeze(query) as name, btrim(query) ~ '[[:alnum:]][^[:alnum:]]+[[:alnum:]]' or query ~ '[0-9]' as is_name
            union all
            select ocr.squeeze(t.token), t.token ~ '[0-9]' or t.token ~ '\.[[:alpha:]]{2,4}$'
            from (select token from regexp_split_to_table(query, '\s+') as token limit 64) t
        ) n
        where n.is_name and length(n.name) between 5 and 500);
end
$$;
comment on function public.file_names_query is 'Matches the names of files that a query contains; null without any.';

create or replace function public.is_sentence(query_text text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
    select position('?' in q.text) > 0 or ocr.names_query('xxxx ' || q.text) is null
        or cardinality(string_to_array(btrim(q.text), ' ')) > 7
    from ocr.bounded('query_text', is_sentence.query_text, 2000) as q (text)
$$;
comment on function public.is_sentence is 'Whether a query is a question or a long sentence, rather than a few words.';

create or replace function public.correct_query(query_text text, chunk_ids bigint[], model text, document_ids uuid[])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
    unknown text[];
begin
    if cardinality(chunk_ids) > 20000 or cardinality(document_ids) > 10000000 then
        raise exception 'At most 20,000 chunks can be compared.' using errcode = 'invalid_parameter_value';
    end if;
    -- Whoever writes a sentence uses more words than papers have. The chunks near the query are asked first: most words are in
    -- one of them.
    if public.is_sentence(query_text) then
        return '{}';
    end if;
    unknown := array(
        select t.term from public.query_terms(query_text) t
        where not t.is_known and t.term ~ '^[[:alpha:]]{5,40}$' and not public.is_common_word(t.term)
            and not exists (
                select from public.document_embeddings e where e.id = any (chunk_ids) and e.search_vector @@ t.meant));
    unknown := array(
        select t.term from public.query_terms(array_to_string(unknown, ' ')) t
        where cardinality(unknown) > 0 and not exists (
                select from public.document_embeddings e
                where e.model = correct_query.model and (document_ids is null or e.document_id = any (document_ids))
                    and e.search_vector @@ t.meant)
            and not exists (select from public.document_keys k where k.names @@ t.meant));
    if cardinality(unknown) = 0 then
        return '{}';
    end if;
    return public.correct_words(query_text, unknown, concat_ws(' ',
        (select string_agg(e.chunk_text, ' ') from public.document_embeddings e where e.id = any (chunk_ids)),
        (select string_agg(distinct r.term, ' ') from public.related_terms r, unnest(unknown) u where left(r.term, 2) = left(u, 2))));
end
$$;
comment on function public.correct_query is
    'The words of a query that are in no paper of the caller, in no related term and no frequent words, corrected if papers near the query have a word that
is a slip of the hand away: {corrected: {typed: meant}, words: the query with it}; empty if there is nothing to correct.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.understand_query, public.correct_words, public.correct_query, public.wanted_dates,
    public.file_names_query, public.is_sentence from public, anon;
grant execute on function public.understand_query, public.correct_words, public.correct_query, public.wanted_dates,
    public.file_names_query, public.is_sentence to authenticated, service_role;
