"""How the database reaches the function: address, token, and a request through pg_net."""

import hashlib
import json
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from function import __version__
from function.doctor.finding import Verdict, failure, ok, skipped, warning
from function.doctor.installation import Installation

POLL_SECONDS = 0.1
HERE_SECONDS = 10.0
CONFIGURE = "select ocr.configure(function_url => 'https://…', function_token => '…');"

_NO_URL = "function_url is not set"
# pg_net's own account of a timeout; 0 for a stage that was not reached.
_ANSWER_TIME = re.compile(r"http request/response time: ([0-9.]+)")


def check_url(installation: Installation) -> Verdict:
    address = _address(installation)
    url = address["url"]
    if not url and address["pulling"]:
        return ok(f"not set; {address['pulling']} workers pull documents from the queue")
    if not url:
        return failure("the database does not know where the function is", f"In the SQL editor: {CONFIGURE}")
    parts = urlsplit(url)
    if parts.path.strip("/"):
        return failure(
            f"function_url has a path: {url}",
            f"select ocr.configure(function_url => '{parts.scheme}://{parts.netloc}');",
        )
    if parts.scheme == "http" and "." in (parts.hostname or "") and not _is_number(parts.hostname or ""):
        return warning(
            f"{url} is not encrypted: the token is sent in plain text",
            "Put the function behind https (docker compose --profile tls up -d) and configure that URL.",
        )
    return ok(url)


def check_token(installation: Installation) -> Verdict:
    """Compare the database's token with this environment's by hash, so neither is sent."""
    address = _address(installation)
    given = address["token_sha256"]
    # There are several during a rotation.
    tokens = installation.settings.function_tokens
    configure = "select ocr.configure(function_token => '<FUNCTION_TOKEN of .env>');"
    if given is None and not address["url"] and address["pulling"]:
        return skipped(_NO_URL)
    if given is None:
        return failure("the database has no function_token", f"In the SQL editor: {configure}")
    if given not in {hashlib.sha256(token.encode()).hexdigest() for token in tokens}:
        return failure("the database's token is not FUNCTION_TOKEN", f"In the SQL editor: {configure}")
    return ok("the database's token is FUNCTION_TOKEN")


