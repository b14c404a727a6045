#!/bin/sh
# Follows docs/install.md in a new project of the Supabase CLI that has migrations of its own: sh deploy/install/try.sh
# Needs Docker, the CLI, curl, and the image kairo-ocr. Leaves nothing running.
set -eu

checkout=$(pwd)
folder=$(mktemp -d)
cd "$folder"
trap 'docker rm -f kairo-ocr-try >/dev/null 2>&1 || true; supabase stop --no-backup >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
say() { printf '\n== %s\n' "$*"; }

say "an application with migrations of its own"
supabase init --yes
mkdir -p supabase/migrations
cat > supabase/migrations/20250101000000_app.sql <<'SQL'
create table public.documents (id uuid primary key default gen_random_uuid(), title text, file_url text);
alter table public.documents enable row level security;
insert into public.documents (title, file_url) select 'old ' || i, 'documents/' || i || '.pdf' from generate_series(1, 1000) i;
SQL
supabase start
supabase status --output env > status.env
. ./status.env

say "the function's settings"
network=$(docker inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}' \
    "$(docker ps --quiet --filter name=supabase_db_)")
database=$(docker ps --format '{{.Names}}' --filter name=supabase_db_)
gateway=$(docker ps --format '{{.Names}}' --filter name=supabase_kong_ --filter name=supabase_envoy_ --filter name=supabase_gateway_ | head -1)
# Of every stack of the CLI.
password=postgres
cat > .env <<ENV
DATABASE_URL=postgresql://postgres:$password@$database:5432/postgres
SUPABASE_URL=http://$gateway:8000
SUPABASE_SERVICE_ROLE_KEY=${SECRET_KEY:-$SERVICE_ROLE_KEY}
FUNCTION_TOKEN=$(openssl rand -hex 32)
ENV
run() { docker run --rm --network "$network" --env-file .env --tmpfs /tmp kairo-ocr "$@"; }

say "the function"
docker run --detach --name kairo-ocr-try --network "$network" --network-alias kairo-ocr --env-file .env --tmpfs /tmp kairo-ocr

say "the database"
run migrate --dry-run
run migrate --function-url http://kairo-ocr:8080
run migrate --status

say "the application's own push still works"
echo 'create table public.notes (id int);' > supabase/migrations/20250102000000_more.sql
supabase db push --yes

say "the doctor"
for _ in $(seq 60); do
    [ "$(docker inspect --format '{{.State.Health.Status}}' kairo-ocr-try)" = healthy ] && break
    sleep 5
done
run doctor

say "the first document"
curl -fsS -X POST "$API_URL/storage/v1/object/documents/first.png" -H "apikey: ${SECRET_KEY:-$SERVICE_ROLE_KEY}" \
    -H "Authorization: Bearer ${SECRET_KEY:-$SERVICE_ROLE_KEY}" -H "Content-Type: image/png" \
    --data-binary @"$checkout/local/samples/letter.png"
ask() { docker exec "$database" psql -U postgres -Atc "$1"; }
ask "insert into documents (file_url, title) values ('documents/first.png', 'first')"
for _ in $(seq 60); do
    status=$(ask "select ocr_status from documents where title = 'first'")
    case $status in completed | failed) break ;; esac
    sleep 5
done
[ "$status" = completed ]
ask "select left(ocr_text, 80) from documents where title = 'first'"

say "removal leaves the application as it was"
ask "select ocr.remove()"
[ "$(ask "select count(*) from documents where title like 'old %'")" = 1000 ]
[ "$(ask "select to_regnamespace('ocr') is null")" = t ]
[ "$(ask "select count(*) from supabase_migrations.schema_migrations where version like '2025%'")" = 2 ]
say "all of it works"
