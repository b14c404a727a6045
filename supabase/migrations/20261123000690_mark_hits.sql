-- The snippet of a hit: HTML with marks around the words and codes of the query.

create or replace function public.mark_hits(
    language text, text text, query_text text, opening text default '<mark>', closing text default '</mark>'
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    query constant text := ocr.bounded('query_text', mark_hits.query_text, 2000);
    original constant text := ocr.bounded('text', mark_hits.text, 20000);
    first constant text := chr(57344);
    last constant text := chr(57345);
    -- Has the same length as the text, so that positions apply to both. ts_headline does not look inside tags.
    plain constant text := translate(ocr.stem_text(mark_hits.language, original), '<>&' || first || last, '     ');
    any_word constant tsquery :=
        regexp_replace(ocr.words_query(query)::text, '&|<->', '|', 'g')::tsquery;
    code_pattern constant text := (
        select string_agg((
            select string_agg(case
                when sign in ('o', '0') then '[o0]' when sign in ('i', 'l', '1') then '[il1]'
                when sign in ('s', '5') then '[s5]' when sign in ('b', '8') then '[b8]'
                when sign in ('z', '2') then '[z2]' when sign in ('g', '6', '9') then '[g69]' else sign end, '[^a-z0-9]{0,3}')
            from regexp_split_to_table(regexp_replace(c.written, '[^a-z0-9]+', '', 'g'), '') as s (sign)
        ), '|')
        from ocr.query_codes(query) c);
    marked text := case when numnode(any_word) = 0 then plain else ts_headline(
        ocr.text_search_config(mark_hits.language), plain, any_word,
        format('HighlightAll=true, StartSel=%s, StopSel=%s', first, last)) end;
begin
    if code_pattern is not null then
        marked := regexp_replace(marked, '(' || code_pattern || ')', first || '\1' || last, 'g');
    end if;
    return (
        select string_agg(
            case p.piece[1] when first then left(mark_hits.opening, 100) when last then left(mark_hits.closing, 100) else '' end
            || replace(replace(replace(replace(
                substr(original, 1 + p.before::integer, length(p.piece[2])),
                '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'),
            '' order by p.n)
        from (
            select m.piece, m.n, sum(length(m.piece[2])) over (order by m.n) - length(m.piece[2]) as before
            from regexp_matches(
                marked, format('([%1$s%2$s]?)([^%1$s%2$s]*)', first, last), 'g') with ordinality as m (piece, n)
        ) p);
end
$$;
comment on function public.mark_hits is
    'Text as escaped HTML, with marks around the words and codes of the query; ignores accents, case and separators of codes.';

revoke execute on function public.mark_hits from public, anon;
grant execute on function public.mark_hits to authenticated, service_role;
