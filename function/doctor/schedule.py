"""Background work: pg_cron's jobs, the queue, callbacks."""

from collections.abc import Sequence

import httpx
from psycopg.rows import DictRow

from function.doctor.finding import Verdict, failure, ok, skipped, warning
from function.doctor.installation import Installation
from function.doctor.schema import AGAIN
from function.settings import Settings

# The two frequent jobs run at least once a minute (pg_cron before 1.5 knows no shorter interval).
SILENCE_SECONDS = 180
OLD_WAIT_SECONDS = 900
RECEIVER_SECONDS = 10.0
FREQUENT = ("kairo-ocr-resubmit", "kairo-ocr-callbacks")
LOOK = "select * from cron.job_run_details order by runid desc limit 10; return_message says why."
# pg_cron's own words.
CONNECTION_FAILED = "connection failed"
NO_LOGIN = (
    "pg_cron logs in to its own server (cron.host) without a password, as Supabase's images let it: trust 127.0.0.1 and ::1 "
    "in pg_hba.conf, or set cron.use_background_workers = on and restart Postgres."
)


def check_cron_jobs(installation: Installation) -> Verdict:
    jobs = installation.rows("cron_jobs")
    if missing := [job["name"] for job in jobs if job["active"] is None]:
        return failure(
            f"not scheduled: {', '.join(missing)}; lost jobs are not retried",
            f"Each role sees only its own jobs. To schedule them: {AGAIN}.",
        )
    if off := [job["name"] for job in jobs if not job["active"] or not job["here"]]:
        return failure(
            f"switched off, or for another database: {', '.join(off)}",
            "select cron.alter_job(jobid, active => true, database => current_database()) from cron.job where "
            "jobname like 'kairo-ocr-%';",
        )
    return ok(f"{len(jobs)} scheduled and active")


def check_cron_runs(installation: Installation) -> Verdict:
    runs = {run["name"]: run for run in installation.rows("cron_runs")}
    if not runs:
        return skipped("nothing is scheduled")
    if failed := [run for run in runs.values() if run["status"] == "failed"]:
        return _tell_failed(failed)
    ages = [runs[name]["seconds_ago"] for name in FREQUENT if name in runs and runs[name]["status"]]
    if not ages:
        return warning(
            "no run has ended yet",
            "Run the doctor again in a minute. If nothing changes, pg_cron's worker is down: restart the project. On a "
            "server of your own, shared_preload_libraries must have pg_cron, and cron.database_name must be this database.",
        )
    if max(ages) > SILENCE_SECONDS:
        return failure(
            f"the last run was {max(ages)} s ago: pg_cron's worker is down",
            f"Restart the project (dashboard, Settings, General). {LOOK}",
        )
    return ok(f"the last runs succeeded, at most {max(ages)} s ago")


def _tell_failed(runs: Sequence[DictRow]) -> Verdict:
    messages = [str(run["message"] or "").strip() for run in runs]
    told = [
        f"{run['name']} ({message.splitlines()[0]})" if message else run["name"]
        for run, message in zip(runs, messages, strict=True)
    ]
    remedy = NO_LOGIN if CONNECTION_FAILED in messages else LOOK
    return failure(f"the last run failed: {', '.join(told)}", remedy)


def check_queue(installation: Installation) -> Verdict:
    stats = installation.row("stats") or {}
    counts = ", ".join(f"{stats[name]} {name}" for name in ("queued", "processing", "retrying", "failed"))
    if stats["stale"]:
        return warning(
            f"{counts}; {stats['stale']} stale (the instance that had them is gone)",
            "pg_cron queues them again within a minute. If not, see the checks `cron jobs` and `cron runs`.",
        )
    if stats["queued"] and stats["oldest_wait_seconds"] > OLD_WAIT_SECONDS:
        return warning(
            f"{counts}; the oldest has waited {stats['oldest_wait_seconds'] / 60:.0f} minutes",
            "If the checks above pass, the function is just busy: add another instance, or set OCR_MODEL=tiny.",
        )
    if stats["failed"]:
        return warning(
            f"{counts}; failed jobs are not retried automatically",
            "See select * from ocr.dead_letters; fix the cause, then select ocr.resubmit('<document id>', force => true);",
        )
    return ok(counts)


def check_receiver(settings: Settings) -> Verdict:
    """Whether anything answers HTTP at KAIRO_WEBHOOK_URL; no callback is sent."""
    url = settings.kairo_webhook_url
    if url is None:
        return skipped("KAIRO_WEBHOOK_URL is not set, so there are no callbacks")
    try:
        with httpx.Client(timeout=RECEIVER_SECONDS, follow_redirects=False) as client:
            status = client.head(url).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return failure(
            f"KAIRO_WEBHOOK_URL does not answer ({type(error).__name__})",
            "Correct it, or start the application; callbacks are retried for a day.",
        )
    if 300 <= status < 400:
        return failure(
            f"KAIRO_WEBHOOK_URL answers with a redirect ({status}), which is not followed",
            "Set it to the final address.",
        )
    return ok(f"something answers at KAIRO_WEBHOOK_URL (HEAD: {status})")


def check_callbacks(installation: Installation) -> Verdict:
    callbacks = installation.row("undelivered_callbacks") or {}
    if callbacks["given_up"] or callbacks["waiting"]:
        return warning(
            f"{callbacks['waiting']} refused and still retried, {callbacks['given_up']} given up in the last week",
            "select event, tries, last_status, last_error from ocr.callbacks where delivered_at is null; 401 or 403 means "
            "that the receiver has another WEBHOOK_SECRET.",
        )
    return ok("none undelivered")
