#!/bin/sh
# Puts a backup of deploy/local/backup.sh in place of what the profile `local` has: sh deploy/local/restore.sh FOLDER
set -eu

folder=${1:?"name the folder of a backup"}
for part in database.dump database-key.tgz storage.tgz; do
    [ -s "$folder/$part" ] || { echo "there is no $folder/$part" >&2; exit 1; }
done
compose() { docker compose --profile local "$@"; }

compose stop function migrate
# First the key: Vault reads it when Postgres starts.
compose exec -T database tar -xz -C /etc/postgresql-custom < "$folder/database-key.tgz"
compose restart database
compose up -d --wait database storage
compose exec -T storage sh -c 'rm -rf /var/lib/storage/*; tar -xz -C /var/lib/storage' < "$folder/storage.tgz"
compose stop storage
compose exec -T database psql -q -v ON_ERROR_STOP=1 -U supabase_admin -d postgres < deploy/local/grants.sql
compose exec -T database pg_restore -U supabase_admin -d postgres --clean --if-exists < "$folder/database.dump"
compose up -d --wait storage function gateway
# Whatever the extensions have lost: pg_cron's jobs and the secrets.
compose run --rm migrate migrate --again --function-url http://function:8080
echo "restored from $folder; check it: docker compose run --rm function doctor"
