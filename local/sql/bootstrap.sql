-- Sets a database up like a Supabase project before its first migration. Run it as the superuser
-- supabase_admin; running it again changes nothing.

set client_min_messages = warning;

-- Roles are shared by the cluster, so they may exist already.
do $$
declare
    wanted constant text[][] := array[
        ['anon', 'nologin noinherit'],
        ['authenticated', 'nologin noinherit'],
        ['service_role', 'nologin noinherit bypassrls'],
        ['authenticator', 'login noinherit'],
        ['supabase_auth_admin', 'nologin noinherit createrole'],
        ['supabase_storage_admin', 'nologin noinherit createrole'],
        ['postgres', 'login createdb createrole replication bypassrls']
    ];
    role text[];
begin
    foreach role slice 1 in array wanted loop
        if not exists (select from pg_roles where rolname = role[1]) then
            execute format('create role %I %s', role[1], role[2]);
        end if;
    end loop;
    execute format('alter database %I owner to postgres', current_database());
end
$$;

-- The role may exist with fewer attributes.
alter role postgres with login createdb createrole replication bypassrls nosuperuser;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator, supabase_storage_admin to postgres;
grant pg_monitor, pg_signal_backend to postgres with admin option;
grant pg_read_all_data to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';

create schema if not exists extensions;
grant usage on schema extensions to postgres, anon, authenticated, service_role;
grant create on schema extensions to postgres;
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;

-- Schema public: everything created there is open to the API roles; row level security restricts it.
grant usage, create on schema public to postgres;
grant usage on schema public to anon, authenticated, service_role;
do $$
declare
    maker text;
    kind text;
begin
    foreach maker in array array['postgres', 'supabase_admin'] loop
        foreach kind in array array['tables', 'functions', 'sequences'] loop
            execute format(
                'alter default privileges for role %I in schema public '
                'grant all on %s to postgres, anon, authenticated, service_role', maker, kind);
        end loop;
    end loop;
end
$$;

-- Schema auth: users, and the current user (PostgREST sets request.jwt.claims to the claims of the token).
create schema if not exists auth authorization supabase_auth_admin;
grant usage on schema auth to postgres, anon, authenticated, service_role;

create table if not exists auth.users (
    instance_id uuid,
    id uuid primary key,
    aud varchar(255),
    role varchar(255),
    email varchar(255),
    encrypted_password varchar(255),
    email_confirmed_at timestamptz,
    last_sign_in_at timestamptz,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    is_super_admin boolean,
    created_at timestamptz,
    updated_at timestamptz,
    phone text unique,
    banned_until timestamptz,
    is_sso_user boolean not null default false,
    deleted_at timestamptz,
    is_anonymous boolean not null default false
);
create unique index if not exists users_email_partial_key on auth.users (email) where not is_sso_user;
alter table auth.users owner to supabase_auth_admin;
alter table auth.users enable row level security;
grant all on auth.users to postgres with grant option;

create or replace function auth.uid() returns uuid
language sql stable
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
    )::uuid
$$;

create or replace function auth.role() returns text
language sql stable
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
    )
$$;

create or replace function auth.email() returns text
language sql stable
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.email', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
    )
$$;

create or replace function auth.jwt() returns jsonb
language sql stable
as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')
    )::jsonb
$$;

-- Schema storage: the buckets and objects of local.storage.
create schema if not exists storage authorization supabase_storage_admin;
grant usage on schema storage to postgres, anon, authenticated, service_role;

create table if not exists storage.buckets (
    id text primary key,
    name text not null unique,
    owner uuid,
    created_at timestamptz default now(),
    updated_at timestamptz default now(),
    public boolean default false,
    avif_autodetection boolean default false,
    file_size_limit bigint,
    allowed_mime_types text[],
    owner_id text
);

create table if not exists storage.objects (
    id uuid primary key default gen_random_uuid(),
    bucket_id text references storage.buckets (id),
    name text,
    owner uuid,
    created_at timestamptz default now(),
    updated_at timestamptz default now(),
    last_accessed_at timestamptz default now(),
    metadata jsonb,
    path_tokens text[] generated always as (string_to_array(name, '/')) stored,
    version text,
    owner_id text,
    user_metadata jsonb
);
create unique index if not exists bucketid_objname on storage.objects (bucket_id, name);
create index if not exists name_prefix_search on storage.objects (name text_pattern_ops);

alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to postgres with grant option;

create or replace function storage.foldername(name text) returns text[]
language sql immutable
as $$
    select parts[1:cardinality(parts) - 1] from string_to_array(name, '/') as parts
$$;

create or replace function storage.filename(name text) returns text
language sql immutable
as $$
    select parts[cardinality(parts)] from string_to_array(name, '/') as parts
$$;

create or replace function storage.extension(name text) returns text
language sql immutable
as $$
    select reverse(split_part(reverse(storage.filename(name)), '.', 1))
$$;

-- Extensions, created by the superuser so that `create extension if not exists` in a migration succeeds.
create extension if not exists vector with schema extensions;
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron;
create extension if not exists supabase_vault;
