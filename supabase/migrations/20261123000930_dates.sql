-- Dates as people write them, in Spanish, Catalan, Galician, Portuguese, Basque, French and English: in papers, in names of
-- files and in queries. Users cannot call these functions (20261123000550_search_text.sql says why).

create or replace function ocr.fold_dates(text text)
returns text
language sql
immutable
parallel safe
strict
set search_path = ''
as $$
    -- «març» and «março» without their cedilla would be names of people.
    select ocr.fold_text(replace(lower(fold_dates.text), 'març', 'marz'))
$$;
comment on function ocr.fold_dates(text) is 'A text as ocr.find_dates reads it.';

create or replace function ocr.month_number(name text)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
    select case when left(month_number.name, 4) = 'juil' then 7 else (
        '{"ene": 1, "gen": 1, "xan": 1, "jan": 1, "urt": 1, "feb": 2, "fev": 2, "ots": 2, "mar": 3, "abr": 4, "apr": 4,
          "avr": 4, "api": 4, "may": 5, "mai": 5, "jun": 6, "xun": 6, "jui": 6, "eka": 6, "jul": 7, "xul": 7, "uzt": 7,
          "ago": 8, "aug": 8, "aou": 8, "abu": 8, "sep": 9, "set": 9, "ira": 9, "oct": 10, "out": 10, "urr": 10,
          "nov": 11, "aza": 11, "dic": 12, "des": 12, "dec": 12, "dez": 12, "abe": 12}'::jsonb ->> left(month_number.name, 3)
        )::integer end
$$;
comment on function ocr.month_number(text) is 'The number of a month that ocr.date_pattern has found.';

create or replace function ocr.date_pattern()
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- One expression, because Postgres keeps only 32 compiled ones for a connection, and this one takes long.
    select format(
        -- 1-3: 2024-03-12.  4-6: 12/03/2024, 12.3.24.  4, 7, 8: 12 03 2024.
        '\m(?:(%1$s)[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})'
        || '|([0-9]{1,2})(?:[-/.]([0-9]{1,2})[-/.](%1$s|[0-9]{2})| ([0-9]{2}) (%1$s))'
        -- 9-13: 2024ko martxoaren 12a, 12 de marzo de 2024, March 12, 2024, mar-24, marzo.
        || '|(?:(%1$s)(?:e?ko)? |([0-9]{1,2})(?:[ºª°]|st|nd|rd|th|er)?%3$s)?(%2$s)(?:\.?%3$s([0-9]{1,2})(?:st|nd|rd|th|a|an|ean)?)?'
        || '(?:\.?%3$s(%1$s))?'
        -- 14-16: 20240312.
        || '|(%1$s)([0-9]{2})([0-9]{2})'
        -- 17-20: 1er trimestre de 2024, 1T 2024, T1, primer trimestre.
        || '|(?:([1-4])[ .]?(?:[ºª°]|er|r|o|n|t|d|nd|rd|th)?[ .]{0,2}(?:trimestr?e|trim|hiruhileko[a-z]*|quarter|t|q)'
        || '|[tq]([1-4])|(primer|segundo|tercer|cuarto|segon|quart|primeiro|terceiro|first|second|third|fourth|premier'
        || '|deuxieme|troisieme|quatrieme)o? (?:trimestre|quarter))(?:\.?%3$s(%1$s))?'
        -- 21-22: 03/2024.  23-24: 2023/24, 2023-2024, 2024-03.  25: 2024.
        || '|([0-9]{1,2})[-/](%1$s)|(%1$s) ?[-/] ?([0-9]{2}|%1$s)|(%1$s))\M(?![-/.,:][0-9])',
        '(?:19|20)[0-9]{2}',
        'ene(?:ro)?|gen(?:er)?|xan(?:eiro)?|jan(?:eiro|uary|v(?:ier)?)?|urt(?:arril(?:a|aren|ak|ean)?)?'
        || '|feb(?:r(?:er|eiro|ero|uary))?|fev(?:r(?:ier)?|ereiro)?|ots(?:ail(?:a|aren|ak|ean)?)?|mar(?:zo?|ch?|co|s|txo(?:a|aren|ak|an)?)?'
        || '|abr(?:il)?|apr(?:il)?|avr(?:il)?|apiril(?:a|aren|ak|ean)?|ma(?:yo?|ig?|io|iatz(?:a|aren|ak|ean)?)'
        || '|jun(?:io|y|ho|e)?|xuno?|juin|ekain(?:a|aren|ak|ean)?|jul(?:io|iol|ho|y)?|xul(?:lo)?|juil(?:let)?|uztail(?:a|aren|ak|ean)?'
        || '|ago(?:sto?)?|aug(?:ust)?|aout|abuztu(?:a|aren|ak|an)?|set(?:iembre|embr[eo])?|sep(?:t(?:iembre|ember|embre)?)?'
        || '|irail(?:a|aren|ak|ean)?|oct(?:ubre|ober|obre)?|out(?:ubro)?|urri(?:a|aren|ak|an)?|nov(?:iembre|embr[eo]|ember)?'
        || '|azaro(?:a|aren|ak|an)?|dic(?:iembre)?|des(?:embre)?|dec(?:embr[eo]|ember)?|dez(?:embro)?|abendu(?:a|aren|ak|an)?',
        '[ ,./_-]{0,3}(?:(?:de|del|do|of) |d[''’])?[''’]?')
