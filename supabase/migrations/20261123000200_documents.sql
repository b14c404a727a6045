-- The application's table, and the pages read from its files.
-- If the project already has `documents`, only columns are added: row security stays as it is, and existing rows
-- are not queued (ocr.resubmit does that).

do $$
declare
    existed constant boolean := to_regclass('public.documents') is not null;
begin
    if not existed then
        create table public.documents (
            id uuid primary key default gen_random_uuid(),
            owner_id uuid default auth.uid(),
            file_url text not null,
            file_name text,
            mime_type text,
            created_at timestamptz not null default now()
        );
        alter table public.documents enable row level security;
        create policy "owners read their documents" on public.documents
            for select to authenticated using (owner_id = (select auth.uid()));
        create policy "owners add documents" on public.documents
            for insert to authenticated with check (owner_id = (select auth.uid()));
        create policy "owners change their documents" on public.documents
            for update to authenticated using (owner_id = (select auth.uid()))
            with check (owner_id = (select auth.uid()));
        create policy "owners remove their documents" on public.documents
            for delete to authenticated using (owner_id = (select auth.uid()));
        create index documents_owner_id_idx on public.documents (owner_id);
        comment on column public.documents.owner_id is 'The user who owns the document; row security checks it.';
        comment on column public.documents.file_url is
            'The file in Supabase Storage: bucket/path, storage://bucket/path, or a Storage object URL of this project.';
    end if;
end
$$;

create table if not exists ocr.added_columns (name name primary key);
comment on table ocr.added_columns is 'Columns of documents that the installation added; ocr.remove() drops them.';
alter table ocr.added_columns enable row level security;
revoke all on ocr.added_columns from public, anon, authenticated;
grant all on ocr.added_columns to service_role;

do $$
declare
    last_before constant smallint := (
        select max(a.attnum) from pg_catalog.pg_attribute a where a.attrelid = 'public.documents'::regclass);
    added record;
begin
    -- Null for existing rows: their creation time is unknown.
    if not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = 'public.documents'::regclass and a.attname = 'created_at' and not a.attisdropped
    ) then
        alter table public.documents add column created_at timestamptz;
        alter table public.documents alter column created_at set default now();
    end if;
    alter table public.documents
        add column if not exists owner_id uuid default auth.uid(),
        add column if not exists file_url text,
        add column if not exists file_name text,
        add column if not exists mime_type text,
        add column if not exists ocr_priority smallint not null default 5,
        add column if not exists force_ocr boolean not null default false,
        add column if not exists ocr_status text,
        add column if not exists ocr_text text,
        add column if not exists ocr_markdown text,
        add column if not exists ocr_media_type text,
        add column if not exists ocr_notes text[],
        add column if not exists needs_review boolean,
        add column if not exists review_reasons text[],
        add column if not exists searchable_file_url text,
        add column if not exists page_count integer,
        add column if not exists language text,
        add column if not exists ocr_confidence real,
        add column if not exists ocr_error_code text,
        add column if not exists ocr_error text,
        add column if not exists ocr_completed_at timestamptz;
    insert into ocr.added_columns (name)
    select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = 'public.documents'::regclass and a.attnum > last_before;
    -- Columns that the project already had keep their own comments.
    for added in
        select c.name, told.comment from ocr.added_columns c
        join (values
            ('owner_id', 'The user who owns the document; row security checks it.'),
            ('file_url',
                'The file in Supabase Storage: bucket/path, storage://bucket/path, or a Storage object URL of this project.'),
            ('ocr_priority', '1 (lowest) to 10 (highest); read when the document is queued.'),
            ('ocr_status',
                'queued, processing, completed or failed; null: never queued. A copy of ocr_queue.status for the application.'),
            ('force_ocr',
                'Recognise every page, even if the PDF has a text layer; changing it reads the document again.'),
            ('ocr_text', 'The text of all pages in reading order, without running headers, footers and page numbers.'),
            ('ocr_markdown', 'The same with headings, lists and tables as Markdown.'),
            ('ocr_media_type', 'The file type detected from its content, whatever mime_type says.'),
            ('ocr_notes',
                'Remarks for a person, one sentence each: a wrong mime_type, a page that could not be read.'),
            ('needs_review', 'Whether a person should compare the text with the file; review_reasons says why.'),
            ('review_reasons',
                'low_confidence, nearly_empty, handwriting_like, crowded, unreadable: the distinct reasons of its pages (document_pages).'),
            ('searchable_file_url',
                'bucket/path of the PDF with an invisible text layer, next to the original (SEARCHABLE_PDF).'),
            ('language', 'Main language of the text, ISO 639-1.'),
            ('ocr_confidence', 'Mean confidence of the recognised text, 0 to 1; 1 for a text layer.'),
            ('ocr_error', 'What went wrong and what to do about it; null when completed.')
        ) told (name, comment) using (name)
    loop
        execute format('comment on column public.documents.%I is %L', added.name, added.comment);
    end loop;
end
$$;

-- Set after the column is added, so that existing rows keep null: they were never queued.
alter table public.documents alter column ocr_status set default 'queued';

alter table public.documents drop constraint if exists documents_ocr_priority_check;
alter table public.documents add constraint documents_ocr_priority_check
    check (ocr_priority between 1 and 10);

create table if not exists public.document_pages (
    document_id uuid not null references public.documents (id) on delete cascade,
    page_number integer not null check (page_number >= 1),
    text text not null,
    blocks jsonb not null,
    width real not null,
    height real not null,
    rotation smallint not null,
    source text not null check (source in ('text_layer', 'ocr', 'unreadable')),
    language text not null,
    confidence real,
    review_reasons text[] not null default '{}',
    error_code text,
    error text,
    note text,
    seconds real not null,
    attempt integer not null,
    created_at timestamptz not null default now(),
    primary key (document_id, page_number)
);

comment on table public.document_pages is
    'Pages, each saved as soon as it is read, so that a crash costs one page and not the document.';
comment on column public.document_pages.blocks is
    'Blocks in reading order: kind, title level, text, box [x0, y0, x1, y1] in points, lines with text, raw_text, box and '
    'confidence; a table also has cells, markdown and html, a code its content and format.';
comment on column public.document_pages.source is 'text_layer, ocr or unreadable (only this page is lost; error says why).';
comment on column public.document_pages.width is 'In points (1/72 inch), of the upright page.';
comment on column public.document_pages.height is 'In points (1/72 inch), of the upright page.';
comment on column public.document_pages.rotation is 'Degrees the page was turned clockwise to make it upright.';
comment on column public.document_pages.note is 'What is damaged or was left out on this page, as a sentence for a person.';
comment on column public.document_pages.attempt is 'The attempt (fence) that read this page.';

-- Users who can see a document can see its pages: the subquery runs under the caller's row security.
alter table public.document_pages enable row level security;
drop policy if exists "pages follow their document" on public.document_pages;
create policy "pages follow their document" on public.document_pages
    for select to authenticated
    using (exists (select from public.documents d where d.id = document_id));
revoke all on public.document_pages from anon, authenticated;
grant select on public.document_pages to authenticated;
grant all on public.document_pages to service_role;

-- A private bucket for the files; projects that keep them elsewhere can ignore it.
do $$
begin
    if to_regclass('storage.buckets') is not null then
        insert into storage.buckets (id, name, public)
        values ('documents', 'documents', false)
        on conflict (id) do nothing;
    end if;
end
$$;
