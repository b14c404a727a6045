"""What the migrations create: extensions, tables, functions, triggers and grants."""

import re
from collections.abc import Mapping

import psycopg
from psycopg.rows import DictRow

from function.database.queries import QUERIES
from function.doctor.environment import is_hosted
from function.doctor.finding import Verdict, failure, ok, warning
from function.doctor.installation import Installation
from function.migrations.files import find_migrations, find_missing, find_newer
from function.migrations.history import read_checksums

OLDEST_POSTGRES = 15
FREE_MEGABYTES, NEARLY = 500, 0.8
OLDEST_VECTOR = (0, 7)  # halfvec
MIGRATE = "docker compose run --rm function migrate"
# Repairs what was dropped by hand, of which the history knows nothing.
AGAIN = f"{MIGRATE} --again"
# Not what the Supabase CLI advises, which would have the project's own migrations forgotten.
FORGET = "delete from supabase_migrations.schema_migrations where version like '2026112300%';"

_PARAMETER = re.compile(r"%\(\w+\)s")
_COPY = re.compile(r"copy (?P<table>\S+) \((?P<columns>[^)]+)\)\s+from stdin", re.IGNORECASE)


def check_postgres(installation: Installation) -> Verdict:
    server = installation.row("server") or {}
    if server["number"] // 10_000 < OLDEST_POSTGRES:
        return failure(
            f"version {server['version']} is too old",
            f"Upgrade the project to PostgreSQL {OLDEST_POSTGRES} or later (dashboard, Settings, Infrastructure).",
        )
    return ok(f"version {server['version'].split()[0]}")


def check_space(installation: Installation) -> Verdict:
    """Whether the database takes writes, and how near it is to the limit of a free project."""
    space = installation.row("space") or {}
    size = f"{space['megabytes']:,} MB"
    if space["read_only"]:
        return failure(
            f"the database takes no writes ({size})",
            "A hosted project is read-only while its disk is full, or as a replica: delete rows or raise the disk's size "
            "(dashboard, Database, Settings).",
        )
    hosted = is_hosted(installation.settings)
    if hosted and FREE_MEGABYTES * NEARLY <= space["megabytes"] < FREE_MEGABYTES:
        return warning(
            f"{size}: if the project is a free one, it becomes read-only at {FREE_MEGABYTES} MB",
            "Ignore this on a paid plan; else delete documents, or change the plan.",
        )
    return ok(size)


def check_vector(installation: Installation) -> Verdict:
    found = installation.row("extension", name="vector") or {}
    if found["installed"] is None:
        return _not_installed("vector", "create extension vector with schema extensions;", found)
    if _version(found["installed"]) < OLDEST_VECTOR:
        return failure(
            f"version {found['installed']} is too old: half-precision vectors need {'.'.join(map(str, OLDEST_VECTOR))}",
            "alter extension vector update; if there is no newer version, upgrade the project.",
        )
    place = installation.row("vector_types") or {}
    if not place["usable"]:
        return failure(
            f"it is in the schema {place['schema']}, but must be in the schema extensions",
            "alter extension vector set schema extensions;",
        )
    return ok(f"version {found['installed']}")


def check_pg_net(installation: Installation) -> Verdict:
    found = installation.row("extension", name="pg_net") or {}
    if found["installed"] is None:
        return _not_installed("pg_net", "create extension pg_net with schema extensions;", found)
    return ok(
        f"version {found['installed']}; every SQL user may read its queue, so each token in it opens one document only, "
        "for ten minutes"
    )


def check_pg_cron(installation: Installation) -> Verdict:
    found = installation.row("extension", name="pg_cron") or {}
    if found["installed"] is None:
        return _not_installed("pg_cron", "create extension pg_cron with schema pg_catalog;", found)
    return ok(f"version {found['installed']}")


