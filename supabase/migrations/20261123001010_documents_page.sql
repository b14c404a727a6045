-- Lists of documents as the caller sees them.

-- Without sha256; whoever calls it by names calls the new one.
drop function if exists public.documents_page(text, boolean, integer, uuid, text, uuid, text[], text, date, date, date, date,
    numeric, numeric, text[], boolean, text);

create or replace function public.documents_page(
    sort text,
    descending boolean,
    match_count integer,
    after_id uuid default null,
    after_value text default null,
    owner uuid default null,
    types text[] default null,
    issuer text default null,
    date_from date default null,
    date_to date default null,
    due_from date default null,
    due_to date default null,
    total_from numeric default null,
    total_to numeric default null,
    statuses text[] default null,
    needs_review boolean default null,
    language text default null,
    sha256 text default null
)
returns table (document_id uuid, sort_value text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
    -- Documents without a value come last, in a query of their own, so that both go along the index.
    page constant text := $page$
        select d.id, d.%1$I::text from public.documents d
        where %2$s
            and ($4 is null or d.owner_id = $4)
            and ($5 is null or d.document_type = any ($5))
            and ($6 is null or lower(d.issuer) = lower($6))
            and ($7 is null or d.document_date >= $7) and ($8 is null or d.document_date <= $8)
            and ($9 is null or d.due_date >= $9) and ($10 is null or d.due_date <= $10)
            and ($11 is null or d.total_amount >= $11) and ($12 is null or d.total_amount <= $12)
            and ($13 is null or d.ocr_status = any ($13))
            and ($14 is null or coalesce(d.needs_review, false) = $14)
            and ($15 is null or d.language = $15)
            and ($16 is null or d.file_sha256 = $16)
        order by d.%1$I %3$s, d.id %3$s
        limit $3
    $page$;
    direction constant text := case when documents_page.descending then 'desc' else 'asc' end;
    beyond constant text := case when documents_page.descending then '<' else '>' end;
    sort_type text;
    missing integer := documents_page.match_count;
    found_count integer := 0;
begin
    if coalesce(documents_page.match_count, 0) not between 1 and 1000
        or coalesce(documents_page.sort, '') not in ('document_date', 'due_date', 'total_amount', 'created_at')
        or length(documents_page.after_value) > 200 or length(documents_page.issuer) > 500
        or length(documents_page.language) > 20 or length(documents_page.sha256) > 200
        or cardinality(documents_page.types) > 100 or cardinality(documents_page.statuses) > 10 then
        raise exception 'match_count must be from 1 to 1000, sort document_date, due_date, total_amount or created_at, and the filters short.'
            using errcode = 'invalid_parameter_value';
    end if;
    select format_type(a.atttypid, null) into sort_type from pg_catalog.pg_attribute a
    where a.attrelid = 'public.documents'::regclass and a.attname = documents_page.sort;
    if documents_page.after_id is null or documents_page.after_value is not null then
        return query execute format(page, documents_page.sort,
            format('d.%1$I is not null and ($2 is null or (d.%1$I, d.id) %2$s ($1::%3$s, $2))',
                documents_page.sort, beyond, sort_type), direction)
        using documents_page.after_value, documents_page.after_id, missing, documents_page.owner, documents_page.types,
            documents_page.issuer, documents_page.date_from, documents_page.date_to, documents_page.due_from,
            documents_page.due_to, documents_page.total_from, documents_page.total_to, documents_page.statuses,
            documents_page.needs_review, documents_page.language, documents_page.sha256;
        get diagnostics found_count = row_count;
    end if;
    missing := missing - found_count;
    return query execute format(page, documents_page.sort,
        format('d.%1$I is null and ($1 is not null or $2 is null or d.id %2$s $2)', documents_page.sort, beyond), direction)
    using documents_page.after_value, documents_page.after_id, missing, documents_page.owner, documents_page.types,
        documents_page.issuer, documents_page.date_from, documents_page.date_to, documents_page.due_from,
        documents_page.due_to, documents_page.total_from, documents_page.total_to, documents_page.statuses,
        documents_page.needs_review, documents_page.language, documents_page.sha256;
end
$$;
comment on function public.documents_page is
    'A page of the caller''s documents in an order, after the one with this value and id. The filters are those of a search.';

revoke execute on function public.documents_page(text, boolean, integer, uuid, text, uuid, text[], text, date, date, date,
    date, numeric, numeric, text[], boolean, text, text) from public, anon;
grant execute on function public.documents_page(text, boolean, integer, uuid, text, uuid, text[], text, date, date, date,
    date, numeric, numeric, text[], boolean, text, text) to authenticated, service_role;
