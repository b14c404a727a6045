#!/bin/sh
# Makes the files of a release: sh deploy/install/release.sh v0.1.0 ghcr.io/…/kairo-ocr:0.1.0@sha256:… [FOLDER]
# The bundle is what a server needs without a checkout: its Compose files take the released image instead of building one.
# With GH_TOKEN it also publishes the release, with the notes of CHANGELOG.md.
set -eu

tag=${1:?"name the tag"}
image=${2:?"name the image with its digest"}
version=${tag#v}
out=${3:-.}
name=kairo-ocr-$version
folder=$out/$name

mkdir "$folder"
cp -R docker-compose.yml docker-compose.override.yml .env.example deploy LICENSE THIRD_PARTY.md CHANGELOG.md "$folder"
sed -i "s|\${KAIRO_IMAGE:-kairo-ocr:latest}|\${KAIRO_IMAGE:-$image}|" "$folder"/docker-compose*.yml
grep -q "$image" "$folder/docker-compose.yml"
# Without a checkout there is nothing to build from.
sed -i '/^    build:$/,/^    # Secrets in files/{/^    # Secrets in files/!d}' "$folder/docker-compose.yml"
tar -czf "$folder.tgz" -C "$out" "$name"

# The section of this version.
sed -n "/^## \[$version\]/,/^## \[/{/^## \[/!p}" CHANGELOG.md > "$folder.notes.md"
grep -q '[^[:space:]]' "$folder.notes.md"

[ -n "${GH_TOKEN:-}" ] || exit 0
gh release create "$tag" --title "Kairo OCR $version" --notes-file "$folder.notes.md" "$folder.tgz" .local/sbom.json