$$;
comment on function ocr.date_pattern() is 'A regular expression for dates in the text of ocr.fold_dates; ocr.find_dates reads its groups.';

create or replace function ocr.find_dates(text text, most integer)
returns table (n bigint, label text, phrase text, first_day date, last_day date, spelled text, has_year boolean)
language sql
immutable
parallel safe
set search_path = ''
as $$
    -- Whole months, quarters, school years and years are spans. A date that is not in the calendar is none.
    with pieces as materialized (
        select p.n, split_part(p.piece, chr(2), 1) as phrase,
            right(lag(split_part(p.piece, chr(2), case when p.n = 1 then 1 else 2 end)) over (order by p.n), 50) as before
        from unnest(string_to_array(
                regexp_replace(translate(find_dates.text, chr(1) || chr(2), '  '), ocr.date_pattern(), chr(1) || '\&' || chr(2), 'g'),
                chr(1))) with ordinality as p (piece, n)
        limit find_dates.most + 1
    ),
    found as materialized (
        -- The words before a date, in its line and since the last number, say what it is.
        select p.n, p.phrase, regexp_match(p.phrase, ocr.date_pattern()) as g,
            substr(p.before, length(rtrim(translate(p.before, '0123456789' || chr(10), repeat(chr(1), 11)),
                translate(translate(p.before, '0123456789' || chr(10), ''), chr(1), ''))) + 1) as label
        from pieces p
        -- The end of a number with dashes is no year.
        where p.n > 1 and translate(right(p.before, 2), '0123456789', '9999999999') not in ('9-', '9/', '9.')
    ),
    read as materialized (
        select f.n, f.label, f.phrase, f.g[11] as name,
            coalesce(f.g[1], f.g[6], f.g[8], f.g[9], f.g[13], f.g[14], f.g[20], f.g[22], f.g[23], f.g[25])::integer as year,
            coalesce(f.g[2], f.g[5], f.g[7], f.g[15], f.g[21], case when length(f.g[24]) = 2 and f.g[24] <= '12' then f.g[24] end
                )::integer as month,
            ocr.month_number(f.g[11]) as named_month,
            coalesce(f.g[3], f.g[4], f.g[10], f.g[16])::integer as day,
            f.g[12]::integer as beside,
            coalesce(f.g[17], f.g[18], case left(f.g[19], 2)
                when 'pr' then '1' when 'fi' then '1' when 'se' then '2' when 'de' then '2' when 'te' then '3' when 'th' then '3'
                when 'tr' then '3' else left(f.g[19], 0) || '4' end)::integer as quarter,
            f.g[23] is not null and right(f.g[24], 2)::integer = (right(f.g[23], 2)::integer + 1) % 100 as is_course,
            f.g[23] is not null as is_pair
        from found f
    ),
    told as materialized (
        select r.n, r.label, r.phrase, r.name, r.quarter, r.is_course, r.is_pair, coalesce(r.month, r.named_month) as month,
            -- A number after the name of a month is a year if it looks like one of this time, else a day.
            case when r.day is null and (r.year is not null or r.beside < 15) then r.beside else r.day end as day,
            case when r.year > 100 then r.year when coalesce(r.year, r.beside) between 15 and 39 then 2000 + coalesce(r.year, r.beside)
                when r.year < 15 then 2000 + r.year when r.year < 100 then 1900 + r.year end as year
        from read r
    ),
    spans as (
        select t.*, case
                when t.quarter is not null then 'quarter' when t.is_course then 'course' when t.day is not null then 'day'
                -- «Des de 2023» is no December, and without a day or a year only the full name is a month.
                when t.month is not null and (t.name is null
                    or t.name <> all ('{des,set,out,mai}'::text[]) and t.year is not null
                    or length(t.name) > 4 and t.name <> 'marco'
                    or t.name = any ('{mayo,maig,maio,mars,marz,juny,june,juin,july,aout,xuno,urria}'::text[]))
                then 'month'
                when t.month is null and not t.is_pair then 'year' end as spelled,
            case when t.month between 1 and 12 then make_date(coalesce(t.year, 2000), t.month, 1) end as month_begin
        from told t
    )
    select s.n, s.label, s.phrase,
        case s.spelled when 'quarter' then make_date(coalesce(s.year, 2000), s.quarter * 3 - 2, 1)
            when 'course' then make_date(s.year, 9, 1) when 'day' then s.month_begin + s.day - 1 when 'month' then s.month_begin
            when 'year' then make_date(s.year, 1, 1) end,
        case s.spelled when 'quarter' then (make_date(coalesce(s.year, 2000), s.quarter * 3 - 2, 1) + interval '3 months')::date - 1
            when 'course' then make_date(s.year + 1, 8, 31) when 'day' then s.month_begin + s.day - 1
            when 'month' then (s.month_begin + interval '1 month')::date - 1 when 'year' then make_date(s.year, 12, 31) end,
        s.spelled, s.year is not null
    from spans s
    where case s.spelled
        when 'day' then s.day between 1 and extract(day from s.month_begin + interval '1 month - 1 day')
        when 'month' then s.month_begin is not null
        when 'quarter' then true
        else s.year is not null and s.spelled is not null end
$$;
comment on function ocr.find_dates is
    'The dates in a text of ocr.fold_dates, at most so many, in order; spelled as day, month, quarter, course or year. label: the words
before it in its line; phrase: the date itself. Without a year, the year 2000 stands for it.';

create or replace function ocr.date_keys(first_day date, last_day date, spelled text)
returns text[]
language sql
immutable
parallel safe
set search_path = ''
as $$
    select case date_keys.spelled
        when 'day' then array[to_char(first_day, 'YYYY-MM-DD'), to_char(first_day, 'YYYY-MM'), to_char(first_day, 'YYYY')]
        when 'month' then array[to_char(first_day, 'YYYY-MM'), to_char(first_day, 'YYYY')]
        when 'quarter' then array[to_char(first_day, 'YYYY-"Q"Q'), to_char(first_day, 'YYYY')]
        when 'course' then array[to_char(first_day, 'YYYY') || '/' || to_char(last_day, 'YY')]
        else array[to_char(first_day, 'YYYY')] end
$$;
comment on function ocr.date_keys is 'What a date is found by: its day, month and year, its quarter, its school year.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
