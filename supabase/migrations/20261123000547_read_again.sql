-- When a caller wants a document read again, the database decides whether that is a new job before any instance runs it.

create or replace function ocr.read_again(document_id uuid, instance_id uuid default null, generation uuid default null)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    perform from public.documents d where d.id = read_again.document_id for no key update;
    if not found then
        return false;
    end if;
    if not exists (
        select from public.ocr_queue q
        where q.document_id = read_again.document_id
            and q.status = 'processing' and q.lease_expires_at > clock_timestamp()
    ) then
        perform ocr.submit(read_again.document_id, start_over => true);
        -- Not posted, because the caller's instance is about to claim it.
        perform ocr.keep_waiting(read_again.document_id, read_again.instance_id, read_again.generation);
    end if;
    return true;
end
$$;
comment on function ocr.read_again is
    'Queues a document from its first page for the calling instance, unless it is being read already. false: no such document.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