def check_vault(installation: Installation) -> Verdict:
    found = installation.row("extension", name="supabase_vault") or {}
    if found["installed"] is None:
        return warning(
            "not installed: the token is in ocr.settings, readable by service_role",
            "create extension supabase_vault with schema vault; then select ocr.configure(…) again.",
        )
    state = (installation.row("vault_state") or {})["state"]
    if state == "another key":
        names = [row["name"] for row in installation.rows("lost_settings")]
        return failure(
            f"it cannot decrypt {', '.join(names)}: they were saved under another project's key, as in a restored backup",
            f"In the SQL editor: select ocr.configure({', '.join(f'{name} => …' for name in names)});",
        )
    if state == "closed":
        return warning(
            "the role postgres has no rights in it: the token is in ocr.settings, readable by service_role",
            "As the owner of the extension: grant usage on schema vault to postgres; grant select, delete on all tables "
            "in schema vault to postgres; grant execute on all functions in schema vault to postgres; then select "
            "ocr.configure(…) again.",
        )
    if lost := (installation.row("lost_passwords") or {})["lost"]:
        return warning(
            f"it cannot decrypt passwords of encrypted files ({lost}): they were saved under another project's key",
            "Their owners have to set them again. To forget them: delete from ocr.passwords where id in (select "
            "ocr.lost_passwords());",
        )
    return ok(f"version {found['installed']}")


def check_documents(installation: Installation) -> Verdict:
    """Whether the project's own table can be used; the first migration refuses to begin where it cannot."""
    if complaints := [row["complaint"] for row in installation.rows("unusable_columns")]:
        return failure(
            f"public.documents cannot be used: {'; '.join(complaints)}",
            "Rename or change these columns, or give the table another name (without one, the migrations make their own); "
            f"then {MIGRATE}.",
        )
    return ok("its columns have the types that are needed")


def check_migrations(installation: Installation) -> Verdict:
    """Whether every query of the function is valid in this database.

    `explain` looks up tables, columns and functions without running the query.
    """
    unknown = {name: why for name, why in _explain_all(installation).items() if not _is_refusal(why)}
    if unknown:
        return failure(
            f"{len(unknown)} of {len(QUERIES)} queries are not valid: {_some(unknown)}",
            f"Apply the migrations of this version: {_remedy(installation)}. Upgrade the database before the function.",
        )
    return _compare_history(installation, f"all {len(QUERIES)} queries of this version are valid")


def _remedy(installation: Installation) -> str:
    return MIGRATE if find_missing(find_migrations(), read_checksums(installation.connection)) else AGAIN


def _compare_history(installation: Installation, valid: str) -> Verdict:
    migrations, applied = find_migrations(), read_checksums(installation.connection)
    if newer := find_newer(migrations, applied):
        return ok(f"{valid}, although the database is that of a newer version ({newer[-1]})")
    if not applied:
        return ok(f"{valid}; they were not applied by `migrate`, which would record them")
    if missing := find_missing(migrations, applied):
        return warning(
            f"{valid}, but {len(missing)} migrations are not those of this version, from {missing[0].version}",
            f"{MIGRATE}.",
        )
    return ok(f"{valid}; the last migration is {migrations[-1].version}")


def check_project_history(installation: Installation) -> Verdict:
    """Whether `supabase db push` of the project's own migrations still works: it wants a file for each version there."""
    try:
        found = installation.row("project_history") or {}
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        return ok("none")
    if found["ours"] and found["others"]:
        return warning(
            f"the Supabase CLI's history lists {found['ours']} migrations of Kairo OCR beside {found['others']} of the "
            "project, and `supabase db push` refuses where it misses the files of either",
            f"{MIGRATE}, which keeps a history of its own, and then in the SQL editor: {FORGET}",
        )
    return ok(
        f"{found['others']} migrations of the project's own, which ours leave alone"
        if found["others"]
        else "none"
    )


def check_rights(installation: Installation) -> Verdict:
    """Whether the role of DATABASE_URL may run every query and sees all rows."""
    role = (installation.row("server") or {})["role"]
    remedy = (
        "Use the role postgres in DATABASE_URL, which owns what the migrations create, or grant these rights."
    )
    refused = {name: why for name, why in _explain_all(installation).items() if _is_refusal(why)}
    if refused:
        return failure(
            f"{role} may not run {len(refused)} of {len(QUERIES)} queries: {_some(refused)}", remedy
        )
    if hidden := [row["relation"] for row in installation.rows("tables_hidden")]:
        return failure(f"row security hides rows of {', '.join(hidden)} from {role}", remedy)
    return ok(f"{role} may run all queries and sees all rows")


