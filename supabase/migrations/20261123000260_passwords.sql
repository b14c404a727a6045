-- Passwords of encrypted files: one for a single document, or a user's short list for all of their documents.
--
-- Only the function can read them, and it asks for them only when a file turns out to be encrypted. Where Vault can be
-- used, the table holds only the ids of its secrets.

create table if not exists ocr.passwords (
    id uuid primary key default gen_random_uuid(),
    document_id uuid unique references public.documents (id) on delete cascade,
    owner_id uuid,
    place integer not null default 1,
    secret_id uuid,
    value text,
    unique (owner_id, place),
    check (num_nonnulls(document_id, owner_id) = 1),
    check (num_nonnulls(secret_id, value) = 1)
);
comment on table ocr.passwords is
    'Passwords to try on encrypted files, of a document or of an owner. No role can read it; use ocr.passwords_for.';
comment on column ocr.passwords.secret_id is 'The secret in Vault; where Vault cannot be used the password is in value.';
alter table ocr.passwords enable row level security;
revoke all on ocr.passwords from public, anon, authenticated, service_role;

create or replace function ocr.forget_secret()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- Dynamic, so that this function can be created without Vault.
    execute 'delete from vault.secrets where id = $1' using old.secret_id;
    return null;
exception when undefined_table or invalid_schema_name or insufficient_privilege then
    -- Vault has been removed or closed since. Deleting a document must not fail because of it.
    return null;
end
$$;
comment on function ocr.forget_secret() is 'Row trigger: deletes the Vault secret of a deleted password.';

drop trigger if exists ocr_forget_secret on ocr.passwords;
create trigger ocr_forget_secret after delete on ocr.passwords
    for each row when (old.secret_id is not null)
    execute function ocr.forget_secret();

