-- What a search finds a document by besides its text: its dates, its amounts, the words of its file name and of its fields.
-- A trigger writes them in the transaction that writes what they are made of.

create table if not exists public.document_keys (
    document_id uuid primary key references public.documents (id) on delete cascade,
    dates text[] not null,
    dated date,
    total numeric,
    amounts numeric[] not null,
    names tsvector not null
);
comment on table public.document_keys is 'What a search finds a document by besides its text. Made from documents by a trigger.';
comment on column public.document_keys.dates is
    'w: its own date, p: a month, quarter or year that it is about, d: when something is due or ends, n: any other date in it; then the
day (2024-03-12), month (2024-03), quarter (2024-Q1), year (2024) or school year (2023/24).';
comment on column public.document_keys.dated is 'document_date or, if there is none, the date that its text or file name suggests.';
comment on column public.document_keys.total is 'total_amount or, if there is none, the last amount that the text calls a total, or its largest.';
comment on column public.document_keys.amounts is 'The amounts in the text, the smallest 100.';
comment on column public.document_keys.names is
    'The words of the file name, of title, issuer and recipient; the file name as one word is after an equals sign.';

create index if not exists document_keys_dates_idx on public.document_keys using gin (dates);
create index if not exists document_keys_names_idx on public.document_keys using gin (names);
create index if not exists document_keys_total_idx on public.document_keys (total);

alter table public.document_keys enable row level security;
drop policy if exists "keys follow their document" on public.document_keys;
create policy "keys follow their document" on public.document_keys
    for select to authenticated
    using (exists (select from public.documents d where d.id = document_id));
revoke all on public.document_keys from anon, authenticated;
grant select on public.document_keys to authenticated;
grant all on public.document_keys to service_role;