def check_from_here(installation: Installation) -> Verdict:
    """Ask for /health. At most a warning: the function may answer the database but not this machine."""
    url = _address(installation)["url"]
    if not url:
        return skipped(_NO_URL)
    try:
        answer = httpx.get(f"{url}/health", timeout=HERE_SECONDS)
        health = answer.json()
        status, version = health["status"], health["versions"]["kairo-ocr"]
    except httpx.HTTPError as error:
        return warning(
            f"{url} does not answer this machine ({type(error).__name__})",
            "Is the function running (docker compose ps, docker compose logs function)? Does the name point to its "
            "server? Are ports 80 and 443 open?",
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return warning(
            f"{url}/health answered {answer.status_code}, but not as this function does",
            "Something else listens there, or a proxy hides the function: compare function_url with the proxy's address.",
        )
    if status != "ok":
        return warning(
            f"its status is {status}", "loading: wait a minute. degraded: it cannot reach the database."
        )
    if version != __version__:
        return warning(
            f"it runs version {version}, and this is {__version__}", "docker compose up -d --build"
        )
    return ok(f"version {version}, models loaded")


def check_from_database(installation: Installation) -> Verdict:
    url = _address(installation)["url"]
    if not url:
        return skipped(_NO_URL)
    answer = _ask(installation, "ask_function", f"{url}/health/live")
    if isinstance(answer, Verdict):
        return answer
    if answer["status"] != 200 or not _says_ok(answer["content"]):
        return failure(
            f"{url} answered the database with status {answer['status']}, but not as the function does",
            "502 or 503: the proxy cannot reach the function. Otherwise, something other than the function listens there.",
        )
    return ok(f"pg_net reached {url}")


def check_token_from_database(installation: Installation) -> Verdict:
    """Send a read-only request that needs a token, signed as a dispatch's is."""
    address = _address(installation)
    url = address["url"]
    if not url or address["token_sha256"] is None:
        return skipped("function_url or function_token is not set")
    answer = _ask(installation, "ask_function_with_token", f"{url}/api/queue/stats")
    if isinstance(answer, Verdict):
        return skipped("the function was not reached")
    if answer["status"] == 401:
        return failure(
            "the function refused the database's token (401)",
            "It runs with another FUNCTION_TOKEN. Run docker compose up -d after changing .env, then "
            "select ocr.configure(function_token => '<FUNCTION_TOKEN of .env>');",
        )
    if answer["status"] == 503:
        return failure(
            "the function cannot reach its database (503)",
            "See docker compose logs function, and the checks above.",
        )
    if answer["status"] != 200:
        return failure(
            f"the answer was status {answer['status']}, not the queue's figures",
            "A proxy answers instead, or drops the Authorization header.",
        )
    return ok("the function accepts it")


def _address(installation: Installation) -> Mapping[str, Any]:
    return installation.row("function_address") or {"url": None, "token_sha256": None, "pulling": 0}


def _ask(installation: Installation, query: str, url: str) -> Mapping[str, Any] | Verdict:
    """Send one request through pg_net; return its answer, or a verdict on why there is none."""
    request = (installation.row(query, url=url) or {})["id"]
    deadline = time.monotonic() + installation.patience
    while (answer := installation.row("answer", id=request)) is None:
        if time.monotonic() > deadline:
            return _no_answer(installation, request)
        time.sleep(POLL_SECONDS)
    return _explain(answer, url) if answer["status"] is None else answer


def _no_answer(installation: Installation, request: int) -> Verdict:
    waiting = installation.row("waiting_request", id=request) or {}
    restart = "select net.worker_restart(); if that does not help, restart the project (dashboard, Settings, General)."
    if waiting["queued"] and not waiting["worker_seen"]:
        return failure(
            f"pg_net's worker is down: the request is still queued after {installation.patience:.0f} s",
            f"{restart} On a server of your own, shared_preload_libraries must have pg_net, and pg_net.database_name must "
            "be this database.",
        )
    return failure(
        f"pg_net did not send the request within {installation.patience:.0f} s: its worker hangs, or is busy with slow "
        "requests of other webhooks",
        f"Find them: select url, count(*) from net.http_request_queue group by 1; then {restart}",  # noqa: S608  a sentence
    )


def _explain(answer: Mapping[str, Any], url: str) -> Verdict:
    """Explain why pg_net got no answer, from curl's message."""
    error, host = str(answer["error"] or "").lower(), urlsplit(url).hostname
    if (found := _ANSWER_TIME.search(error)) and float(found[1]) > 0:
        return failure(
            f"{host} takes the database's request and does not answer within 5 s",
            "The function or the proxy before it hangs: docker compose logs function, then docker compose restart function. "
            "No firewall is in the way.",
        )
    if answer["timed_out"] or "timeout" in error or "timed out" in error:
        return failure(
            f"{host} does not answer the database within 5 s",
            "A firewall may drop the request: open the port (443) to the internet, or at least to the project. A hosted "
            "project cannot reach private addresses (10…, 192.168…, 172.16…).",
        )
    if "resolve" in error:
        return failure(
            f"the database does not know the name {host}",
            "The name needs a public DNS record; names from Docker or /etc/hosts are known on this machine only.",
        )
    if "ssl" in error or "certificate" in error:
        return failure(
            f"the certificate of {host} is not accepted",
            "Let Caddy fetch one (profile `tls`; the name must point here, and ports 80 and 443 must be open), or "
            "install the full chain.",
        )
    return failure(
        f"the database could not connect to {host} (pg_net: {_first_words(answer['error'])})",
        "Is the function running? Is the port in function_url the published one? A hosted project needs the function's "
        "public address: `localhost` and 127.0.0.1 are its own machine. In Supabase's local stack this machine is "
        f"host.docker.internal. {CONFIGURE}",
    )


def _says_ok(content: str | None) -> bool:
    try:
        return bool(json.loads(content or "")["status"] == "ok")
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _first_words(error: object) -> str:
    """Return curl's message up to the first colon; what follows may quote an address or a header."""
    return str(error or "no reason").split(":")[0][:80]


def _is_number(host: str) -> bool:
    return host.replace(".", "").isdigit()