create or replace function ocr.check_password(password text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
    -- The message must not contain the password: Postgres logs messages.
    if password is null or length(password) not between 1 and 128 then
        raise exception 'A password must have 1 to 128 characters.' using errcode = 'invalid_parameter_value';
    end if;
end
$$;
comment on function ocr.check_password(text) is 'Raises if a password is empty or too long.';

create or replace function ocr.keep_password(document_id uuid, owner_id uuid, password text, place integer default 1)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
    password_id constant uuid := gen_random_uuid();
    secret_id uuid;
begin
    perform ocr.check_password(keep_password.password);
    if ocr.vault_state() not in ('missing', 'closed') then
        execute 'select vault.create_secret($1, $2)'
        into secret_id using keep_password.password, 'kairo_ocr_password_' || password_id;
    end if;
    insert into ocr.passwords (id, document_id, owner_id, place, secret_id, value)
    values (
        password_id, keep_password.document_id, keep_password.owner_id, keep_password.place, secret_id,
        case when secret_id is null then keep_password.password end
    );
end
$$;
comment on function ocr.keep_password is 'Saves one password of a document or of an owner, in Vault if it can be used.';

create or replace function ocr.is_server()
returns boolean
language sql
stable
set search_path = ''
as $$
    -- The caller's role: inside a security definer function, current_user is the owner.
    select coalesce(
        (
            select r.rolsuper or r.rolbypassrls from pg_catalog.pg_roles r
            where r.rolname = coalesce(nullif(current_setting('role', true), 'none'), session_user)
        ),
        false
    )
$$;
comment on function ocr.is_server() is 'Whether the caller is the project''s own server (service_role, postgres) and not a user.';

create or replace function ocr.lock_own_document(document_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
    perform from public.documents d
    where d.id = lock_own_document.document_id and (d.owner_id = auth.uid() or ocr.is_server())
    for no key update;
    if not found then
        raise exception 'You have no document %.', lock_own_document.document_id using
            errcode = 'insufficient_privilege',
            hint = 'Only the owner of a document (documents.owner_id) may correct it or have it read again.';
    end if;
end
$$;
comment on function ocr.lock_own_document is 'Locks a document of the caller until the transaction ends. Raises if they have none.';

create or replace function ocr.read_unlocked(document_id uuid, owner_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- A document being read may have asked for passwords already, unless its file is open.
    perform ocr.submit(q.document_id)
    from (
        select j.document_id from public.documents d
        join public.ocr_queue j on j.document_id = d.id
        where (d.id = read_unlocked.document_id or d.owner_id = read_unlocked.owner_id)
            and ((j.status = 'failed' and j.error_code = 'file_encrypted')
                or (j.status = 'processing' and j.pages_total is null))
        order by d.id
        limit 1000
        for update of d
    ) q;
end
$$;
comment on function ocr.read_unlocked is
    'Queues documents that failed because they had no password: one document, or up to 1000 of an owner.';

create or replace function public.set_document_password(document_id uuid, password text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    perform from public.documents d
    where d.id = set_document_password.document_id and (d.owner_id = auth.uid() or ocr.is_server())
    for update;
    if not found then
        raise exception 'You have no document %.', set_document_password.document_id using
            errcode = 'insufficient_privilege',
            hint = 'Only the owner of a document (documents.owner_id) may set its password.';
    end if;
    delete from ocr.passwords p where p.document_id = set_document_password.document_id;
    if set_document_password.password is not null then
        perform ocr.keep_password(set_document_password.document_id, null, set_document_password.password);
        perform ocr.read_unlocked(set_document_password.document_id, null);
    end if;
end
$$;
comment on function public.set_document_password is
    'Saves the password of one of the caller''s documents, and reads it again if it failed for lack of one; null forgets it.';

create or replace function public.set_owner_passwords(owner_id uuid, passwords text[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_column
begin
    if set_owner_passwords.owner_id is null then
        raise exception 'owner_id must not be null.' using errcode = 'invalid_parameter_value';
    end if;
    if cardinality(set_owner_passwords.passwords) > 20 then
        raise exception 'An owner can have at most 20 passwords.' using errcode = 'invalid_parameter_value';
    end if;
    -- Otherwise two concurrent calls would merge their lists.
    perform pg_advisory_xact_lock(hashtextextended('kairo_ocr_passwords ' || set_owner_passwords.owner_id, 0));
    delete from ocr.passwords p where p.owner_id = set_owner_passwords.owner_id;
    perform ocr.keep_password(null, set_owner_passwords.owner_id, given.password, given.place::integer)
    from unnest(set_owner_passwords.passwords) with ordinality as given (password, place);
    if cardinality(set_owner_passwords.passwords) > 0 then
        perform ocr.read_unlocked(null, set_owner_passwords.owner_id);
    end if;
end
$$;
comment on function public.set_owner_passwords is
    'For the project''s server: sets the passwords (at most 20) to try on every encrypted file of this owner; an empty list forgets them.';

create or replace function public.set_my_passwords(passwords text[])
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
    if auth.uid() is null then
        raise exception 'You are not logged in.' using errcode = 'insufficient_privilege';
    end if;
    perform public.set_owner_passwords(auth.uid(), set_my_passwords.passwords);
end
$$;
comment on function public.set_my_passwords is
    'Sets the passwords (at most 20) to try on every encrypted file of the caller; an empty list forgets them.';

create or replace function ocr.passwords_for(document_id uuid)
returns setof text
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    kept record;
    password text;
begin
    for kept in
        select p.secret_id, p.value
        from public.documents d
        join ocr.passwords p on p.document_id = d.id or p.owner_id = d.owner_id
        where d.id = passwords_for.document_id
        order by p.document_id is null, p.place
    loop
        password := kept.value;
        if password is null then
            begin
                execute 'select decrypted_secret from vault.decrypted_secrets where id = $1'
                into password using kept.secret_id;
            exception when others then
                -- A secret encrypted with another project's key cannot be decrypted; the user has to set it again.
                continue;
            end;
        end if;
        if password is not null then
            return next password;
        end if;
    end loop;
end
$$;
comment on function ocr.passwords_for(uuid) is
    'For the function, when a file is encrypted: the document''s own password first, then its owner''s.';

create or replace function ocr.lost_passwords()
returns setof uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
    kept record;
    password text;
begin
    for kept in select p.id, p.secret_id from ocr.passwords p where p.secret_id is not null loop
        begin
            execute 'select decrypted_secret from vault.decrypted_secrets where id = $1'
            into password using kept.secret_id;
        exception when others then
            password := null;
        end;
        if password is null then
            return next kept.id;
        end if;
    end loop;
end
$$;
comment on function ocr.lost_passwords() is
    'Ids of passwords that Vault cannot decrypt, for example after a restore into another project. Only their users can set them again.';

revoke execute on all functions in schema ocr from public, anon, authenticated;
grant execute on all functions in schema ocr to service_role;
revoke execute on function public.set_document_password(uuid, text) from public, anon;
revoke execute on function public.set_my_passwords(text[]) from public, anon;
revoke execute on function public.set_owner_passwords(uuid, text[]) from public, anon, authenticated;
grant execute on function public.set_document_password(uuid, text) to authenticated, service_role;
grant execute on function public.set_my_passwords(text[]) to authenticated;
grant execute on function public.set_owner_passwords(uuid, text[]) to service_role;
