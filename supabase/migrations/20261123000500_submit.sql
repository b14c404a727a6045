-- A document becomes a job: the trigger of an insert or a change, or a call. The states of a job, over the next files:
--
--   insert / resubmit            claim (attempt + 1, lease)
--   ───────────────► queued ───────────────────────────────► processing ──► completed
--                      ▲                                         │
--                      └── resubmit, when due ◄── failed ◄───────┘ ──► failed for good
--
-- Times are clock_timestamp(), not now(): these functions also run late in long transactions.
--
-- Whoever changes a job locks its document first, then the job, then the rest, as a delete of the application does (the
-- document, then by cascade its job and pages): in any other order the two would wait for each other. Whoever takes many
-- skips those that are locked. A single update of a job alone needs no more than its own lock.

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
        -- A running attempt read something else: raising the fence makes it stop.
        attempt = q.attempt + (q.status = 'processing')::integer,
        tries = 0,
        retryable = true,
        start_over = q.start_over or submit.start_over,
        embed_only = submit.embed_only,
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
    'Makes the document''s job queued, whatever its state; a running attempt loses its fence. Returns the job id; null: no such document.';

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
    update public.documents d set ocr_status = null
    from inserted i
    where d.id = i.id and nullif(btrim(i.file_url), '') is null;
    return null;
end
$$;
comment on function ocr.enqueue_inserted() is 'Statement trigger: a job for every inserted document that names a file.';

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
comment on function ocr.enqueue_changed() is 'Row trigger: a document whose file_url or force_ocr changed is read anew.';

drop trigger if exists ocr_enqueue_changed on public.documents;
create trigger ocr_enqueue_changed after update of file_url, force_ocr on public.documents
    for each row when (
        new.file_url is distinct from old.file_url
        -- A document from before the migration is not read because somebody touched a flag.
        or (new.force_ocr is distinct from old.force_ocr and new.ocr_status is not null)
    )
    execute function ocr.enqueue_changed();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
