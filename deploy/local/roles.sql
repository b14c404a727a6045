-- Run once by the image when the database is created: its roles have no password yet.
\set password `echo "$POSTGRES_PASSWORD"`
alter user authenticator with password :'password';
alter user supabase_admin with password :'password';
alter user supabase_storage_admin with password :'password';
