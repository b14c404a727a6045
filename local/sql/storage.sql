-- Queries of local.storage.

-- name: become
select set_config('request.jwt.claims', %s, true), set_config('role', 'authenticated', true)

-- name: list_buckets
select id, name, owner, public, file_size_limit, allowed_mime_types, created_at, updated_at
from storage.buckets
order by name

-- name: find_bucket
select id, name, owner, public, file_size_limit, allowed_mime_types, created_at, updated_at
from storage.buckets
where id = %s

-- name: create_bucket
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values (%(id)s, %(name)s, %(public)s, %(file_size_limit)s, %(allowed_mime_types)s)

-- name: update_bucket
update storage.buckets
set public = %(public)s, file_size_limit = %(file_size_limit)s, allowed_mime_types = %(allowed_mime_types)s,
    updated_at = now()
where id = %(id)s

-- name: delete_bucket
delete from storage.buckets where id = %s

-- name: find_object
select id, bucket_id, name, version, metadata, user_metadata, created_at, updated_at, last_accessed_at
from storage.objects
where bucket_id = %s and name = %s

-- name: insert_object
insert into storage.objects (bucket_id, name, version, metadata, user_metadata, owner, owner_id)
values (%s, %s, %s, %s, %s, auth.uid(), auth.uid()::text)
returning id, null as replaced

-- name: upsert_object
with before as (
    select version from storage.objects where bucket_id = %(bucket)s and name = %(name)s
)
insert into storage.objects (bucket_id, name, version, metadata, user_metadata)
values (%(bucket)s, %(name)s, %(version)s, %(metadata)s, %(user_metadata)s)
on conflict (bucket_id, name) do update
    set version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata,
        updated_at = now(), last_accessed_at = now()
returning id, (select version from before) as replaced

-- name: move_object
update storage.objects
set bucket_id = %(to_bucket)s, name = %(to_name)s, updated_at = now()
where bucket_id = %(bucket)s and name = %(name)s
returning id

-- name: remove_objects
delete from storage.objects
where bucket_id = %s and name = any(%s)
returning id, bucket_id, name, version, metadata, user_metadata, created_at, updated_at, last_accessed_at

-- name: empty_bucket
delete from storage.objects where bucket_id = %s returning version

-- name: list_folder
-- One level: the objects in the folder, and one row for each folder in it.
with inside as (
    select *, substr(name, length(%(folder)s) + 1) as rest
    from storage.objects
    where bucket_id = %(bucket)s and starts_with(name, %(folder)s)
), entries as (
    select rest as name, id, updated_at, created_at, last_accessed_at, metadata
    from inside
    where strpos(rest, '/') = 0
    union all
    select distinct split_part(rest, '/', 1), null::uuid, null::timestamptz, null::timestamptz,
        null::timestamptz, null::jsonb
    from inside
    where strpos(rest, '/') > 0
)
select name, id, updated_at, created_at, last_accessed_at, metadata
from entries
where name ilike %(search)s
order by
    case when %(column)s = 'name' and %(order)s = 'asc' then name end asc,
    case when %(column)s = 'name' and %(order)s = 'desc' then name end desc,
    case when %(order)s = 'asc' then
        case %(column)s when 'created_at' then created_at when 'updated_at' then updated_at
            when 'last_accessed_at' then last_accessed_at end end asc,
    case when %(order)s = 'desc' then
        case %(column)s when 'created_at' then created_at when 'updated_at' then updated_at
            when 'last_accessed_at' then last_accessed_at end end desc,
    name
limit %(limit)s offset %(offset)s
