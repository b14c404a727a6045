"""Storage: whether it answers, accepts the key, and has the buckets that documents name."""

import re
from collections import Counter
from typing import Any

import httpx
import psycopg

from function.connection import expecting
from function.doctor.finding import Verdict, failure, ok, skipped, warning
from function.doctor.installation import Installation
from function.errors import FileUrlError
from function.intake.file_url import parse_file_url
from function.intake.storage import open_storage
from function.settings import Settings

DEFAULT_BUCKET = "documents"
# The first release that keeps every request to the file backend in its folder.
SAFE_STORAGE = (1, 74, 0)
_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
# What Supabase answers for a project that is paused.
PAUSED = 540
# Not every bucket has few neighbours.
MAX_LISTING = 4 * 1024 * 1024

Bucket = dict[str, Any]


def list_buckets(settings: Settings) -> tuple[Verdict, list[Bucket] | None]:
    """Return the buckets that the service key sees; if there are none to return, the verdict says why."""
    key = settings.supabase_service_role_key.get_secret_value()
    try:
        with open_storage(settings.supabase_url, key) as client:
            answer = client.get("/bucket", extensions=expecting(MAX_LISTING))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _unreachable(settings, error), None
    if answer.status_code == 200:
        try:
            buckets = answer.json()
        except (ValueError, RecursionError):
            buckets = None
        if isinstance(buckets, list):
            return ok(f"{settings.supabase_url} answers and accepts the key"), buckets
    return _refused(settings, answer.status_code), None


def check_version(settings: Settings) -> Verdict:
    """Storage's own version, as far as it tells; a hosted project is kept up to date by Supabase."""
    try:
        with open_storage(
            settings.supabase_url, settings.supabase_service_role_key.get_secret_value()
        ) as client:
            answer = client.get("/version")
    except (httpx.HTTPError, httpx.InvalidURL):
        return skipped("Storage does not answer")
    found = _VERSION.fullmatch(answer.text.strip()) if answer.status_code == 200 else None
    if found is None:
        return ok("it does not say")
    if tuple(map(int, found.groups())) < SAFE_STORAGE:
        safe = ".".join(map(str, SAFE_STORAGE))
        return warning(
            f"{found[0]}: with files on a disk, requests can leave their folder; mended in {safe}",
            "Raise the image supabase/storage-api in the Compose file of Supabase.",
        )
    return ok(found[0])


def check_buckets(installation: Installation, buckets: list[Bucket] | None) -> Verdict:
    """Check the buckets of at most a thousand documents."""
    if buckets is None:
        return skipped("Storage did not list its buckets")
    if not buckets and _count(installation):
        return failure(
            f"the key sees none of the {_count(installation)} buckets, so it is not the service_role key",
            "Set SUPABASE_SERVICE_ROLE_KEY to the project's service_role or secret key.",
        )
    named, strange = _named_buckets(installation)
    there = {str(bucket["id"]): bucket for bucket in buckets}
    if missing := sorted(named.keys() - there.keys()):
        return failure(
            f"documents name buckets that do not exist: {', '.join(f'{name} ({named[name]})' for name in missing)}",
            "Create the bucket (dashboard, Storage, New bucket, private), or correct documents.file_url; then "
            "select ocr.resubmit_failed(error_code => 'file_missing');",
        )
    if not named and DEFAULT_BUCKET not in there:
        return warning(
            f"there is no bucket {DEFAULT_BUCKET!r}",
            "insert into storage.buckets (id, name, public) values ('documents', 'documents', false); or use another "
            "bucket.",
        )
    if strange:
        return warning(
            f"{strange} documents have a file_url outside this project's Storage",
            "Use bucket/path; files are never fetched from other hosts. See the rows' ocr_error.",
        )
    if unfit := _unfit_for_copies(installation.settings, named, there):
        return warning(
            f"SEARCHABLE_PDF is on, but {', '.join(unfit)} does not accept PDFs",
            "Add application/pdf to the bucket's allowed_mime_types.",
        )
    return ok(", ".join(sorted(named) or [DEFAULT_BUCKET]))


def _named_buckets(installation: Installation) -> tuple[Counter[str], int]:
    """Count the documents per bucket, and those whose file_url names none."""
    named, strange = Counter[str](), 0
    for row in installation.rows("file_urls"):
        try:
            named[parse_file_url(row["file_url"], installation.settings.supabase_url, "").bucket] += 1
        except FileUrlError:
            strange += 1
    return named, strange


def _unfit_for_copies(settings: Settings, named: Counter[str], there: dict[str, Bucket]) -> list[str]:
    if not settings.searchable_pdf:
        return []
    taken = {name: there[name].get("allowed_mime_types") for name in named}
    return [name for name, types in taken.items() if types and not {"application/pdf", "*/*"} & set(types)]


def _count(installation: Installation) -> int:
    try:
        return int((installation.row("bucket_count") or {"buckets": 0})["buckets"])
    except psycopg.Error:
        # Storage may not be in this database.
        return 0


def _unreachable(settings: Settings, error: Exception) -> Verdict:
    return failure(
        f"{settings.supabase_url} does not answer ({type(error).__name__})",
        "Correct SUPABASE_URL: https://<ref>.supabase.co, or the address of your own gateway as seen from here (in "
        "Docker, `localhost` is the container itself). A paused project does not answer either.",
    )


def _refused(settings: Settings, status: int) -> Verdict:
    if status in (301, 302, 307, 308):
        return failure(
            f"{settings.supabase_url} redirects ({status}), and redirects are not followed",
            "Set SUPABASE_URL to the final address, with https://.",
        )
    if status == PAUSED:
        return failure(
            "the project is paused",
            "Restore it in the dashboard. A free project is paused after a week with little use; a paid one is not.",
        )
    if status >= 500:
        return failure(
            f"Storage answers {status}", "Check the project's status; the function keeps retrying."
        )
    if status in (200, 404, 405):
        return failure(
            f"there is no Storage at {settings.supabase_url} ({status})",
            "SUPABASE_URL must be the project's address without a path, not the dashboard's or the database's.",
        )
    return failure(
        f"Storage does not accept the key ({status})",
        "Set SUPABASE_SERVICE_ROLE_KEY to this project's service_role or secret key (dashboard, Settings, API Keys); "
        "after a rotation the old one is invalid.",
    )
