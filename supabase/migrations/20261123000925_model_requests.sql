-- How many requests a day the functions make to the language model: one count for all instances.

create table if not exists ocr.model_requests (
    day date primary key,
    requests integer not null check (requests >= 0)
);
comment on table ocr.model_requests is 'Requests to the language model by day (UTC), of all instances together.';
alter table ocr.model_requests enable row level security;
revoke all on ocr.model_requests from public, anon, authenticated;
grant all on ocr.model_requests to service_role;

create or replace function ocr.reserve_model_request(per_day integer)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
    today constant date := (clock_timestamp() at time zone 'utc')::date;
begin
    if coalesce(reserve_model_request.per_day, 0) < 1 then
        return false;
    end if;
    insert into ocr.model_requests as m (day, requests) values (today, 1)
    on conflict on constraint model_requests_pkey do update set requests = m.requests + 1
    where m.requests < reserve_model_request.per_day;
    return found;
end
$$;
comment on function ocr.reserve_model_request is
    'Counts a request to the language model. false: as many as per_day have been made today, and none is counted.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
