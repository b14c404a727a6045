-- The interface of supabase_vault 0.3.1 for a Postgres that cannot load it. Nothing is encrypted: the column `secret`
-- is base64 of the value behind a checksum, so that nobody mistakes it for the value, and a value made under another
-- key, or for another row, is refused as by the real one. The real key is a file of the server; here it is a setting.
\echo Use "create extension supabase_vault" to load this file. \quit

create function vault._checksum(message bytea, additional bytea) returns bytea
language sql stable set search_path = ''
as $$
    select sha256(convert_to(coalesce(current_setting('vault.root_key', true), ''), 'UTF8') || additional || message)
$$;

create function vault._crypto_aead_det_encrypt(message bytea, additional bytea) returns bytea
language sql stable set search_path = ''
as $$
    select vault._checksum(message, additional) || message
$$;

create function vault._crypto_aead_det_decrypt(message bytea, additional bytea) returns bytea
language plpgsql stable security definer set search_path = ''
as $$
begin
    if vault._checksum(substr(message, 33), additional) <> substr(message, 1, 32) then
        raise data_exception using message = 'pgsodium_crypto_aead_det_decrypt_by_id: invalid ciphertext';
    end if;
    return substr(message, 33);
end
$$;

create table vault.secrets (
    id uuid primary key default gen_random_uuid(),
    name text,
    description text not null default '',
    secret text not null,
    key_id uuid,
    nonce bytea,
    created_at timestamptz not null default current_timestamp,
    updated_at timestamptz not null default current_timestamp
);
create unique index on vault.secrets (name) where name is not null;

create view vault.decrypted_secrets as
select
    id, name, description, secret,
    convert_from(
        vault._crypto_aead_det_decrypt(decode(secret, 'base64'), convert_to(id::text, 'UTF8')), 'UTF8'
    ) as decrypted_secret,
    key_id, nonce, created_at, updated_at
from vault.secrets;

create function vault._encrypt(value text, id uuid) returns text
language sql stable set search_path = ''
as $$
    select encode(
        vault._crypto_aead_det_encrypt(convert_to(value, 'UTF8'), convert_to(id::text, 'UTF8')), 'base64')
$$;

create function vault.create_secret(
    new_secret text,
    new_name text default null,
    new_description text default '',
    new_key_id uuid default null
) returns uuid
language sql security definer set search_path = ''
as $$
    insert into vault.secrets (id, secret, name, description)
    select fresh.id, vault._encrypt(new_secret, fresh.id), new_name, new_description
    from gen_random_uuid() as fresh (id)
    returning id
$$;

create function vault.update_secret(
    secret_id uuid,
    new_secret text default null,
    new_name text default null,
    new_description text default null,
    new_key_id uuid default null
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
    -- As there: nothing needs the old value, and it is decrypted all the same.
    decrypted_secret text := (select s.decrypted_secret from vault.decrypted_secrets s where s.id = secret_id);
begin
    update vault.secrets s
    set secret = coalesce(vault._encrypt(new_secret, s.id), s.secret),
        name = coalesce(new_name, s.name),
        description = coalesce(new_description, s.description),
        updated_at = now()
    where s.id = secret_id;
end
$$;

-- Grants as on Supabase: nobody may insert or update directly.
revoke all on all functions in schema vault from public;
grant usage on schema vault to postgres with grant option;
grant select, delete, truncate, references on vault.secrets, vault.decrypted_secrets
    to postgres with grant option;
grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt
    to postgres with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt to service_role;
