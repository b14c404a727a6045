"""The way to Postgres: its name, its address, its password, its encryption."""

import ipaddress
import socket
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row

from function.doctor.finding import Verdict, failure, ok, warning
from function.doctor.installation import QUERIES
from function.settings import Settings

CONNECT_SECONDS = 10
# A receiver of callbacks refuses timestamps that are five minutes off.
SKEW_WARNING_SECONDS = 30
SKEW_FAILURE_SECONDS = 300

_POOLER = "the pooler's (dashboard, Connect, Session pooler: user postgres.<ref>, host ….pooler.supabase.com)"


def check_address(settings: Settings) -> Verdict:
    """Whether DATABASE_URL is one, and its host has an address that this machine can reach."""
    try:
        told = conninfo_to_dict(settings.database_url.get_secret_value())
    except psycopg.ProgrammingError:
        return failure(
            "DATABASE_URL is no connection string",
            "Write postgresql://USER:PASSWORD@HOST:5432/postgres, with @ : / # % and spaces of the password "
            "percent-encoded.",
        )
    host, port = str(told.get("host") or "localhost"), int(str(told.get("port") or 5432))
    if host.endswith(".pooler.supabase.com") and "." not in str(told.get("user", "")):
        return failure(
            f"{host} is the pooler, which finds the project by its user, and the user is {told.get('user')}",
            "Write postgres.<ref> as the user in DATABASE_URL, <ref> from the project's URL.",
        )
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return failure(
            f"the name {host} is unknown here",
            "Correct the host in DATABASE_URL. In Docker, a name of another Compose project is not known; "
            "`localhost` is the container itself.",
        )
    addresses = [str(address[4][0]) for address in found]
    if not any(_has_route(address, port) for address in addresses):
        return failure(
            f"{host} has no address that can be reached from here ({', '.join(sorted(set(addresses)))})",
            f"A hosted project's direct address is IPv6 alone. Take {_POOLER} as DATABASE_URL, or give this "
            "machine (in Docker: its network) IPv6.",
        )
    pooled = ", transaction pooling" if port == 6543 else ""
    return ok(f"{told.get('user')}@{host}:{port}/{told.get('dbname', 'postgres')}{pooled}")


def connect(settings: Settings) -> tuple[Verdict, psycopg.Connection[DictRow] | None]:
    """Logs in as the function does; without a connection the verdict says why."""
    try:
        connection = psycopg.connect(
            settings.database_url.get_secret_value(),
            autocommit=True,
            row_factory=dict_row,
            prepare_threshold=None,
            connect_timeout=CONNECT_SECONDS,
            application_name="kairo-ocr doctor",
        )
        server = connection.execute(QUERIES["server"]).fetchone()
    except psycopg.Error as error:
        return _explain(str(error), type(error).__name__), None
    return ok(f"logged in as {server['role'] if server else '?'}"), connection


def _explain(message: str, kind: str) -> Verdict:
    """libpq's message may name hosts and users; of it only what is recognised is told."""
    text = message.lower()
    if "password authentication failed" in text or "no password supplied" in text:
        return failure(
            "the password is wrong",
            "Correct it in DATABASE_URL (dashboard, Database, Reset password); @ : / # % and spaces in it must be "
            "percent-encoded, and a value with $ in .env stands in single quotes.",
        )
    if "tenant or user not found" in text:
        return failure(
            "the pooler knows no such project",
            f"Take user and host of the same region and project: {_POOLER}.",
        )
    if "does not exist" in text:
        return failure(
            "there is no such user or database",
            "Correct DATABASE_URL; on a Supabase project both are called postgres (user postgres.<ref> on the pooler).",
        )
    if "ssl" in text or "certificate" in text or "pg_hba" in text:
        return failure(
            "the server refuses this kind of connection (TLS, certificate or pg_hba.conf)",
            "Add ?sslmode=require to DATABASE_URL; with verify-full, give sslrootcert= the project's certificate.",
        )
    if "too many" in text or "max client" in text or "slots are reserved" in text:
        return failure(
            "the server takes no more connections",
            "Close other programs' connections, or take the pooler. The function needs up to 4.",
        )
    if "refused" in text:
        return failure(
            "nothing listens at that address and port",
            "Is Postgres up, is the port right (5432; 6543 for transaction pooling), is the project paused?",
        )
    if "timeout" in text or "timed out" in text:
        return failure(
            f"no answer within {CONNECT_SECONDS} s",
            "A firewall or the project's network restrictions (dashboard, Database, Network restrictions) keep this "
            f"machine out; or only its IPv6 does not work: take {_POOLER}.",
        )
    return failure(
        f"Postgres did not let the function in ({kind})", "Try: psql \"$DATABASE_URL\" -c 'select 1'"
    )


def check_encryption(connection: psycopg.Connection[Any]) -> Verdict:
    if connection.pgconn.ssl_in_use:
        return ok("TLS")
    if _is_private(connection.info.hostaddr):
        return ok("none, and the way is within this machine or a private network")
    return warning(
        "none: the password is safe, the documents' text travels in the clear",
        "Add ?sslmode=require to DATABASE_URL.",
    )


def check_clock(connection: psycopg.Connection[DictRow]) -> Verdict:
    """This machine's clock against the database's."""
    before = datetime.now(UTC)
    row = connection.execute(QUERIES["clock"]).fetchone()
    middle = before + (datetime.now(UTC) - before) / 2
    skew = (middle - row["now"]).total_seconds() if row else 0.0
    found = f"{abs(skew):.1f} s {'ahead of' if skew > 0 else 'behind'} the database's"
    remedy = "Set this machine's clock: timedatectl set-ntp true."
    if abs(skew) >= SKEW_FAILURE_SECONDS:
        return failure(f"{found}: receivers refuse the signatures of callbacks", remedy)
    return warning(found, remedy) if abs(skew) >= SKEW_WARNING_SECONDS else ok(found)


def _has_route(address: str, port: int) -> bool:
    """Nothing is sent: connecting a datagram socket only asks the routing table."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, port))
    except OSError:
        return False
    return True


def _is_private(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        # A Unix socket.
        return True
