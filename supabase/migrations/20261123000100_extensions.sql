-- What the rest stands on: pgvector for vectors, pg_net to call the function, pg_cron to retry.
-- Supabase keeps extensions in schema `extensions`; pg_net and pg_cron bring schemas of their own.

create schema if not exists extensions;

create extension if not exists vector with schema extensions;
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_cron with schema pg_catalog;

-- Vault keeps the function's URL and token encrypted; without it a private table does (see settings).
do $$
begin
    if exists (select from pg_available_extensions where name = 'supabase_vault') then
        create extension if not exists supabase_vault with schema vault;
    end if;
end
$$;

-- Internals live in `ocr`, closed to the application's roles; what the application uses is in `public`.
create schema if not exists ocr;
comment on schema ocr is 'Kairo OCR internals: queue functions and settings. For service_role only.';
revoke all on schema ocr from public;
grant usage on schema ocr to service_role;
