-- `supabase db reset` runs this on a local project after the migrations. It can be run again, and does not change existing
-- settings.

-- Supabase's containers reach the machine they run on as host.docker.internal. The function listening there needs
-- FUNCTION_TOKEN=token-of-this-machine-alone in its .env and, in Docker, PUBLISH=0.0.0.0:8080.
select ocr.configure(
    function_url => 'http://host.docker.internal:8080',
    function_token => 'token-of-this-machine-alone'
)
where ocr.setting('function_url') is null;

-- The migrations have already created the bucket, unless Storage was added later.
insert into storage.buckets (id, name, public)
values ('documents', 'documents', false)
on conflict (id) do nothing;

-- A document without a file is not queued. Upload one, then
-- update documents set file_url = 'documents/first.pdf' where id = '00000000-0000-4000-8000-000000000001';
insert into public.documents (id, file_name, file_url)
values ('00000000-0000-4000-8000-000000000001', 'first.pdf', '')
on conflict (id) do nothing;
