-- Queries of local.net_worker.

-- name: take_batch
with batch as (
    delete from net.http_request_queue
    where id in (select id from net.http_request_queue order by id limit %s)
    returning id, method::text, url, headers, body, timeout_milliseconds
)
select id, method, url, body, timeout_milliseconds,
       (select jsonb_object_agg(key, value) from jsonb_each_text(headers) where value is not null) as headers
from batch
order by id

-- name: save_response
insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg)
values (%s, %s, %s, %s, %s, %s, %s)

-- name: forget_old_responses
delete from net._http_response where created < now() - interval '6 hours'
