-- Which of these migrations are installed. It is not the Supabase CLI's history (supabase_migrations), which belongs to the
-- project's own migrations.

create schema if not exists ocr;

create table if not exists ocr.migrations (
    version text primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
);
comment on table ocr.migrations is
    'The migrations of Kairo OCR that `python -m function migrate` has applied; empty when something else applied them.';
comment on column ocr.migrations.checksum is 'SHA-256 of the file. A file that has changed since is applied again, with all that follow.';

alter table ocr.migrations enable row level security;
revoke all on ocr.migrations from public, anon, authenticated;
grant select on ocr.migrations to service_role;
