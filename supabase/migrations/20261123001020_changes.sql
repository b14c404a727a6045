-- Tells the functions which documents have changed, so that people see pages come in. Only ids are told: whoever follows
-- a document reads it as themselves. Equal notifications of a transaction are one.

create or replace function ocr.notify_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    if tg_table_name = 'ocr_queue' then
        perform pg_notify('kairo_documents', new.document_id::text);
    elsif tg_op = 'DELETE' then
        perform pg_notify('kairo_documents', old.id || ' ' || coalesce(old.owner_id::text, ''));
    else
        perform pg_notify('kairo_documents', new.id::text);
    end if;
    return null;
end
$$;
comment on function ocr.notify_change() is
    'Row trigger: notifies kairo_documents of a document''s id; of a deleted one also of its owner, after a space.';

drop trigger if exists ocr_notify_progress on public.ocr_queue;
create trigger ocr_notify_progress after update on public.ocr_queue
    for each row when (
        (new.status, new.pages_done, new.pages_total) is distinct from (old.status, old.pages_done, old.pages_total))
    execute function ocr.notify_change();

drop trigger if exists ocr_notify_inserted on public.documents;
create trigger ocr_notify_inserted after insert on public.documents
    for each row execute function ocr.notify_change();

drop trigger if exists ocr_notify_changed on public.documents;
create trigger ocr_notify_changed after update on public.documents
    for each row when (
        (new.ocr_status, new.ai_metadata, new.file_name, new.needs_review)
        is distinct from (old.ocr_status, old.ai_metadata, old.file_name, old.needs_review))
    execute function ocr.notify_change();

drop trigger if exists ocr_notify_deleted on public.documents;
create trigger ocr_notify_deleted after delete on public.documents
    for each row execute function ocr.notify_change();

create or replace function public.document_progress(document_ids uuid[] default null)
returns table (
    document_id uuid, file_name text, file_url text, status text, pages_done integer, pages_total integer, error_code text,
    error text, needs_review boolean, document_type text, issuer text, document_date date, total_amount numeric,
    currency text, created_at timestamptz
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
    if cardinality(document_progress.document_ids) > 1000 then
        raise exception 'document_ids may have 1,000 ids.' using errcode = 'invalid_parameter_value';
    end if;
    return query
    with chosen as (
        select unnest(document_progress.document_ids) as id
        union
        (
            select q.document_id from public.ocr_queue q
            where document_progress.document_ids is null and q.status in ('queued', 'processing')
            order by q.queued_at desc
            limit 500
        )
        union
        select q.document_id from public.ocr_queue q
        where document_progress.document_ids is null and q.status in ('completed', 'failed')
            and q.finished_at > clock_timestamp() - interval '1 minute'
    )
    select d.id, d.file_name::text, d.file_url::text, coalesce(q.status, d.ocr_status::text),
        coalesce(q.pages_done, d.page_count), coalesce(q.pages_total, d.page_count), d.ocr_error_code::text,
        d.ocr_error::text, d.needs_review, d.document_type, d.issuer, d.document_date, d.total_amount, d.currency,
        d.created_at::timestamptz
    from chosen c
    join public.documents d on d.id = c.id
    left join public.ocr_queue q on q.document_id = d.id
    order by d.created_at desc, d.id
    limit 1000;
end
$$;
comment on function public.document_progress is
    'How far these documents of the caller are; without a list, those that wait, are being read, or have ended in the last minute.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.document_progress(uuid[]) from public, anon;
grant execute on function public.document_progress(uuid[]) to authenticated, service_role;
