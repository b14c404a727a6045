"""Which names Storage accepts for buckets and objects."""

import re

from local.storage.errors import invalid_key

# ASCII only, as in Storage 1.11, which does not accept `ñ` in a name either.
OBJECT_NAME = re.compile(r"[A-Za-z0-9_/!\-.*'() &$@=;:+,?]{1,1024}")
BUCKET_NAME = re.compile(r"[A-Za-z0-9_!\-.*'() &$@=;:+,?]{1,100}")


def check_object_name(name: str) -> str:
    segments = name.split("/")
    if not OBJECT_NAME.fullmatch(name) or any(segment in {"", ".", ".."} for segment in segments):
        raise invalid_key(name)
    return name


def check_bucket_name(name: str) -> str:
    if not BUCKET_NAME.fullmatch(name) or name.strip() != name or name in {".", ".."}:
        raise invalid_key(name)
    return name
