-- Checks an existing `documents` table before changing anything.

do $$
declare
    complaints text;
begin
    select string_agg(checked.complaint, '; ') into complaints from (
        -- The doctor runs the same check (function/doctor/queries.sql).
        with wanted (name, types) as (values
            ('id', array['uuid']),
            ('owner_id', array['uuid']),
            ('file_url', array['text', 'character varying']),
            ('file_name', array['text', 'character varying']),
            ('mime_type', array['text', 'character varying']),
            ('created_at', array['timestamp with time zone', 'timestamp without time zone', 'date']),
            ('ocr_priority', array['smallint']),
            ('force_ocr', array['boolean']),
            ('ocr_status', array['text']),
            ('ocr_text', array['text']),
            ('ocr_markdown', array['text']),
            ('ocr_media_type', array['text']),
            ('ocr_notes', array['text[]']),
            ('needs_review', array['boolean']),
            ('review_reasons', array['text[]']),
            ('searchable_file_url', array['text']),
            ('page_count', array['integer', 'bigint']),
            ('language', array['text', 'character varying']),
            ('ocr_confidence', array['real']),
            ('ocr_error_code', array['text']),
            ('ocr_error', array['text']),
            ('ocr_completed_at', array['timestamp with time zone']),
            ('ai_metadata', array['jsonb']),
            ('read_metadata', array['jsonb'])
        ),
        found as (
            select a.attname::text as name, a.attnum, format_type(a.atttypid, null) as type,
                a.attgenerated <> '' and pg_get_expr(g.adbin, g.adrelid) like '%ai\_metadata%' as is_generated
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef g on g.adrelid = a.attrelid and g.adnum = a.attnum
            where a.attrelid = to_regclass('public.documents') and a.attnum > 0 and not a.attisdropped
        )
        select format('%s is %s and must be %s', w.name, f.type, w.types[1]) as complaint
        from wanted w join found f using (name)
        where f.type <> all (w.types)
        union all
        select format('%s is not generated from ai_metadata and must be renamed', f.name) from found f
        where not f.is_generated and f.name in (
            'document_type', 'document_date', 'due_date', 'issuer', 'total_amount', 'currency')
        union all
        select 'it is not an ordinary table' from pg_catalog.pg_class c
        where c.oid = to_regclass('public.documents') and c.relkind <> 'r'
        union all
        select 'id is missing, or neither primary key nor unique' from pg_catalog.pg_class c
        where c.oid = to_regclass('public.documents') and not exists (
            select from pg_catalog.pg_index i join found f on f.attnum = i.indkey[0]
            where i.indrelid = c.oid and f.name = 'id' and i.indnkeyatts = 1 and i.indisunique and i.indimmediate
                and i.indpred is null)
    ) checked;
    if complaints is not null then
        raise exception 'Kairo OCR was not installed and nothing was changed, because it cannot use the table public.documents: %.',
            complaints using
            errcode = 'datatype_mismatch',
            hint = 'Rename or change these columns, or rename the table; if there is none, the installation creates it.';
    end if;
end
$$;
