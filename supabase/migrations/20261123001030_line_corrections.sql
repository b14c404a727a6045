-- What people say about lines. Pages stay as they were read; the function puts a person's words over them whenever it
-- assembles the document, and finds the line again by its place and likeness when the file has been read once more.

create table if not exists public.document_line_corrections (
    id bigint generated always as identity primary key,
    document_id uuid not null references public.documents (id) on delete cascade,
    page_number integer not null,
    block_index integer not null,
    line_index integer not null,
    text text,
    accepted boolean not null default false,
    read_text text not null,
    box real[] not null,
    corrected_by uuid,
    corrected_at timestamptz not null default now(),
    taken_back_by uuid,
    taken_back_at timestamptz
);
comment on table public.document_line_corrections is
    'What people said about the lines of documents. Rows are only added; a line has one that is not taken back.';
comment on column public.document_line_corrections.block_index is
    'Of the block among the page''s blocks when it was said, from 0; line_index is that of the line in the block.';
comment on column public.document_line_corrections.text is
    'What the line says; null: as it was read, if accepted. Inserting null without accepted takes back what was said.';
comment on column public.document_line_corrections.read_text is
    'What had been read of the line, and its box in points: where it is found again after another reading.';
comment on column public.document_line_corrections.corrected_by is 'The user who said it; null: a server of the project.';
comment on column public.document_line_corrections.taken_back_at is 'When it was taken back or replaced; null while it applies.';

create unique index if not exists document_line_corrections_one_applies_idx
    on public.document_line_corrections (document_id, page_number, block_index, line_index) where taken_back_at is null;
create index if not exists document_line_corrections_document_id_idx on public.document_line_corrections (document_id);

alter table public.document_line_corrections enable row level security;
drop policy if exists "line corrections follow their document" on public.document_line_corrections;
create policy "line corrections follow their document" on public.document_line_corrections
    for select to authenticated
    using (exists (select from public.documents d where d.id = document_id));
drop policy if exists "owners correct the lines of their documents" on public.document_line_corrections;
create policy "owners correct the lines of their documents" on public.document_line_corrections
    for insert to authenticated
    with check (exists (
        select from public.documents d where d.id = document_id and d.owner_id = (select auth.uid())));
revoke all on public.document_line_corrections from anon, authenticated;
grant select, insert (document_id, page_number, block_index, line_index, text, accepted)
    on public.document_line_corrections to authenticated;
grant all on public.document_line_corrections to service_role;

create or replace function ocr.correct_text(document_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    job public.ocr_queue;
begin
    select * into job from public.ocr_queue q where q.document_id = correct_text.document_id for update;
    if job.status = 'queued' or job.status = 'failed' then
        -- The next attempt assembles the document anyway.
        return;
    end if;
    -- A running attempt may have assembled it already; raising the fence stops it. It goes on from its saved pages.
    perform ocr.submit(correct_text.document_id, embed_only => job.status is distinct from 'processing' or job.embed_only);
end
$$;
comment on function ocr.correct_text is
    'Has text, chunks and vectors of a document made again from its pages and what people said of their lines.';

drop trigger if exists ocr_apply_correction on public.document_line_corrections;
create trigger ocr_apply_correction after insert on public.document_line_corrections
    for each row execute function ocr.apply_correction();

create or replace function ocr.wants_copy(document_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
    select d.searchable_file_url is not null and exists (
        select from public.document_line_corrections c
        where c.document_id = d.id
            and greatest(c.corrected_at, c.taken_back_at) > coalesce(d.ocr_completed_at, '-infinity'))
    from public.documents d where d.id = wants_copy.document_id
$$;
comment on function ocr.wants_copy is
    'Whether people have said something of a document''s lines that its searchable copy does not have yet.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
