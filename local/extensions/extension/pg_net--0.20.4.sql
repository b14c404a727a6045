-- The interface of pg_net 0.20.4 for a Postgres that cannot load it. The process local/net_worker.py replaces
-- the background worker.
\echo Use "create extension pg_net" to load this file. \quit

create schema net;

create domain net.http_method as text check (lower(value) in ('get', 'post', 'delete'));

create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');
create type net.http_response as (status_code integer, headers jsonb, body text);
create type net.http_response_result as (status net.request_status, message text, response net.http_response);

-- Both tables are unlogged, as in pg_net: a crash of Postgres empties them.
create unlogged table net.http_request_queue (
    id bigserial,
    method net.http_method not null,
    url text not null,
    headers jsonb,
    body bytea,
    timeout_milliseconds integer not null
);

create unlogged table net._http_response (
    id bigint,
    status_code integer,
    content_type text,
    headers jsonb,
    content text,
    timed_out boolean,
    error_msg text,
    created timestamptz not null default now()
);
create index on net._http_response (created);

-- A notification is delivered at commit and dropped at rollback, so the worker wakes when the real one does.
create function net.wake() returns void
language sql security definer set search_path = ''
as $$
    select pg_catalog.pg_notify('pg_net', '')
$$;

create function net._wake_on_insert() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
    perform net.wake();
    return null;
end
$$;

create trigger wake_on_insert after insert on net.http_request_queue
for each statement execute function net._wake_on_insert();

create function net._worker_pids() returns setof integer
language sql stable security definer set search_path = ''
as $$
    select pid from pg_catalog.pg_stat_activity
    where application_name = 'pg_net worker' and datname = pg_catalog.current_database()
$$;

create function net.check_worker_is_up() returns void
language plpgsql security definer set search_path = ''
as $$
begin
    if not exists (select from net._worker_pids()) then
        raise exception 'the pg_net background worker is not up'
            using hint = 'start it with: python -m local.net_worker --dsn ...';
    end if;
end
$$;

create function net.worker_restart() returns boolean
language sql security definer set search_path = ''
as $$
    select coalesce(bool_and(pg_catalog.pg_terminate_backend(pid)), false) from net._worker_pids() as pid
$$;

create function net.wait_until_running() returns void
language plpgsql security definer set search_path = ''
as $$
begin
    while not exists (select from net._worker_pids()) loop
        perform pg_catalog.pg_sleep(0.05);
        perform pg_catalog.pg_stat_clear_snapshot();
    end loop;
end
$$;

create function net._urlencode_string(string varchar) returns text
language sql immutable strict set search_path = ''
as $$
    select coalesce(string_agg(
        case
            when letter ~ '^[A-Za-z0-9._~-]$' then letter
            else regexp_replace(upper(encode(convert_to(letter, 'UTF8'), 'hex')), '(..)', '%\1', 'g')
        end, '' order by place), '')
    from regexp_split_to_table(string, '') with ordinality as letters (letter, place)
$$;

create function net._url_with_params(url text, params jsonb) returns text
language sql immutable set search_path = ''
as $$
    select url || coalesce(
        case when strpos(url, '?') > 0 then '&' else '?' end
        || string_agg(net._urlencode_string(key) || '=' || net._urlencode_string(value), '&'), '')
    from jsonb_each_text(coalesce(params, '{}'))
$$;

create function net._queue(method text, url text, headers jsonb, body bytea, timeout_milliseconds integer)
returns bigint
language sql security definer set search_path = ''
as $$
    insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
    values (method, url, headers, body, timeout_milliseconds)
    returning id
$$;

create function net.http_get(
    url text,
    params jsonb default '{}',
    headers jsonb default '{}',
    timeout_milliseconds integer default 5000
) returns bigint
language sql strict parallel safe security definer set search_path = ''
as $$
    select net._queue('GET', net._url_with_params(url, params), headers, null, timeout_milliseconds)
$$;

create function net.http_delete(
    url text,
    params jsonb default '{}',
    headers jsonb default '{}',
    timeout_milliseconds integer default 5000,
    body jsonb default null
) returns bigint
language sql parallel safe security definer set search_path = ''
as $$
    select net._queue('DELETE', net._url_with_params(url, params), headers,
                      pg_catalog.convert_to(body::text, 'UTF8'), timeout_milliseconds)
$$;

create function net.http_post(
    url text,
    body jsonb default '{}',
    params jsonb default '{}',
    headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds integer default 5000
) returns bigint
language plpgsql parallel safe security definer set search_path = ''
as $$
declare
    sent_headers jsonb := coalesce(headers, '{}');
    content_type text := (
        select value from jsonb_each_text(sent_headers) where lower(key) = 'content-type' limit 1
    );
begin
    if content_type is null then
        sent_headers := sent_headers || '{"Content-Type": "application/json"}';
    elsif content_type <> 'application/json' then
        raise exception 'Content-Type header must be "application/json"';
    end if;
    if body is null then
        raise exception 'body must not be null';
    end if;
    return net._queue('POST', net._url_with_params(url, params), sent_headers,
                      convert_to(body::text, 'UTF8'), timeout_milliseconds);
end
$$;

create function net._await_response(request_id bigint) returns boolean
language plpgsql strict security definer set search_path = ''
as $$
begin
    while not exists (select from net._http_response as response where response.id = request_id) loop
        perform pg_catalog.pg_sleep(0.05);
    end loop;
    return true;
end
$$;

create function net.http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql strict security definer set search_path = ''
as $$
declare
    answer net._http_response;
begin
    if not async then
        perform net._await_response(request_id);
    end if;
    select * into answer from net._http_response as response where response.id = request_id;
    if not found then
        return ('ERROR', 'request matching request_id not found', null)::net.http_response_result;
    end if;
    return ('SUCCESS', 'ok', (answer.status_code, answer.headers, answer.content)::net.http_response)
        ::net.http_response_result;
end
$$;

-- Grants as pg_net itself and then Supabase set them: every SQL user may read and write both tables.
grant usage on schema net to public;
grant all on all tables in schema net to public;
grant all on all sequences in schema net to public;
revoke all on function net.http_get, net.http_post from public;
grant execute on function net.http_get, net.http_post to postgres, anon, authenticated, service_role;
