-- What a document says about itself: its type, and fields such as issuer, dates and amounts.
--
-- `read_metadata` is what the function read, `document_corrections` is what people said, and `ai_metadata` is both merged,
-- with a person's word first. The columns that an application filters and sorts by are generated from `ai_metadata`.

do $$
declare
    last_before constant smallint := (
        select max(a.attnum) from pg_catalog.pg_attribute a where a.attrelid = 'public.documents'::regclass);
    -- Only built-in functions, because whoever inserts a row computes these columns with their own rights. Texts are
    -- limited to what fits into an index.
    day constant text := $day$
        case when jsonb_path_exists(ai_metadata, '$.fields.%1$s.value ? (@ like_regex "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$").datetime("YYYY-MM-DD")', '{}', true)
        then make_date(
            substr(ai_metadata #>> '{fields,%1$s,value}', 1, 4)::integer,
            substr(ai_metadata #>> '{fields,%1$s,value}', 6, 2)::integer,
            substr(ai_metadata #>> '{fields,%1$s,value}', 9, 2)::integer) end $day$;
    added record;
begin
    alter table public.documents
        add column if not exists ai_metadata jsonb,
        add column if not exists read_metadata jsonb;
    for added in
        select * from (values
            ('document_type', 'text', $of$ left(ai_metadata #>> '{type,value}', 40) $of$),
            ('document_date', 'date', format(day, 'document_date')),
            ('due_date', 'date', format(day, 'due_date')),
            ('issuer', 'text', $of$ left(ai_metadata #>> '{fields,issuer,value}', 500) $of$),
            ('total_amount', 'numeric', $of$
                case when ai_metadata #>> '{fields,total,value}' ~ '^-?[0-9]{1,12}(\.[0-9]{1,4})?$'
                then (ai_metadata #>> '{fields,total,value}')::numeric end $of$),
            ('currency', 'text', $of$ left(ai_metadata #>> '{fields,total,currency}', 3) $of$)
        ) generated (name, type, expression)
        where not exists (
            select from pg_catalog.pg_attribute a
            where a.attrelid = 'public.documents'::regclass and a.attname = generated.name and not a.attisdropped
                and a.attgenerated <> '')
    loop
        execute format(
            'alter table public.documents add column %I %s generated always as (%s) stored',
            added.name, added.type, added.expression);
    end loop;
    insert into ocr.added_columns (name)
    select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = 'public.documents'::regclass and a.attnum > last_before;
    for added in
        select c.name, told.comment from ocr.added_columns c
        join (values
            ('ai_metadata',
                'What the document says about itself: {type, fields, notes, review, version}; corrections of people come first.'),
            ('read_metadata', 'What the function read, without corrections; ai_metadata is made from it.'),
            ('document_type', 'The type of the document; other if none is certain. Generated from ai_metadata.'),
            ('document_date', 'When the document was issued. Generated from ai_metadata.'),
            ('due_date', 'When payment is due. Generated from ai_metadata.'),
            ('issuer', 'Who made the document. Generated from ai_metadata.'),
            ('total_amount', 'What the document is about, in currency. Generated from ai_metadata.'),
            ('currency', 'ISO 4217. Generated from ai_metadata.')
        ) told (name, comment) using (name)
    loop
        execute format('comment on column public.documents.%I is %L', added.name, added.comment);
    end loop;
end
$$;

-- Each is also the order of a list (public.documents_page); the id makes it unambiguous.
create index if not exists documents_document_date_id_idx on public.documents (document_date, id);
create index if not exists documents_due_date_id_idx on public.documents (due_date, id);
create index if not exists documents_total_amount_id_idx on public.documents (total_amount, id);
create index if not exists documents_created_at_id_idx on public.documents (created_at, id);
create index if not exists documents_document_type_idx on public.documents (document_type);
create index if not exists documents_issuer_idx on public.documents (lower(issuer));

create table if not exists public.document_corrections (
    id bigint generated always as identity primary key,
    document_id uuid not null references public.documents (id) on delete cascade,
    field text not null,
    value text,
    currency text,
    corrected_by uuid,
    corrected_at timestamptz not null default now(),
    taken_back_by uuid,
    taken_back_at timestamptz
);
comment on table public.document_corrections is
    'What people said about the fields of documents. Rows are only added; a field has one that is not taken back.';
comment on column public.document_corrections.field is 'The name of a field, or type.';
comment on column public.document_corrections.value is
    'Dates as YYYY-MM-DD, amounts with a point; empty: the document has no such value. Inserting null takes back what was said.';
comment on column public.document_corrections.corrected_by is 'The user who said it; null: a server of the project.';
comment on column public.document_corrections.taken_back_at is 'When it was taken back or replaced; null while it applies.';

create unique index if not exists document_corrections_one_applies_idx on public.document_corrections (document_id, field)
    where taken_back_at is null;
create index if not exists document_corrections_document_id_idx on public.document_corrections (document_id);

alter table public.document_corrections enable row level security;
drop policy if exists "corrections follow their document" on public.document_corrections;
create policy "corrections follow their document" on public.document_corrections
    for select to authenticated
    using (exists (select from public.documents d where d.id = document_id));
drop policy if exists "owners correct their documents" on public.document_corrections;
create policy "owners correct their documents" on public.document_corrections
    for insert to authenticated
    with check (exists (
        select from public.documents d where d.id = document_id and d.owner_id = (select auth.uid())));
revoke all on public.document_corrections from anon, authenticated;
grant select, insert (document_id, field, value) on public.document_corrections to authenticated;
grant all on public.document_corrections to service_role;

create table if not exists ocr.known_issuers (
    document_id uuid primary key references public.documents (id) on delete cascade,
    owner_id uuid not null,
    tax_id text not null,
    name text not null,
    type text,
    named_at timestamptz not null
);
comment on table ocr.known_issuers is
    'Issuers that an owner has named on a document with their tax id. The function names them in the owner''s next documents.';
comment on column ocr.known_issuers.type is 'The type of that document, if the owner has said it.';
create index if not exists known_issuers_owner_id_idx on ocr.known_issuers (owner_id, tax_id, named_at);
alter table ocr.known_issuers enable row level security;
revoke all on ocr.known_issuers from public, anon, authenticated;
grant all on ocr.known_issuers to service_role;

create or replace function ocr.field_names(metadata jsonb)
returns text[]
language sql
immutable
set search_path = ''
as $$
    select array(
        select name from jsonb_object_keys(
            case when jsonb_typeof(field_names.metadata -> 'fields') = 'object' then field_names.metadata -> 'fields' end) name
        order by name)
$$;
comment on function ocr.field_names is 'The names of the fields in the metadata of a document.';

create or replace function ocr.field_reasons(metadata jsonb)
returns text[]
language sql
immutable
set search_path = ''
as $$
    select array(
        select reason from unnest('{fields_disagree,fields_uncertain}'::text[]) reason
        where jsonb_typeof(field_reasons.metadata #> array['review', reason]) = 'array')
$$;
comment on function ocr.field_reasons is 'Why a person should check the fields of a document: fields_disagree, fields_uncertain.';

create or replace function ocr.merge_metadata(document_id uuid, read jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    merged jsonb := merge_metadata.read;
    corrected text[] := '{}';
    said record;
    place text[];
    kept jsonb;
begin
    for said in
        select c.field, c.value, c.currency, c.corrected_by, c.corrected_at from public.document_corrections c
        where c.document_id = merge_metadata.document_id and c.taken_back_at is null
    loop
        merged := coalesce(merged, '{"fields": {}, "notes": []}');
        corrected := corrected || said.field;
        place := case when said.field = 'type' then '{type}'::text[] else array['fields', said.field] end;
        if said.value = '' then
            merged := merged #- place;
            continue;
        end if;
        -- A value that a person confirms keeps its place on the page.
        kept := case when merged #>> (place || '{value}'::text[]) = said.value
            then (merged #> place) - '{confidence,source,reason}'::text[] else '{}' end;
        merged := jsonb_set(merged, place, jsonb_strip_nulls(kept || jsonb_build_object(
            'value', said.value, 'currency', coalesce(said.currency, merged #>> (place || '{currency}'::text[])),
            'confidence', 1, 'source', 'person', 'reason', 'A person said so.', 'by', said.corrected_by,
            'at', said.corrected_at)));
    end loop;
    return merged || jsonb_build_object('review', jsonb_strip_nulls(jsonb_build_object(
        'fields_disagree', case when not merged #> '{review,fields_disagree}' ?| corrected
            then merged #> '{review,fields_disagree}' end,
        'fields_uncertain', nullif((merged #> '{review,fields_uncertain}') - corrected, '[]'))));
end
$$;
comment on function ocr.merge_metadata is
    'What was read of a document, with what people said about it. What a person has settled needs no review.';

create or replace function ocr.remember_issuer(document_id uuid)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
    delete from ocr.known_issuers k where k.document_id = remember_issuer.document_id;
    insert into ocr.known_issuers (document_id, owner_id, tax_id, name, type, named_at)
    select d.id, d.owner_id, d.ai_metadata #>> '{fields,issuer_tax_id,value}', d.issuer,
        case when d.ai_metadata #>> '{type,source}' = 'person' then d.document_type end, c.corrected_at
    from public.documents d
    join public.document_corrections c on c.document_id = d.id
        and c.field = 'issuer' and c.value <> '' and c.taken_back_at is null
    where d.id = remember_issuer.document_id and d.owner_id is not null
        and d.ai_metadata #>> '{fields,issuer_tax_id,value}' <> ''
$$;
comment on function ocr.remember_issuer is
    'Keeps or forgets what a document teaches: the name that a person gave to the issuer with its tax id.';

create or replace function ocr.issuers_known_for(document_id uuid)
returns table (tax_id text, name text, type text)
language sql
stable
security definer
set search_path = ''
as $$
    select distinct on (k.tax_id) k.tax_id, k.name, k.type
    from public.documents d
    join ocr.known_issuers k on k.owner_id = d.owner_id
    -- A document that has changed hands teaches its new owner nothing.
    join public.documents teacher on teacher.id = k.document_id and teacher.owner_id = k.owner_id
    where d.id = issuers_known_for.document_id
    order by k.tax_id, k.named_at desc
    limit 1000
$$;
comment on function ocr.issuers_known_for is 'Issuers that the owner of a document has named, by tax id; the latest word counts.';

create or replace function ocr.clean_value(field text, value text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
    types constant text[] := '{invoice,credit_note,receipt,utility_bill,payslip,bank_statement,transfer_receipt,'
        'insurance_policy,rental_contract,rent_update,meeting_minutes,delivery_note,warranty,medical_report,'
        'medical_appointment,prescription,school_report,school_letter,property_tax,traffic_fine,tax_letter,'
        'census_certificate,identity_card,vehicle_inspection,other}';
    dates constant text[] := '{document_date,period_start,period_end,due_date,event_date,expiry_date}';
    amounts constant text[] := '{total,tax_base,tax_amount,withholding_amount}';
    texts constant text[] := '{title,issuer,recipient,issuer_tax_id,recipient_tax_id,iban,invoice_number,reference_number,'
        'policy_number,contract_number,cups,plate,email,phone}';
    cleaned constant text := btrim(regexp_replace(clean_value.value, '\s+', ' ', 'g'));
    complaint text;
begin
    -- No message contains the value: Postgres logs messages.
    if clean_value.field is null or clean_value.field <> all (array['type'] || dates || amounts || texts) then
        complaint := 'There is no field of this name that can be corrected.';
    elsif length(clean_value.value) > 500 then
        complaint := 'A value may have at most 500 characters.';
    elsif clean_value.field = 'type' and cleaned <> all (types) then
        complaint := 'There is no document type of this name.';
    elsif clean_value.field = any (dates) and cleaned <> '' then
        begin
            if cleaned !~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$' or cleaned::date is null then
                complaint := clean_value.field || ' must be a date, as 2026-03-12.';
            end if;
        exception when datetime_field_overflow then
            complaint := clean_value.field || ' must be a date, as 2026-03-12.';
        end;
    elsif clean_value.field = any (amounts) and cleaned !~ '^(-?[0-9]{1,12}(\.[0-9]{1,2})?( [A-Z]{3})?)?$' then
        complaint := clean_value.field || ' must be an amount, as 107.30 or 107.30 EUR.';
    end if;
    if complaint is not null then
        raise exception '%', complaint using errcode = 'invalid_parameter_value';
    end if;
    if clean_value.field = any (array['issuer_tax_id', 'recipient_tax_id', 'iban', 'cups', 'plate']) then
        return upper(regexp_replace(cleaned, '[^[:alnum:]]', '', 'g'));
    end if;
    return cleaned;
end
$$;
comment on function ocr.clean_value is 'The value of a field as it is stored. Raises if there is no such field, or the value cannot be one.';

create or replace function ocr.add_correction()
returns trigger
language plpgsql
-- Takes back earlier rows, which the caller may not change. Checks the caller itself, since row security does not see a
-- row that this trigger drops.
security definer
set search_path = ''
as $$
declare
    cleaned constant text := ocr.clean_value(new.field, new.value);
begin
    -- The document is locked first, as everywhere.
    perform ocr.lock_own_document(new.document_id);
    update public.document_corrections c set taken_back_at = clock_timestamp(), taken_back_by = auth.uid()
    where c.document_id = new.document_id and c.field = new.field and c.taken_back_at is null;
    if cleaned is null then
        perform ocr.apply_corrections(new.document_id);
        return null;
    end if;
    if (select count(*) from public.document_corrections c where c.document_id = new.document_id) >= 1000 then
        raise exception 'A document can have at most 1,000 corrections.' using errcode = 'invalid_parameter_value';
    end if;
    new.value := cleaned;
    if new.field in ('total', 'tax_base', 'tax_amount', 'withholding_amount') and cleaned <> '' then
        new.value := (split_part(cleaned, ' ', 1)::numeric(14, 2))::text;
        new.currency := nullif(split_part(cleaned, ' ', 2), '');
    else
        new.currency := null;
    end if;
    new.corrected_by := auth.uid();
    new.corrected_at := clock_timestamp();
    new.taken_back_by := null;
    new.taken_back_at := null;
    return new;
end
$$;
comment on function ocr.add_correction() is 'Row trigger: checks a correction, says who made it and when, and takes back the one before.';

create or replace function ocr.apply_corrections(document_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    update public.documents d set
        ai_metadata = m.merged,
        review_reasons = m.reasons,
        -- A person who has looked at the document may have written needs_review.
        needs_review = case when m.reasons is distinct from d.review_reasons then cardinality(m.reasons) > 0
            else d.needs_review end
    from (
        select merged.merged,
            array(select reason from unnest(r.review_reasons) reason where reason not like 'fields\_%')
                || ocr.field_reasons(merged.merged) as reasons
        from public.documents r, ocr.merge_metadata(r.id, r.read_metadata) as merged (merged)
        where r.id = apply_corrections.document_id
    ) m
    where d.id = apply_corrections.document_id;
    perform ocr.remember_issuer(apply_corrections.document_id);
end
$$;
comment on function ocr.apply_corrections is 'Makes ai_metadata again from what was read and what people said.';

create or replace function ocr.apply_correction()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    if tg_table_name = 'document_line_corrections' then
        perform ocr.correct_text(new.document_id);
    else
        perform ocr.apply_corrections(new.document_id);
    end if;
    return null;
end
$$;
comment on function ocr.apply_correction() is 'Row trigger: what was said of a field or a line becomes part of the document.';

drop trigger if exists ocr_add_correction on public.document_corrections;
create trigger ocr_add_correction before insert on public.document_corrections
    for each row execute function ocr.add_correction();
drop trigger if exists ocr_apply_correction on public.document_corrections;
create trigger ocr_apply_correction after insert on public.document_corrections
    for each row execute function ocr.apply_correction();

create or replace function public.correct_field(document_id uuid, field text, value text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
    insert into public.document_corrections (document_id, field, value)
    values (correct_field.document_id, correct_field.field, correct_field.value);
    return (select d.ai_metadata from public.documents d where d.id = correct_field.document_id);
end
$$;
comment on function public.correct_field is
    'Says what a field (or the type) of one of the caller''s documents is; null takes it back, an empty text says that the document
has none. Returns the document''s metadata.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.correct_field(uuid, text, text) from public, anon;
grant execute on function public.correct_field(uuid, text, text) to authenticated, service_role;