def check_triggers(installation: Installation) -> Verdict:
    if off := installation.rows("triggers_off", concern="queue"):
        return failure(f"{_names(off)}; inserted documents are not queued, or not sent", _enabling(off))
    if off := installation.rows("triggers_off", concern="corrections"):
        return failure(
            f"{_names(off)}; what people correct is refused, or kept without effect", _enabling(off)
        )
    return ok("inserted documents are queued, corrections applied")


def check_exposure(installation: Installation) -> Verdict:
    """What users must not be able to access, and what the application's server must."""
    if opened := [row["what"] for row in installation.rows("opened_to_people")]:
        return failure(
            f"accessible to the application's users: {_some(opened)}",
            "revoke all on all functions in schema ocr from public, anon, authenticated; the same for its tables and "
            "public.ocr_queue; alter table … enable row level security.",
        )
    if closed := [row["what"] for row in installation.rows("closed_to_service_role")]:
        return warning(
            f"service_role lacks {_some(closed)}",
            "grant usage on schema ocr to service_role; grant execute on all functions in schema ocr to service_role;",
        )
    if not (installation.row("documents_row_security") or {"on": True})["on"]:
        return warning(
            "public.documents has no row security: anyone with the anon key can read every text",
            "alter table public.documents enable row level security; then write your own policies (SECURITY.md).",
        )
    if off := installation.rows("triggers_off", concern="people"):
        return warning(
            f"{_names(off)}; a user's row may name any file of the project",
            f"Ignore this if the application checks file_url itself; otherwise: {_enabling(off)}",
        )
    return ok("anon and authenticated have no access to the queue; row security is on")


def _names(triggers: list[DictRow]) -> str:
    return f"missing or disabled: {', '.join(row['name'] for row in triggers)}"


def _enabling(triggers: list[DictRow]) -> str:
    """What brings the triggers back: the migrations, if one was dropped."""
    if any(row["missing"] for row in triggers):
        return f"{AGAIN}."
    return " ".join(row["enabling"] for row in triggers)


def _explain_all(installation: Installation) -> Mapping[str, psycopg.Error]:
    """Return the queries that the database refuses, with its errors."""
    refused: dict[str, psycopg.Error] = {}
    for name, query in QUERIES.items():
        try:
            installation.connection.execute(f"explain {_without_parameters(query)}".encode())
        except psycopg.ProgrammingError as error:
            refused[name] = error
    return refused


def _without_parameters(query: str) -> str:
    """Replace each parameter with null; `copy` cannot be explained, so it becomes an insert."""
    query = _PARAMETER.sub("null", query).replace("%%", "%")
    if match := _COPY.match(query):
        table, columns = match["table"], match["columns"]
        return f"insert into {table} ({columns}) select {columns} from {table}"  # noqa: S608  our own file
    return query


def _is_refusal(error: psycopg.Error) -> bool:
    return isinstance(error, psycopg.errors.InsufficientPrivilege)


def _some(items: Mapping[str, psycopg.Error] | list[str]) -> str:
    """Join the first three items; for errors, their distinct messages."""
    if isinstance(items, list):
        texts = items
    else:
        texts = list(dict.fromkeys(error.diag.message_primary or name for name, error in items.items()))
    return "; ".join(texts[:3]) + (f"; and {len(texts) - 3} more" if len(texts) > 3 else "")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


def _not_installed(name: str, statement: str, found: Mapping[str, object]) -> Verdict:
    if found["available"] is None:
        return failure(
            "not installed, and not available on this server (only a Supabase Postgres has every extension)",
            f"Install {name} on the server, or move to a Supabase project; then {statement}",
        )
    return failure(
        "not installed", f"{statement} If the check `migrations` fails, apply the migrations again."
    )
