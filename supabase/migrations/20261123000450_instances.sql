-- Which functions live, and how many documents they can hold: dispatch posts no more than that. Each function says so
-- every few seconds; one that has died is forgotten after 45 seconds.

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
comment on table ocr.instances is 'A row for each running function, written by itself; the dead are cleaned away at night.';
comment on column ocr.instances.id is 'Of the process: two replicas under one name are two.';
comment on column ocr.instances.name is 'VPS_INSTANCE_ID.';
comment on column ocr.instances.slots is
    'Documents it holds at once (DOCUMENTS_AT_ONCE + WAITING_ROOM); those that it still holds once it stops.';
comment on column ocr.instances.pulls is 'It takes documents by itself; dispatch cannot reach it and does not count it.';
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
    -- Four beats: one that is late or lost does not count an instance out.
    select interval '45 seconds'
$$;
comment on function ocr.longest_silence() is 'An instance that has not been heard of for longer is dead.';

create or replace view ocr.living_instances with (security_invoker = true) as
select i.id, i.name, i.slots, i.pulls, i.version, i.model, i.started_at, i.seen_at
from ocr.instances i
where i.seen_at > clock_timestamp() - ocr.longest_silence();
comment on view ocr.living_instances is 'The functions that run now.';
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
comment on function ocr.beat is 'The function lives and can hold so many documents; it says so every 10 seconds.';

create or replace function ocr.leave(instance_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
    delete from ocr.instances i where i.id = leave.instance_id
$$;
comment on function ocr.leave is 'The function has ended in order.';

create or replace function ocr.max_in_flight()
returns integer
language sql
volatile
security definer
set search_path = ''
as $$
    select case
        -- Nobody has come yet, or a function of before instances were counted: one document must be posted for what is
        -- wrong to show in net._http_response.
        when living.instances = 0 then coalesce(configured.bound, 3)
        else least(configured.bound, living.slots)
    end
    from (select nullif(ocr.setting('max_in_flight')::integer, 0) as bound) configured,
        (select count(*) as instances, coalesce(sum(l.slots) filter (where not l.pulls), 0)::integer as slots
         from ocr.living_instances l) living
$$;
comment on function ocr.max_in_flight() is
    'Documents that may be posted and read at a time: what the living instances can hold, and the setting max_in_flight at most.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
