-- The interface of pg_cron 1.6 for a Postgres that cannot load it. The process local/cron_worker.py replaces
-- the background worker.
\echo Use "create extension pg_cron" to load this file. \quit

create schema cron;

create sequence cron.jobid_seq;
create sequence cron.runid_seq;

create table cron.job (
    jobid bigint primary key default nextval('cron.jobid_seq'),
    schedule text not null,
    command text not null,
    nodename text not null default 'localhost',
    nodeport integer not null default coalesce(inet_server_port(), 5432),
    database text not null default current_database(),
    username text not null default current_user,
    active boolean not null default true,
    jobname text,
    constraint jobname_username_uniq unique (jobname, username)
);
alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);

create table cron.job_run_details (
    jobid bigint,
    runid bigint primary key default nextval('cron.runid_seq'),
    job_pid integer,
    database text,
    username text,
    command text,
    status text,
    return_message text,
    start_time timestamptz,
    end_time timestamptz
);
alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

-- Callers may not write to cron.job, but may change their own jobs through the functions below. The view uses
-- its owner's rights on the table, while current_user is still the caller.
create view cron._own_job as
select jobid, schedule, command, database, username, active, jobname
from cron.job
where username = current_user
with cascaded check option;

-- One field of a schedule: `*`, `7`, `1-5`, each with an optional step, joined by commas.
create function cron._is_field(field text, lowest integer, highest integer) returns boolean
language sql immutable set search_path = ''
as $$
    select bool_and(
        part ~* '^(\*|[0-9]+(-[0-9]+)?|[a-z]{3}(-[a-z]{3})?)(/[1-9][0-9]*)?$'
        and not exists (
            select from regexp_matches(split_part(part, '/', 1), '[0-9]+', 'g') as number
            where length(number[1]) > 3 or number[1]::integer not between lowest and highest
        ))
    from unnest(string_to_array(field, ',')) as part
$$;

create function cron._check_schedule(schedule text) returns void
language plpgsql immutable set search_path = ''
as $$
declare
    wanted text := btrim(schedule, E' \t');
    fields text[] := regexp_split_to_array(wanted, '\s+');
begin
    if wanted ~* '^([1-9]|[1-5][0-9])\s+seconds?$'
        or wanted ~* '^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$' then
        return;
    end if;
    if coalesce(cardinality(fields) = 5
        and cron._is_field(fields[1], 0, 59)
        and cron._is_field(fields[2], 0, 23)
        and (fields[3] = '$' or cron._is_field(fields[3], 1, 31))
        and cron._is_field(fields[4], 1, 12)
        and cron._is_field(fields[5], 0, 7), false) then
        return;
    end if;
    raise exception 'invalid schedule: %', schedule
        using errcode = 'invalid_parameter_value',
              hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
end
$$;

create function cron.schedule(job_name text, schedule text, command text) returns bigint
language plpgsql set search_path = ''
as $$
declare
    job bigint;
begin
    perform cron._check_schedule(schedule);
    insert into cron._own_job as own (schedule, command, jobname)
    values (schedule, command, job_name)
    on conflict (jobname, username) do update
        set schedule = excluded.schedule, command = excluded.command,
            database = current_database(), active = true
    returning own.jobid into job;
    return job;
end
$$;

create function cron.schedule(schedule text, command text) returns bigint
language sql set search_path = ''
as $$
    select cron.schedule(job_name => null, schedule => schedule, command => command)
$$;

create function cron.unschedule(job_id bigint) returns boolean
language plpgsql set search_path = ''
as $$
begin
    delete from cron._own_job as own where own.jobid = job_id;
    if not found then
        raise exception 'could not find valid entry for job ''%''', job_id;
    end if;
    return true;
end
$$;

create function cron.unschedule(job_name text) returns boolean
language plpgsql set search_path = ''
as $$
begin
    delete from cron._own_job as own where own.jobname = job_name;
    if not found then
        raise exception 'could not find valid entry for job ''%''', job_name;
    end if;
    return true;
end
$$;

create function cron.alter_job(
    job_id bigint,
    schedule text default null,
    command text default null,
    database text default null,
    username text default null,
    active boolean default null
) returns void
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
begin
    if alter_job.schedule is not null then
        perform cron._check_schedule(alter_job.schedule);
    end if;
    update cron._own_job
    set schedule = coalesce(alter_job.schedule, schedule),
        command = coalesce(alter_job.command, command),
        database = coalesce(alter_job.database, database),
        username = coalesce(alter_job.username, username),
        active = coalesce(alter_job.active, active)
    where jobid = alter_job.job_id;
    if not found then
        raise exception 'Job % does not exist or you don''t own it', job_id;
    end if;
end
$$;

-- Grants as on Supabase: postgres schedules and reads jobs, and cleans up the run details.
grant usage on schema cron to postgres with grant option;
grant select on cron.job to postgres with grant option;
grant all on cron.job_run_details to postgres with grant option;
grant select, insert, update, delete on cron._own_job to public;
grant usage on sequence cron.jobid_seq to public;
