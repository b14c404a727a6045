"""People who sign in: whether the database and Storage let them do what the page and the API offer."""

import json
from uuid import uuid4

import psycopg

from function.doctor.finding import Verdict, ok, skipped, warning
from function.doctor.installation import Installation
from function.settings import Settings

NOBODY = "nobody is expected to sign in: neither SUPABASE_ANON_KEY nor SUPABASE_JWT_SECRET is set"


def check_people(installation: Installation) -> Verdict:
    """Whether those who are signed in may do in the database what is asked there as them."""
    if not _are_expected(installation.settings):
        return skipped(NOBODY)
    if closed := installation.rows("closed_to_people"):
        more = f", and {len(closed) - 1} more" if len(closed) > 1 else ""
        return warning(f"people sign in, but {closed[0]['what']}{more}", str(closed[0]["remedy"]))
    return ok("who is signed in sees, adds, corrects and deletes what is theirs")


def check_uploads(installation: Installation) -> Verdict:
    """Whether Storage's policies let somebody who is signed in keep a file and see it; the attempt is taken back."""
    if not _are_expected(installation.settings):
        return skipped(NOBODY)
    bucket, person = installation.settings.upload_bucket, uuid4()
    file = {"bucket": bucket, "name": f"{person}/{uuid4()}/doctor.txt"}
    claims = json.dumps({"sub": str(person), "role": "authenticated"})
    try:
        with installation.connection.transaction(force_rollback=True):
            installation.rows("become_person", claims=claims)
            installation.rows("try_to_keep_file", **file)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation):
        return warning(
            f"people sign in, but no policy of Storage lets them upload and read files in the bucket {bucket}",
            f"In the SQL editor: select ocr.allow_uploads('{bucket}'); or write policies of your own on storage.objects.",
        )
    return ok(f"people may keep files in a folder of their own in the bucket {bucket}")


def _are_expected(settings: Settings) -> bool:
    return bool(settings.supabase_anon_key or settings.supabase_jwt_secret)
