-- Documents like one, and those that are the same paper: the same file, or another scan of it.

do $$
declare
    last_before constant smallint := (
        select max(a.attnum) from pg_catalog.pg_attribute a where a.attrelid = 'public.documents'::regclass);
begin
    alter table public.documents add column if not exists file_sha256 text;
    insert into ocr.added_columns (name)
    select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = 'public.documents'::regclass and a.attnum > last_before;
    if exists (select from ocr.added_columns c where c.name = 'file_sha256') then
        comment on column public.documents.file_sha256 is
            'SHA-256 of the file in hexadecimal: of an upload at once, of another file once it has been opened.';
    end if;
end
$$;
create index if not exists documents_file_sha256_idx on public.documents (file_sha256);

-- Of before the row had it.
update public.documents d set file_sha256 = q.file_fingerprint
from public.ocr_queue q
where q.document_id = d.id and q.file_fingerprint is not null and d.file_sha256 is null and d.ocr_status = 'completed';

create or replace function public.similar_documents(
    document_id uuid, match_count integer default 10, owner uuid default null
)
returns table (
    id uuid, file_name text, document_type text, issuer text, document_date date, total_amount numeric, currency text,
    similarity real
)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
    listed uuid[];
    own_model text;
    own_vector extensions.vector(384);
    own_passages integer;
begin
    if coalesce(match_count, 0) not between 1 and 100 then
        raise exception 'match_count must be from 1 to 100.' using errcode = 'invalid_parameter_value';
    end if;
    select e.model, extensions.avg(e.embedding) into own_model, own_vector from public.document_embeddings e
    where e.document_id = similar_documents.document_id
    group by e.model;
    if own_vector is null then
        return;
    end if;
    listed := array_remove(public.list_documents(owner => similar_documents.owner), similar_documents.document_id);
    -- Its own passages are the nearest.
    select count(*) into own_passages from (
        select from public.document_passages p where p.document_id = similar_documents.document_id limit 2000) p;
    return query
    with near as materialized (
        -- A long document is like others in its first chunks.
        select distinct e.document_id
        from (
            select e.embedding from public.document_embeddings e
            where e.document_id = similar_documents.document_id and e.model = own_model
            order by e.chunk_index limit 4
        ) own
        cross join lateral public.nearest_passages(own.embedding, own_model, match_count * 8 + own_passages, listed) n
        join public.document_embeddings e on e.id = n.chunk_id
        where e.document_id <> similar_documents.document_id
    ),
    compared as (
        select e.document_id, extensions.avg(e.embedding) operator(extensions.<=>) own_vector as distance
        from near n
        join public.document_embeddings e on e.document_id = n.document_id and e.model = own_model
        group by e.document_id
    )
    select d.id, d.file_name::text, d.document_type, d.issuer, d.document_date, d.total_amount, d.currency,
        (1 - c.distance)::real
    from compared c
    join public.documents d on d.id = c.document_id
    order by c.distance, d.id
    limit match_count;
end
$$;
comment on function public.similar_documents is
    'The documents that the caller can see whose text means nearly the same as this one''s, the most similar first: the cosine of the mean vectors.
owner: only documents of this owner. Empty before the document is read.';

