-- What a dead worker held does not wait for its lease to end: a worker that replaces it gives it back at once, and a dead
-- instance is known by its silence.

create or replace function ocr.take_over(instance_id uuid, generation uuid)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    -- A post made less than this ago is still being sent, and the new worker answers it. Half the timeout, since the
    -- worker needs a moment until it takes requests.
    underway constant interval := ocr.setting('dispatch_timeout_ms')::integer * interval '0.5 milliseconds';
    reachable boolean;
    ended integer;
begin
    -- Never waits for a row, so it needs no order of locks. A transaction that the dead worker left open has ended with
    -- its connection.
    update public.ocr_queue q set lease_expires_at = clock_timestamp()
    where q.id in (
        select held.id from public.ocr_queue held
        where held.status = 'processing' and held.lease_expires_at > clock_timestamp()
            and held.instance_id = take_over.instance_id and held.generation <> take_over.generation
        for update skip locked
    );
    get diagnostics ended = row_count;
    reachable := exists (select from ocr.instances i where i.id = take_over.instance_id and not i.pulls);
    -- pg_net does not say which instance a post went to, but every instance records at once what it receives. So what
    -- nobody has recorded is lost, or waits in pg_net behind somebody's slow webhook. Both give their slots back and are
    -- posted again: a post that comes twice changes nothing, and no start of a worker causes more posts than there are
    -- slots, however many instances there are.
    update public.ocr_queue q set dispatch_expires_at = clock_timestamp()
    where q.id in (
        select posted.id from public.ocr_queue posted
        where posted.status = 'queued' and posted.dispatch_expires_at > clock_timestamp()
            and case when posted.generation is null
                then reachable and posted.dispatched_at < clock_timestamp() - underway
                else posted.instance_id = take_over.instance_id and posted.generation <> take_over.generation
            end
        for update skip locked
    );
    return ended;
end
$$;
comment on function ocr.take_over is
    'A worker has replaced another one of its instance: the leases of all others of its instance end, and lost dispatches expire.
ocr.resubmit() then queues and posts them again. Returns how many leases.';

create or replace function ocr.is_abandoned(instance_id uuid, renewed_at timestamptz)
returns boolean
language sql
volatile
security definer
set search_path = ''
as $$
    select is_abandoned.renewed_at < clock_timestamp() - ocr.longest_silence()
        and exists (
            select from ocr.instances i
            where i.id = is_abandoned.instance_id and i.seen_at < clock_timestamp() - ocr.longest_silence())
        -- Otherwise it was the database that was away, and every instance was silent.
        and exists (select from ocr.living_instances)
        and pg_postmaster_start_time() < clock_timestamp() - ocr.longest_silence()
$$;
comment on function ocr.is_abandoned is
    'Whether the attempt''s instance is dead: neither it nor the attempt has been heard of, while another instance has.';

-- A document that was deleted while it was posted or read has left a slot free.
drop trigger if exists ocr_dispatch_deleted on public.ocr_queue;
create constraint trigger ocr_dispatch_deleted after delete on public.ocr_queue
    deferrable initially deferred
    for each row when (
        old.status = 'processing' or (old.status = 'queued' and old.dispatch_expires_at is not null)
    )
    execute function ocr.dispatch_at_commit();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
