-- Jobs of a dead worker need not wait for their leases to expire: the worker that replaces it gives them back at once, and
-- an instance that is silent counts as dead.

create or replace function ocr.take_over(instance_id uuid, generation uuid)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    -- A post more recent than this is still being sent, and the new worker will answer it. Half the timeout, because the
    -- worker needs a moment before it accepts requests.
    underway constant interval := ocr.setting('dispatch_timeout_ms')::integer * interval '0.5 milliseconds';
    reachable boolean;
    ended integer;
begin
    -- Never waits for a row, so lock order does not matter. Any transaction of the dead worker ended with its
    -- connection.
    update public.ocr_queue q set lease_expires_at = clock_timestamp()
    where q.id in (
        select held.id from public.ocr_queue held
        where held.status = 'processing' and held.lease_expires_at > clock_timestamp()
            and held.instance_id = take_over.instance_id and held.generation <> take_over.generation
        for update skip locked
    );
    get diagnostics ended = row_count;
    reachable := exists (select from ocr.instances i where i.id = take_over.instance_id and not i.pulls);
    -- pg_net does not say which instance a post went to, but every instance records at once what it receives. A post
    -- that no instance has recorded is either lost or waiting in pg_net behind a slow webhook. In both cases its slot is
    -- freed and the job is posted again: a duplicate post changes nothing, and a worker's start never causes more posts
    -- than there are slots, however many instances there are.
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
    'Called by a worker that replaces another: ends the leases of all other workers of its instance and expires lost dispatches.
ocr.resubmit() then queues and posts them again. Returns how many leases it ended.';

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
        -- If all instances were silent, it was the database that was unavailable.
        and exists (select from ocr.living_instances)
        and pg_postmaster_start_time() < clock_timestamp() - ocr.longest_silence()
$$;
comment on function ocr.is_abandoned is
    'Whether the attempt''s instance is dead: it and the attempt are silent, while another instance is not.';

-- Deleting a document that was posted or being read frees a slot.
drop trigger if exists ocr_dispatch_deleted on public.ocr_queue;
create constraint trigger ocr_dispatch_deleted after delete on public.ocr_queue
    deferrable initially deferred
    for each row when (
        old.status = 'processing' or (old.status = 'queued' and old.dispatch_expires_at is not null)
    )
    execute function ocr.dispatch_at_commit();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
