-- Queries of local.auth.

-- name: add_person
insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, created_at, updated_at)
values (%s, 'authenticated', 'authenticated', %s, %s, now(), now(), now())
on conflict (id) do update set encrypted_password = excluded.encrypted_password

-- name: find_person
select id, encrypted_password from auth.users where email = %s