create or replace function ocr.squeeze(text text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    select regexp_replace(ocr.fold_text(squeeze.text), '[^[:alnum:]]+', '', 'g')
$$;
comment on function ocr.squeeze(text) is 'Only letters and digits, as names of files are compared.';

create or replace function ocr.name_vector(file_name text, others text)
returns tsvector
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- The name of a camera or scanner says nothing, except when it is typed whole.
    select to_tsvector('spanish', ocr.stem_text('es', w.words)) || to_tsvector('english', w.words)
        || array_to_tsvector(array_remove(array['=' || nullif(ocr.squeeze(n.bare), ''), '=' || nullif(ocr.squeeze(n.whole), '')], null))
    from (
        select left(name_vector.file_name, 500) as whole,
            regexp_replace(left(name_vector.file_name, 500), '\.[[:alnum:]]{1,5}$', '') as bare
    ) n,
        concat_ws(' ',
            -- contratoPiso, factura2024 and hipoteca-final are two words each.
            regexp_replace(ocr.fold_text(regexp_replace(regexp_replace(n.bare, '([[:lower:]])([[:upper:]])', '\1 \2', 'g'),
                '[^[:alpha:]]+', ' ', 'g')),
                '\m(img|image|imagen|scan|scanned|escaner|escaneo|escaneado|doc|document|documento|dsc|whatsapp|captura|screenshot'
                || '|foto|photo|pdf|final|copia|copy|sin|titulo|untitled|archivo|file|adobe|[a-z])\M', ' ', 'g'),
            regexp_replace(ocr.fold_text(left(name_vector.others, 2000)), '[^[:alnum:]]+', ' ', 'g')) as w (words)
$$;
comment on function ocr.name_vector(text, text) is 'The search vector of a file name and of other names of a document.';

create or replace function ocr.dates_of(text text, fields jsonb)
returns table (kind text, keys text[], dated date)
language sql
immutable
parallel safe
set search_path = ''
as $$
    with found as materialized (
        select f.* from ocr.find_dates(ocr.fold_dates(dates_of.text), 200) f
    )
    select case
            when d.label ~ 'nacid|nacim|nascu|naix|born|antig|\malta\M|lectura' then 'n'
            when d.label ~ 'venc|caduc|expir|hasta|valid|\mata\M|\mate\M|fins|until|due|limit|plazo|prazo|termini|antes|abans|before|cobr|carg|pasar'
            then 'd'
            when d.spelled <> 'day' then 'p'
            else 'n' end,
        ocr.date_keys(d.first_day, d.last_day, d.spelled),
        -- A paper gives its own date first, or says that it is its date.
        case when d.spelled = 'day' and d.has_year
            and d.label !~ 'venc|caduc|expir|valid|limit|nac|naix|nascu|born|antig|cobr|carg|pasar|hasta|desde|final|inici|plazo|prazo|lectura|periodo'
            then d.first_day end
    from (
        -- «Antes del 10 de mayo» is of the year of the paper.
        select f.n, f.label, f.spelled, coalesce(f.first_day + y.later, f.first_day)::date as first_day,
            coalesce(f.last_day + y.later, f.last_day)::date as last_day, f.has_year
        from found f
        cross join lateral (
            select case when not f.has_year then (coalesce(
                    substring(dates_of.fields #>> '{document_date,value}', '^[12][0-9]{3}')::integer,
                    (select extract(year from o.first_day)::integer from found o where o.has_year and o.spelled = 'day' order by o.n limit 1)
                ) - 2000) * interval '1 year' end as later
        ) y
        where f.has_year or f.spelled = 'day' and y.later is not null
    ) d
    union all
    select case f.name when 'document_date' then 'w' when 'event_date' then 'p'
            when 'due_date' then 'd' when 'expiry_date' then 'd' else 'n' end,
        ocr.date_keys(d.first_day, d.last_day, d.spelled), null
    from (
        select name, left(dates_of.fields #>> array[name, 'value'], 40) as value
        from unnest('{document_date,due_date,expiry_date,event_date,period_start,period_end}'::text[]) name
        where dates_of.fields #>> array[name, 'value'] <> ''
        offset 0
    ) f
    cross join lateral ocr.find_dates(f.value, 1) d
    where d.spelled = 'day'
$$;
comment on function ocr.dates_of is 'The keys of every date in a text and in the fields of a document, and the date that the text gives itself.';

create or replace function ocr.amounts_in(text text)
returns table (n bigint, label text, amount numeric)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- With cents, or in euros.
    select m.n, m.g[1], case when m.g[2] is not null then translate(m.g[2], '.,', '')::numeric / 100 else translate(m.g[3], '.', '')::numeric end
    from regexp_matches(
        ocr.fold_text(amounts_in.text),
        '(?:\m(total|importe|liquido|a pagar|a ingresar|montant|amount)[^0-9\n]{0,30}|[^0-9.,]|^)'
        || '(?:((?:[0-9]{1,3}(?:[.,][0-9]{3}){1,3}|[0-9]{1,9})[.,][0-9]{2})(?![0-9]|[.,][0-9])'
        || '|([0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,9})(?= ?(?:€|euros?\M|eur\M)))',
        'g') with ordinality as m (g, n)
    limit 400
$$;
comment on function ocr.amounts_in(text) is 'The amounts in a text, in order, with the word that calls one a total.';

create or replace function ocr.index_document(document public.documents)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    -- A book mentions any number of dates and sums; those of a paper are at its beginning.
    beginning constant text := left(document.ocr_text, 20000);
    -- In the row as in fields it may have come from anywhere.
    fields constant jsonb := case when jsonb_typeof(document.ai_metadata -> 'fields') = 'object' then document.ai_metadata -> 'fields' end;
    named_date constant date := (
        select d.first_day from ocr.find_dates(ocr.fold_dates(translate(left(document.file_name, 500), '_', ' ')), 10) d
        where d.has_year and d.spelled in ('day', 'month') order by d.spelled = 'day' desc, d.n limit 1);
    found_dates text[];
    first_dated date;
    found_amounts numeric[];
    last_total numeric;
begin
    select array_agg(distinct k.key), (array_agg(d.dated order by d.n) filter (where d.dated is not null))[1]
    into found_dates, first_dated
    from (select f.*, row_number() over () as n from ocr.dates_of(beginning, fields) f) d
    cross join lateral (select d.kind || ':' || key as key from unnest(d.keys) key) k;
    first_dated := coalesce(document.document_date, first_dated, named_date);
    if document.document_date is null and first_dated is not null then
        found_dates := found_dates || array(select 'w:' || key from unnest(ocr.date_keys(first_dated, first_dated, 'day')) key);
    end if;
    select (array_agg(distinct a.amount order by a.amount)), (array_agg(a.amount order by a.n desc) filter (where a.label is not null))[1]
    into found_amounts, last_total
    from ocr.amounts_in(beginning) a;
    insert into public.document_keys (document_id, dates, dated, total, amounts, names)
    values (
        document.id, coalesce(found_dates, '{}'), first_dated, coalesce(document.total_amount, last_total, found_amounts[cardinality(found_amounts)]),
        coalesce(found_amounts[:100], '{}'),
        ocr.name_vector(document.file_name, concat_ws(
            ' ', document.issuer, fields #>> '{title,value}', fields #>> '{recipient,value}')))
    on conflict (document_id) do update set
        dates = excluded.dates, dated = excluded.dated, total = excluded.total, amounts = excluded.amounts,
        names = excluded.names;
end
$$;
comment on function ocr.index_document is 'Makes what a search finds a document by from its row.';

create or replace function ocr.index_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    perform ocr.index_document(new);
    return null;
end
$$;
comment on function ocr.index_changed() is 'Row trigger: makes the keys of a document that was read, corrected or renamed.';

drop trigger if exists ocr_index_changed on public.documents;
create trigger ocr_index_changed after update of file_name, ocr_text, ai_metadata on public.documents
    for each row when (new.ocr_text is not null)
    execute function ocr.index_changed();

-- Documents that were read before they had keys.
select count(ocr.index_document(d)) from public.documents d
where d.ocr_text is not null and not exists (select from public.document_keys k where k.document_id = d.id);

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
