"""The connection to Postgres: host name, address, login, encryption, clock."""

import ipaddress
import socket
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row

from function.doctor.finding import Verdict, failure, ok, warning
from function.doctor.installation import QUERIES
from function.settings import DatabaseSettings

CONNECT_SECONDS = 10
# Receivers of callbacks refuse timestamps that are five minutes off.
SKEW_WARNING_SECONDS = 30
SKEW_FAILURE_SECONDS = 300

_POOLER = (
    "the session pooler (dashboard, Connect, Session pooler: user postgres.<ref>, host ….pooler.supabase.com)"
)


def check_address(settings: DatabaseSettings) -> Verdict:
    """Whether DATABASE_URL is valid, and its host has an address that this machine can reach."""
    try:
        parts = conninfo_to_dict(settings.database_url.get_secret_value())
    except psycopg.ProgrammingError:
        return failure(
            "DATABASE_URL is not a connection string",
            "Write postgresql://USER:PASSWORD@HOST:5432/postgres, and percent-encode @ : / # % and spaces in the "
            "password.",
        )
    host, port = str(parts.get("host") or "localhost"), int(str(parts.get("port") or 5432))
    if host.endswith(".pooler.supabase.com") and "." not in str(parts.get("user", "")):
        return failure(
            f"{host} is the pooler, which finds the project by the user name, and the user is {parts.get('user')}",
            "Write postgres.<ref> as the user in DATABASE_URL, with <ref> from the project's URL.",
        )
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return failure(
            f"the host name {host} is unknown here",
            "Correct the host in DATABASE_URL. In Docker, service names of other Compose projects are unknown, and "
            "`localhost` is the container itself.",
        )
    addresses = [str(address[4][0]) for address in found]
    if not any(_has_route(address, port) for address in addresses):
        return failure(
            f"{host} has no address that is reachable from here ({', '.join(sorted(set(addresses)))})",
            f"A hosted project's direct address is IPv6 only. Use {_POOLER} in DATABASE_URL, or enable IPv6 on this "
            "machine (in Docker, on its network).",
        )
    notes = ", transaction pooling" if port == 6543 else ""
    if all(":" in address for address in addresses):
        notes += ", by IPv6 alone, which works here; the session pooler works everywhere"
    return ok(f"{parts.get('user')}@{host}:{port}/{parts.get('dbname', 'postgres')}{notes}")


def connect(settings: DatabaseSettings) -> tuple[Verdict, psycopg.Connection[DictRow] | None]:
    """Log in as the function does; if there is no connection, the verdict says why."""
    try:
        connection = psycopg.connect(
            settings.database_url.get_secret_value(),
            autocommit=True,
            row_factory=dict_row,
            prepare_threshold=None,
            connect_timeout=CONNECT_SECONDS,
            application_name="kairo-ocr",
        )
        server = connection.execute(QUERIES["server"]).fetchone()
    except psycopg.Error as error:
        return _explain(str(error), type(error).__name__), None
    return ok(f"logged in as {server['role'] if server else '?'}"), connection


def _explain(message: str, kind: str) -> Verdict:
    """Explain the known errors. libpq's message itself is not shown, because it may name hosts and users."""
    text = message.lower()
    if "password authentication failed" in text or "no password supplied" in text:
        return failure(
            "the password is wrong",
            "Correct it in DATABASE_URL (dashboard, Database, Reset password). Percent-encode @ : / # % and spaces in "
            "it, and put a value with $ in single quotes in .env.",
        )
    if "tenant or user not found" in text:
        return failure(
            "the pooler does not know this project, or the project is paused",
            f"If the dashboard says paused, restore it there. Else copy user and host from this project: {_POOLER}.",
        )
    if "does not exist" in text:
        return failure(
            "there is no such user or database",
            "Correct DATABASE_URL. In a Supabase project both are called postgres (user postgres.<ref> on the pooler).",
        )
    if "ssl" in text or "certificate" in text or "pg_hba" in text:
        return failure(
            "the server refuses this kind of connection (TLS, certificate or pg_hba.conf)",
            "Add ?sslmode=require to DATABASE_URL; with verify-full, set sslrootcert to the project's certificate.",
        )
    if "too many" in text or "max client" in text or "slots are reserved" in text:
        return failure(
            "the server accepts no more connections",
            "Close connections of other programs, or use the pooler. The function needs up to 4.",
        )
    if "refused" in text:
        return failure(
            "nothing listens at that address and port",
            "Is Postgres up? Is the port right (5432, or 6543 for transaction pooling)? Is the project paused?",
        )
    if "timeout" in text or "timed out" in text:
        return failure(
            f"no answer within {CONNECT_SECONDS} s",
            "A firewall or the project's network restrictions (dashboard, Database, Network restrictions) may block "
            f"this machine. If only its IPv6 does not work, use {_POOLER}.",
        )
    return failure(f"Postgres refused the login ({kind})", "Try: psql \"$DATABASE_URL\" -c 'select 1'")


def check_encryption(connection: psycopg.Connection[Any]) -> Verdict:
    if connection.pgconn.ssl_in_use:
        return ok("TLS")
    if _is_private(connection.info.hostaddr):
        return ok("none, but the connection stays within this machine or a private network")
    return warning(
        "none: the password is safe, but the text of documents is sent unencrypted",
        "Add ?sslmode=require to DATABASE_URL.",
    )


def check_clock(connection: psycopg.Connection[DictRow]) -> Verdict:
    """Compare this machine's clock with the database's."""
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
    """Sends nothing: connecting a datagram socket only consults the routing table."""
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
