#!/bin/sh
# Saves the database and the files of the profile `local` into a folder: sh deploy/local/backup.sh FOLDER
# The profile must be running, the folder must not be there. Ends with an error, and leaves no backup, when a part of it cannot be saved.
set -eu

folder=${1:?"name a folder for the backup"}
[ ! -e "$folder" ] || { echo "$folder is there already; name another folder" >&2; exit 1; }
new=$folder.unfinished
mkdir -p "$new"
trap 'rm -rf "$new"' EXIT
compose() { docker compose --profile local "$@"; }

compose exec -T database pg_dump -U supabase_admin -Fc postgres > "$new/database.dump"
# The key of Vault, without which its secrets are lost, and the files.
compose exec -T database tar -cz -C /etc/postgresql-custom . > "$new/database-key.tgz"
compose exec -T storage tar -cz -C /var/lib/storage . > "$new/storage.tgz"

# A program that ends well may have written nothing all the same.
compose exec -T database pg_restore --list < "$new/database.dump" | grep -q 'TABLE DATA public documents '
tar -tzf "$new/database-key.tgz" | grep -q pgsodium_root.key
tar -tzf "$new/storage.tgz" > "$new/files.txt"

chmod 700 "$new"
mv "$new" "$folder"
trap - EXIT
echo "saved in $folder: $(wc -l < "$folder/files.txt") files, $(du -sh "$folder" | cut -f1)"
