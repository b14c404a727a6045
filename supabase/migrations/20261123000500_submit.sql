-- Turns a document into a job, by trigger on insert or update, or by a call. The next files implement these states:
--
--   insert / resubmit            claim (attempt + 1, lease)
--   ───────────────► queued ───────────────────────────────► processing ──► completed
--                      ▲                                         │
--                      └── resubmit, when due ◄── failed ◄───────┘ ──► failed for good
--
-- Times use clock_timestamp(), not now(): these functions may run late in a long transaction.
--
-- Lock order: the document first, then its job, then the rest. The application's deletes take the same order (the
-- document, then its job and pages by cascade); any other order could deadlock with them. Functions that take many jobs
-- skip locked ones. A single update of one job needs only its own lock.

create or replace function ocr.submit(
    document_id uuid, start_over boolean default false, priority smallint default null, embed_only boolean default false
)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
    submitted_id uuid;
begin
    perform from public.documents d where d.id = submit.document_id for no key update;
    if not found then
        return null;
    end if;
    insert into public.ocr_queue as q (document_id, priority, start_over, embed_only)
    values (submit.document_id, coalesce(submit.priority, 5::smallint), submit.start_over, submit.embed_only)
    on conflict on constraint ocr_queue_document_id_key do update set
        status = 'queued',
        priority = coalesce(submit.priority, q.priority),
        -- A running attempt may be reading another file: raising the fence stops it.
        attempt = q.attempt + (q.status = 'processing')::integer,
        tries = 0,
        retryable = true,
        suspect = false,
        start_over = q.start_over or submit.start_over,
        embed_only = submit.embed_only,
        extract_only = false,
        queued_at = clock_timestamp(),
        next_attempt_at = clock_timestamp(),
        dispatched_at = null,
        dispatch_expires_at = null,
        lease_expires_at = null,
        finished_at = null,
        error_code = null,
        error_message = null
    returning q.id into submitted_id;
    update public.documents d
    set ocr_status = 'queued', ocr_error_code = null, ocr_error = null
    where d.id = submit.document_id;
    return submitted_id;
end
$$;
comment on function ocr.submit(uuid, boolean, smallint, boolean) is
    'Queues the document''s job, whatever its state; a running attempt loses its fence. Returns the job id; null: no such document.';

create or replace function ocr.enqueue_inserted()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    insert into public.ocr_queue (document_id, priority)
    select d.id, d.ocr_priority from inserted d
    where nullif(btrim(d.file_url), '') is not null
    on conflict (document_id) do nothing;
    -- Whatever the row says of itself: it is queued, or without a file it is not.
    update public.documents d set ocr_status = wanted.status
    from inserted i
    cross join lateral (select case when nullif(btrim(i.file_url), '') is not null then 'queued' end) wanted (status)
    where d.id = i.id and i.ocr_status is distinct from wanted.status;
    return null;
end
$$;
comment on function ocr.enqueue_inserted() is 'Statement trigger: queues every inserted document that has a file_url.';

drop trigger if exists ocr_enqueue_inserted on public.documents;
create trigger ocr_enqueue_inserted after insert on public.documents
    referencing new table as inserted
    for each statement execute function ocr.enqueue_inserted();

create or replace function ocr.enqueue_changed()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    if nullif(btrim(new.file_url), '') is not null then
        perform ocr.submit(new.id, start_over => true, priority => new.ocr_priority);
    end if;
    return null;
end
$$;
comment on function ocr.enqueue_changed() is 'Row trigger: queues a document again when its file_url or force_ocr changes.';

drop trigger if exists ocr_enqueue_changed on public.documents;
create trigger ocr_enqueue_changed after update of file_url, force_ocr on public.documents
    for each row when (
        new.file_url is distinct from old.file_url
        -- Changing the flag does not queue a document from before the migration.
        or (new.force_ocr is distinct from old.force_ocr and new.ocr_status is not null)
    )
    execute function ocr.enqueue_changed();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
