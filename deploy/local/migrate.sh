#!/bin/sh
# Applies new files of /migrations, each in one transaction with its row in the Supabase CLI's history, and tells the
# database where the function is. psql takes the connection from PGHOST and related variables.
set -eu

# Hides hundreds of notices that there is nothing to replace.
export PGOPTIONS="-c client_min_messages=warning"

run() { psql --quiet --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

run <<'SQL'
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
SQL

for file in "${MIGRATIONS:-/migrations}"/*.sql; do
    base=$(basename "$file" .sql)
    version=${base%%_*}
    known=$(run -c "select 1 from supabase_migrations.schema_migrations where version = '$version'")
    [ -z "$known" ] || continue
    echo "applying $base"
    run --single-transaction --output /dev/null --file "$file" \
        -c "insert into supabase_migrations.schema_migrations (version, name) values ('$version', '${base#*_}')"
done

# From the environment, not as arguments: everyone can see command lines.
run --output /dev/null <<'SQL'
\getenv url FUNCTION_URL
\getenv token FUNCTION_TOKEN
select ocr.configure(function_url => :'url', function_token => :'token');
SQL
echo "the database is up to date"
