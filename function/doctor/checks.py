"""All checks, ordered from the machine outwards, so that the first failure explains those after it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import psycopg

from function.doctor import (
    connection,
    environment,
    function_url,
    language_model,
    machine,
    models,
    people,
    sandbox,
    schedule,
    schema,
    storage,
)
from function.doctor.finding import Finding, Verdict, failure, skipped
from function.doctor.installation import Installation
from function.errors import SettingsError
from function.settings import Settings, load_settings

BEFORE_LOGIN: Mapping[str, Callable[[Settings], Verdict]] = {
    "settings": environment.check_settings,
    "project": environment.check_project,
    "service key": environment.check_service_key,
    "memory": machine.check_memory,
    "cores": machine.check_cores,
    "temporary files": machine.check_temporary_files,
    "sandbox": sandbox.check_sandbox,
    "models": models.check_weights,
    "receiver": schedule.check_receiver,
    "language model": language_model.check_language_model,
}
AFTER_LOGIN: Mapping[str, Callable[[Installation], Verdict]] = {
    "encryption": lambda installation: connection.check_encryption(installation.connection),
    "clock": lambda installation: connection.check_clock(installation.connection),
    "postgres": schema.check_postgres,
    "space": schema.check_space,
    "vector": schema.check_vector,
    "pg_net": schema.check_pg_net,
    "pg_cron": schema.check_pg_cron,
    "vault": schema.check_vault,
    "documents": schema.check_documents,
    "migrations": schema.check_migrations,
    "other migrations": schema.check_project_history,
    "rights": schema.check_rights,
    "triggers": schema.check_triggers,
    "exposure": schema.check_exposure,
    "people": people.check_people,
    "uploads of people": people.check_uploads,
    "function url": function_url.check_url,
    "function token": function_url.check_token,
    "function from here": function_url.check_from_here,
    "function from the database": function_url.check_from_database,
    "token from the database": function_url.check_token_from_database,
    "cron jobs": schedule.check_cron_jobs,
    "cron runs": schedule.check_cron_runs,
    "queue": schedule.check_queue,
    "callbacks": schedule.check_callbacks,
}
CHECKS = (
    *BEFORE_LOGIN,
    "storage",
    "storage version",
    "database address",
    "database login",
    *AFTER_LOGIN,
    "buckets",
)


def examine(patience: float = 20.0) -> Iterator[Finding]:
    """Yield a finding for each check as soon as it is done; a broken installation never raises.

    `patience` is how many seconds pg_net may take for a request.
    """
    try:
        settings = load_settings()
    except SettingsError as error:
        for complaint in error.complaints or (str(error),):
            yield Finding(
                "settings", "failure", complaint, "Correct it in the environment; .env.example explains it."
            )
        for name in CHECKS[1:]:
            yield Finding(name, "skipped", "not checked until all settings are valid", "")
        return
    yield from Examination(settings, patience).run()


@dataclass
class Examination:
    settings: Settings
    patience: float
    has_failed: bool = field(default=False, init=False)

    def run(self) -> Iterator[Finding]:
        for name, check in BEFORE_LOGIN.items():
            yield self._make(name, partial(check, self.settings))
        verdict, buckets = storage.list_buckets(self.settings)
        yield self._make("storage", lambda: verdict)
        if buckets is None:
            yield from _skip(("storage version",), "Storage was not reached")
        else:
            yield self._make("storage version", lambda: storage.check_version(self.settings))
        address = self._make("database address", lambda: connection.check_address(self.settings))
        yield address
        if address.level != "ok":
            yield from _skip(("database login", *AFTER_LOGIN, "buckets"), "the database has no address")
            return
        verdict, opened = connection.connect(self.settings)
        yield self._make("database login", lambda: verdict)
        if opened is None:
            yield from _skip((*AFTER_LOGIN, "buckets"), "the function could not log in to the database")
            return
        with opened:
            installation = Installation(self.settings, opened, self.patience)
            for name, check_link in AFTER_LOGIN.items():
                yield self._make(name, partial(check_link, installation))
            yield self._make("buckets", lambda: storage.check_buckets(installation, buckets))

    def _make(self, name: str, check: Callable[[], Verdict]) -> Finding:
        try:
            verdict = check()
        except psycopg.errors.InsufficientPrivilege as error:
            verdict = failure(
                f"the role of DATABASE_URL lacks a right: {error.diag.message_primary}",
                "Use the role postgres in DATABASE_URL.",
            )
        except psycopg.ProgrammingError as error:
            verdict = self._explain_missing(error)
        except psycopg.DataError as error:
            verdict = failure(
                f"the database cannot read a value it has: {error.diag.message_primary}",
                "If it speaks of a ciphertext, Vault has another project's key (see the check `vault`): "
                "select ocr.configure(…) again.",
            )
        except psycopg.Error as error:
            verdict = failure(
                f"the database closed the connection ({type(error).__name__})",
                "Run the doctor again. Is Postgres restarting?",
            )
        except Exception as error:
            verdict = failure(
                f"the check itself failed ({type(error).__name__})",
                "This is a bug in the doctor: please report it.",
            )
        self.has_failed = self.has_failed or verdict.level == "failure"
        return Finding(name, verdict.level, verdict.found, verdict.remedy)

    def _explain_missing(self, error: psycopg.ProgrammingError) -> Verdict:
        """A missing object is usually explained by an earlier check."""
        found = str(error.diag.message_primary)
        if self.has_failed:
            return skipped(found)
        return failure(found, f"Apply the migrations of this version: {schema.MIGRATE}.")


def _skip(names: tuple[str, ...], reason: str) -> Iterator[Finding]:
    for name in names:
        yield Finding(name, "skipped", reason, "")
