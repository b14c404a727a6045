-- What users may write to `documents` through Supabase's API.
--
-- The function reads files with the service key and shows their text to the row's owner, so users may only name files
-- they can read themselves, and only the function may write results. These are triggers and not policies because they
-- also work on a table without row security, and can compare the new row with the old one.
--
-- Roles that bypass row security (postgres, service_role) are the project's own servers and may write anything.

create or replace function ocr.check_user_write()
returns trigger
language plpgsql
-- Runs as the caller, so that storage.objects shows only what Storage's policies let this user read.
security invoker
set search_path = ''
as $$
declare
    -- The characters that the function's parser (intake/storage.py) strips from both ends.
    blanks constant text := E' \t\n\x0b\f\r\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006'
        '\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
    bucket constant text := split_part(new.file_url, '/', 1);
begin
    -- Qualified: otherwise a temporary table of the caller would shadow the catalog's, whatever the search path.
    if (select r.rolsuper or r.rolbypassrls from pg_catalog.pg_roles r where r.rolname = current_user) then
        return null;
    end if;
    -- `old` is null on insert. page_count and language are not checked: they may be the project's own columns.
    if new.ocr_status is distinct from (case tg_op when 'INSERT' then 'queued' else old.ocr_status end)
        or (new.ocr_text, new.ocr_markdown, new.ocr_media_type, new.ocr_notes, new.ocr_confidence, new.ocr_error_code,
            new.ocr_error, new.ocr_completed_at, new.needs_review, new.review_reasons, new.searchable_file_url,
            new.ai_metadata, new.read_metadata, new.ocr_sha256)
        is distinct from
           (old.ocr_text, old.ocr_markdown, old.ocr_media_type, old.ocr_notes, old.ocr_confidence, old.ocr_error_code,
            old.ocr_error, old.ocr_completed_at, old.needs_review, old.review_reasons, old.searchable_file_url,
            old.ai_metadata, old.read_metadata, old.ocr_sha256) then
        raise exception 'Only the function may write the results of a document.' using
            errcode = 'insufficient_privilege',
            hint = 'Leave out ocr_status, ocr_text and the other result columns, or write them from a server (service_role).';
    end if;
    if nullif(btrim(new.file_url), '') is null
        or (new.file_url is not distinct from old.file_url and new.force_ocr is not distinct from old.force_ocr) then
        return null;
    end if;
    if to_regclass('storage.objects') is null then
        raise exception 'Users cannot set file_url: this database has no Supabase Storage (storage.objects).' using
            errcode = 'insufficient_privilege',
            hint = 'Insert the row from a server (service_role).';
    end if;
    -- Only bucket/path is accepted: the parser does not change it, so both mean the same file. It would drop a leading
    -- slash, and could take a colon for a scheme.
    if bucket = '' or strpos(bucket, ':') > 0
        or btrim(new.file_url, blanks) <> new.file_url
        or not exists (
            select from storage.objects o
            where o.bucket_id = bucket and o.name = substr(new.file_url, length(bucket) + 2)
        ) then
        raise exception 'file_url does not name a file that you can read.' using
            errcode = 'insufficient_privilege',
            hint = 'Upload the file first, write file_url as bucket/path, and add a policy on storage.objects that lets its '
                'owner select it.';
    end if;
    return null;
end
$$;
comment on function ocr.check_user_write() is
    'Row trigger: users may only name files they can read, and may not write results. An after trigger, so that it sees the final row.';

-- The condition saves the project's servers a call per row.
drop trigger if exists ocr_check_user_insert on public.documents;
create trigger ocr_check_user_insert after insert on public.documents
    for each row when (current_user not in ('postgres', 'service_role'))
    execute function ocr.check_user_write();

-- No column list: one of the project's triggers may change a column that the statement does not name.
drop trigger if exists ocr_check_user_update on public.documents;
create trigger ocr_check_user_update after update on public.documents
    for each row when (current_user not in ('postgres', 'service_role'))
    execute function ocr.check_user_write();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
