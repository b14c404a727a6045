-- A cell of a table may have no line of its own: nothing was read in it. People say what it says as they do of lines.

alter table public.document_line_corrections add column if not exists cell_index integer;
alter table public.document_line_corrections alter column line_index drop not null;
comment on column public.document_line_corrections.cell_index is
    'Of the cell among the cells of the block''s table, from 0, if this is about a cell; line_index is null then.';
alter table public.document_line_corrections drop constraint if exists document_line_corrections_one_place;
alter table public.document_line_corrections add constraint document_line_corrections_one_place
    check (num_nulls(line_index, cell_index) = 1);

create unique index if not exists document_line_corrections_one_cell_applies_idx
    on public.document_line_corrections (document_id, page_number, block_index, cell_index) where taken_back_at is null;

grant insert (cell_index) on public.document_line_corrections to authenticated;

create or replace function ocr.add_line_correction()
returns trigger
language plpgsql
-- Takes back earlier rows, which the caller may not change. Checks the caller itself, since row security does not see a
-- row that this trigger drops.
security definer
set search_path = ''
as $$
declare
    place jsonb;
    cleaned constant text := btrim(regexp_replace(new.text, '\s+', ' ', 'g'));
begin
    -- The document is locked first, as everywhere.
    perform ocr.lock_own_document(new.document_id);
    if length(new.text) > 2000 then
        raise exception 'A line or cell may have at most 2,000 characters.' using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(
        p.blocks -> new.block_index -> 'lines' -> new.line_index,
        p.blocks -> new.block_index -> 'table' -> 'cells' -> new.cell_index
    ) into place
    from public.document_pages p
    where p.document_id = new.document_id and p.page_number = new.page_number
        and new.block_index >= 0 and coalesce(new.line_index, new.cell_index) >= 0
        and num_nulls(new.line_index, new.cell_index) = 1;
    if place is null then
        raise exception 'There is no such line or cell.' using errcode = 'invalid_parameter_value';
    end if;
    update public.document_line_corrections c set taken_back_at = clock_timestamp(), taken_back_by = auth.uid()
    where c.document_id = new.document_id and c.page_number = new.page_number and c.block_index = new.block_index
        and c.line_index is not distinct from new.line_index and c.cell_index is not distinct from new.cell_index
        and c.taken_back_at is null;
    if cleaned is null and not coalesce(new.accepted, false) then
        perform ocr.correct_text(new.document_id);
        return null;
    end if;
    if (select count(*) from public.document_line_corrections c where c.document_id = new.document_id) >= 10000 then
        raise exception 'A document can have at most 10,000 corrected lines.' using errcode = 'invalid_parameter_value';
    end if;
    new.text := cleaned;
    new.accepted := cleaned is null;
    new.read_text := coalesce(place ->> 'text', '');
    new.box := array(select value::real from jsonb_array_elements_text(place -> 'box') value);
    new.corrected_by := auth.uid();
    new.corrected_at := clock_timestamp();
    new.taken_back_by := null;
    new.taken_back_at := null;
    return new;
end
$$;
comment on function ocr.add_line_correction() is
    'Row trigger: checks what is said of a line or cell, notes who says it, when, and of what, and takes back what was said before.';

drop trigger if exists ocr_add_line_correction on public.document_line_corrections;
create trigger ocr_add_line_correction before insert on public.document_line_corrections
    for each row execute function ocr.add_line_correction();

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
