-- Running functions and how many documents they can hold: dispatch posts no more than that. Each function reports every
-- few seconds; one that has been silent for 45 seconds counts as dead.

create table if not exists ocr.instances (
    id uuid primary key,
    name text not null,
    slots integer not null check (slots >= 0),
    pulls boolean not null,
    version text not null,
    model text not null,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
);
comment on table ocr.instances is 'One row per running function, which writes it; dead ones are removed every night.';
comment on column ocr.instances.id is 'Identifies the process: two replicas with the same name are two instances.';
comment on column ocr.instances.name is 'VPS_INSTANCE_ID.';
comment on column ocr.instances.slots is
    'Documents it can hold at once (DOCUMENTS_AT_ONCE + WAITING_ROOM); while it shuts down, those it still holds.';
comment on column ocr.instances.pulls is 'Whether it pulls documents itself; dispatch cannot reach it and does not count it.';
comment on column ocr.instances.model is 'Its embedding model.';

alter table ocr.instances enable row level security;
revoke all on ocr.instances from public, anon, authenticated;
grant all on ocr.instances to service_role;

create or replace function ocr.longest_silence()
returns interval
language sql
immutable
set search_path = ''
as $$
    -- More than four beats: a late or lost one does not make an instance count as dead.
    select interval '45 seconds'
$$;
comment on function ocr.longest_silence() is 'An instance that is silent for longer counts as dead.';

create or replace view ocr.living_instances with (security_invoker = true) as
select i.id, i.name, i.slots, i.pulls, i.version, i.model, i.started_at, i.seen_at
from ocr.instances i
where i.seen_at > clock_timestamp() - ocr.longest_silence();
comment on view ocr.living_instances is 'The functions that are running now.';
revoke all on ocr.living_instances from public, anon, authenticated;
grant select on ocr.living_instances to service_role;

create or replace function ocr.beat(
    instance_id uuid, name text, slots integer, pulls boolean, version text, model text
)
returns void
language sql
security definer
set search_path = ''
as $$
    insert into ocr.instances as i (id, name, slots, pulls, version, model)
    values (beat.instance_id, beat.name, beat.slots, beat.pulls, beat.version, beat.model)
    on conflict on constraint instances_pkey do update set
        slots = excluded.slots, seen_at = clock_timestamp()
$$;
comment on function ocr.beat is 'Called every 10 seconds by a running function, with the number of documents it can hold.';

create or replace function ocr.leave(instance_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
    delete from ocr.instances i where i.id = leave.instance_id
$$;
comment on function ocr.leave is 'Called by a function that shuts down cleanly.';

create or replace function ocr.max_in_flight()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    select case
        -- No instance has reported yet, or they are from before instances were counted: jobs are still posted, so that what
        -- is wrong shows in net._http_response.
        when living.instances = 0 then coalesce(configured.bound, 3)
        else least(configured.bound, living.slots)
    end
    from (select nullif(ocr.setting('max_in_flight')::integer, 0) as bound) configured,
        (select count(*) as instances, coalesce(sum(l.slots) filter (where not l.pulls), 0)::integer as slots
         from ocr.living_instances l) living
$$;
comment on function ocr.max_in_flight() is
    'How many documents may be posted or read at a time: as many as the living instances can hold, up to the setting max_in_flight.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
