-- Required extensions: pgvector for vectors, pg_net to call the function, pg_cron for retries.
-- Supabase keeps extensions in schema `extensions`; pg_net and pg_cron create their own schemas.

create schema if not exists extensions;

create extension if not exists vector with schema extensions;
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron with schema pg_catalog;

-- Vault encrypts the function's URL and token; without Vault they are in a private table (see settings).
do $$
begin
    if exists (select from pg_available_extensions where name = 'supabase_vault') then
        create extension if not exists supabase_vault with schema vault;
    end if;
end
$$;

-- Internals are in `ocr`, which the application's roles cannot use; what the application uses is in `public`.
create schema if not exists ocr;
comment on schema ocr is 'Kairo OCR internals: queue functions and settings. For service_role only.';
revoke all on schema ocr from public;
grant usage on schema ocr to service_role;