create or replace function public.is_same_paper(one text, other text, one_fields jsonb default null, other_fields jsonb default null)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    -- Bills of two months have the same words; a date, a sum or a number tells them apart.
    if jsonb_typeof(is_same_paper.one_fields) = 'object' and jsonb_typeof(is_same_paper.other_fields) = 'object' and exists (
        select from jsonb_each(is_same_paper.one_fields) a
        join jsonb_each(is_same_paper.other_fields) b using (key)
        where a.value ->> 'value' ~ '^[A-Z0-9 .,:/-]{0,100}$' and a.value ->> 'value' ~ '[0-9]'
            and ocr.blur_letters(ocr.blur_text(a.value ->> 'value'))
                <> ocr.blur_letters(ocr.blur_text(left(b.value ->> 'value', 1000)))
    ) then
        return false;
    end if;
    return (
        with written as (
            select ocr.blur_letters(w.word) as word, bool_or(w.word ~ '[0-9]') as is_number, count(*) * side.sign as times
            from (values (1, is_same_paper.one), (-1, is_same_paper.other)) as side (sign, text),
                regexp_split_to_table(ocr.fold_text(left(side.text, 50000)), '[^[:alnum:]]+') as w (word)
            where w.word ~ '..|[0-9]'
            group by side.sign, 1
        ),
        -- What stands in one of them only, or more often.
        left_over as materialized (
            select w.word, bool_or(w.is_number) as is_number, sum(w.times) as times from written w
            group by w.word
            having sum(w.times) <> 0
        ),
        counted as (
            select sum(abs(w.times)) / 2 as words, sum(abs(w.times)) filter (where w.is_number) / 2 as numbers from written w
        ),
        different as (
            select coalesce(sum(l.times) filter (where l.times > 0), 0) as one_words,
                coalesce(-sum(l.times) filter (where l.times < 0), 0) as other_words,
                coalesce(sum(l.times) filter (where l.times > 0 and l.is_number), 0) as one_numbers,
                coalesce(-sum(l.times) filter (where l.times < 0 and l.is_number), 0) as other_numbers,
                -- A misread word has half of its letters in common with the right one; another name or month has not.
                count(*) filter (where l.times > 0 and not l.is_number and not exists (
                    select from left_over o where o.times < 0 and not o.is_number and (
                        left(o.word, (length(l.word) + 1) / 2) = left(l.word, (length(l.word) + 1) / 2)
                        or right(o.word, (length(l.word) + 1) / 2) = right(l.word, (length(l.word) + 1) / 2)))) as one_strangers,
                count(*) filter (where l.times < 0 and not l.is_number and not exists (
                    select from left_over o where o.times > 0 and not o.is_number and (
                        left(o.word, (length(l.word) + 1) / 2) = left(l.word, (length(l.word) + 1) / 2)
                        or right(o.word, (length(l.word) + 1) / 2) = right(l.word, (length(l.word) + 1) / 2)))) as other_strangers
            from left_over l
            where (select count(*) from left_over) <= 1000
        )
        -- A stamp or a note by hand stands on one of them only.
        select c.words >= 20 and (select count(*) from left_over) <= 1000
            and greatest(d.one_words, d.other_words) <= 0.1 * c.words
            and least(d.one_numbers, d.other_numbers) = 0
            and least(d.one_strangers, d.other_strangers) = 0
        from counted c, different d);
end
$$;
comment on function public.is_same_paper is
    'Whether two texts are readings of one paper, as by two scans: the same numbers, and words that differ by what may be misread or stands on
one of them only. Compares 50,000 characters. fields: of ai_metadata; what is a number or date in both must be the same.';

create or replace function public.duplicates_of(document_id uuid)
returns table (id uuid, file_name text, same text, created_at timestamptz)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
    own public.documents;
begin
    select * into own from public.documents d where d.id = duplicates_of.document_id;
    return query
    with same_file as (
        select d.id from public.documents d
        where d.file_sha256 = own.file_sha256 and d.owner_id is not distinct from own.owner_id and d.id <> own.id
        limit 100
    ),
    -- Only papers of the same date and total are compared word by word.
    near as (
        select s.id from public.similar_documents(own.id, 50, own.owner_id) s
        join public.documents d on d.id = s.id
        join public.document_keys k on k.document_id = s.id
        join public.document_keys o on o.document_id = own.id
        where s.similarity >= 0.97 and d.owner_id is not distinct from own.owner_id
            and coalesce(k.dated = o.dated, true) and coalesce(k.total = o.total, true)
            and s.id not in (select f.id from same_file f)
        order by s.similarity desc
        limit 5
    ),
    same as (
        select f.id, 'file' as kind from same_file f
        union all
        select n.id, 'text' from near n join public.documents d using (id)
        where public.is_same_paper(own.ocr_text, d.ocr_text, own.ai_metadata -> 'fields', d.ai_metadata -> 'fields')
    )
    select d.id, d.file_name::text, s.kind, d.created_at::timestamptz
    from same s join public.documents d using (id)
    order by d.created_at, d.id;
end
$$;
comment on function public.duplicates_of is
    'The other documents of the same owner that are this one once more, the oldest first. same: file, the same bytes, known once the file has
been downloaded; text, another scan or copy of the same paper.';

revoke execute on function public.similar_documents, public.is_same_paper, public.duplicates_of from public, anon;
grant execute on function public.similar_documents, public.is_same_paper, public.duplicates_of to authenticated, service_role;
