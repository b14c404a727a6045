"""The embedded stack in one folder: Postgres, Storage, the two workers, and the function."""

import fcntl
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import httpx
import psycopg

from function.migrations.files import MIGRATIONS, Migration
from local.errors import StackError
from local.migrate import migrate
from local.ports import is_free, keep_port, read_ports
from local.postgres import Postgres
from local.process import Child, start_child
from local.secrets import Secrets, keep_secrets

CHECKOUT = Path(__file__).parent.parent
ROOT = CHECKOUT / ".local"

READY_SECONDS = 30.0
# Weights are read from a cold disk and warmed up before the function is ready.
FUNCTION_READY_SECONDS = 300.0
# Longer than gunicorn waits for the page that is being read.
FUNCTION_STOP_SECONDS = 30.0


@dataclass(frozen=True)
class FunctionInstance:
    """A running function. `stop` lets it finish its page, `kill` is like a power cut."""

    instance_id: str
    port: int
    child: Child

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.child.pid

    def stop(self) -> None:
        self.child.stop(FUNCTION_STOP_SECONDS)

    def kill(self) -> None:
        self.child.kill()


class Stack:
    """A Supabase project and a VPS, as child processes of this one.

    `start` starts everything; tests may call the `start_…` methods one by one instead, in the order below.
    The children end with the thread that started them.
    """

    def __init__(
        self,
        root: Path = ROOT,
        *,
        migrations: Path = MIGRATIONS,
        function_port: int | None = None,
        fault_rate: float = 0,
    ) -> None:
        self.root = root.resolve()
        self.migrations = migrations
        self.functions: dict[str, FunctionInstance] = {}
        self.postgres = Postgres(self.root)
        self._function_port = function_port
        self._fault_rate = fault_rate
        self._children: list[Child] = []
        self._lock: IO[str] | None = None
        self._storage: Child | None = None
        self._storage_port = 0

    def __enter__(self) -> "Stack":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def secrets(self) -> Secrets:
        return keep_secrets(self.root / "secrets.json")

    @property
    def storage_url(self) -> str:
        """The value of SUPABASE_URL."""
        return f"http://127.0.0.1:{self._storage_port}"

    @property
    def function_url(self) -> str:
        """The URL of the first instance started."""
        return next(iter(self.functions.values())).url

    def start(self) -> None:
        self.start_postgres()
        self.migrate()
        self.start_storage()
        self.start_workers()
        function = self.start_function()
        self.configure(function.url, self.secrets.function_token)

    def stop(self) -> None:
        """Stop everything in reverse order, so that no part loses one that it still needs."""
        for function in list(self.functions.values()):
            function.stop()
        self.functions.clear()
        while self._children:
            self._children.pop().stop()
        self.postgres.stop()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def check(self) -> None:
        """Raise StackError when a part has ended unexpectedly."""
        for child in (*self._children, *(function.child for function in self.functions.values())):
            child.check()
        if not self.postgres.is_running():
            raise StackError(f"Postgres has ended; see its log {self.postgres.log}")

    def read_environment(self, instance_id: str = "vps-1") -> Mapping[str, str]:
        """Return the function's environment in a stack that another process started in this folder."""
        ports = read_ports(self.root / "ports.json")
        self.postgres.port, self._storage_port = ports["postgres"], ports["storage"]
        return self.function_environment(instance_id, ports[f"function-{instance_id}"])

    def start_postgres(self) -> None:
        self._lock = self._lock or lock_folder(self.root)
        self.postgres.start()

    def migrate(self) -> Sequence[Migration]:
        """Apply new migrations and return them. People may keep files in folders of their own."""
        applied = migrate(self.postgres.admin_dsn, self.postgres.dsn, self.migrations)
        with psycopg.connect(self.postgres.dsn, autocommit=True) as connection:
            connection.execute("select ocr.allow_uploads()")
        return applied

    @property
    def storage_pid(self) -> int:
        if self._storage is None:
            raise StackError("Storage is not running; start it with start_storage.")
        return self._storage.pid

    def start_storage(self) -> None:
        self._storage_port = keep_port(self.root / "ports.json", "storage")
        options = ["--port", str(self._storage_port), "--root", str(self.root / "storage")]
        options += ["--fault-rate", str(self._fault_rate)]
        secrets = self.secrets
        people = {"ana@example.com": secrets.ana_password, "luis@example.com": secrets.luis_password}
        env = {
            "SUPABASE_SERVICE_ROLE_KEY": secrets.service_role_key,
            "AUTH_KEY": secrets.auth_key,
            "AUTH_ANON_KEY": secrets.anon_key,
            "AUTH_PEOPLE": json.dumps(people),
        }
        self._storage = self._start_module("Storage", "local.storage", options, env)
        self._storage.wait_until(lambda: answers(f"{self.storage_url}/storage/v1/status"), READY_SECONDS)

    def stop_storage(self) -> None:
        """Stop Storage alone; `start_storage` starts it again on the same port."""
        if self._storage is not None:
            self._children.remove(self._storage)
            self._storage.stop()
            self._storage = None

    def start_workers(self, *, net_pause: float = 1) -> None:
        """Start both; the one of pg_net pauses for `net_pause` seconds after every batch."""
        env = {"PG_NET_PAUSE_SECONDS": str(net_pause)}
        net = self._start_module("The pg_net worker", "local.net_worker", env=env)
        cron = self._start_module("The pg_cron worker", "local.cron_worker")
        net.wait_until(lambda: self._is_connected("pg_net worker"), READY_SECONDS)
        cron.wait_until(lambda: self._is_connected("pg_cron scheduler"), READY_SECONDS)

    def start_function(
        self,
        instance_id: str = "vps-1",
        port: int | None = None,
        env: Mapping[str, str] | None = None,
        *,
        command: str = "serve",
    ) -> FunctionInstance:
        """Start an instance and wait until it is ready; `env` overrides its environment."""
        port = self._choose_function_port(instance_id, port)
        child = start_child(
            f"The function {instance_id}",
            [sys.executable, "-m", "function", command],
            self.root / "logs" / f"function-{instance_id}.log",
            env={**self.function_environment(instance_id, port), **(env or {})},
            cwd=CHECKOUT,
        )
        function = FunctionInstance(instance_id, port, child)
        self.functions[instance_id] = function
        child.wait_until(lambda: answers(f"{function.url}/health/ready"), FUNCTION_READY_SECONDS)
        return function

    def function_environment(self, instance_id: str, port: int) -> Mapping[str, str]:
        """Return what `.env` contains on a VPS; other settings come from the current environment."""
        given = {
            "LOG_FILE": str(self.root / "logs" / f"{instance_id}.jsonl"),
            "MODELS_DIR": str(CHECKOUT / ".local" / "models"),
            **os.environ,
        }
        return {
            **given,
            "DATABASE_URL": self.postgres.dsn,
            "SUPABASE_URL": self.storage_url,
            "SUPABASE_SERVICE_ROLE_KEY": self.secrets.service_role_key,
            "SUPABASE_ANON_KEY": self.secrets.anon_key,
            "FUNCTION_TOKEN": self.secrets.function_token,
            "VPS_INSTANCE_ID": instance_id,
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }

    def configure(self, url: str, token: str) -> None:
        """Set function_url and function_token in the database."""
        with psycopg.connect(self.postgres.dsn, autocommit=True) as connection:
            statement = "select ocr.configure(function_url => %s, function_token => %s)"
            connection.execute(statement, [url, token])

    def _choose_function_port(self, instance_id: str, port: int | None) -> int:
        if port is None and not self.functions:
            port = self._function_port
        if port is not None and not is_free(port):
            raise StackError(f"Port {port} is taken by another program; choose another one for the function.")
        return keep_port(self.root / "ports.json", f"function-{instance_id}", port)

    def _start_module(
        self,
        name: str,
        module: str,
        options: list[str] | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Child:
        """Start a Python module, with the dsn in the environment: command lines are visible to every user."""
        child = start_child(
            name,
            [sys.executable, "-m", module, *(options or [])],
            self.root / "logs" / f"{module.rpartition('.')[2]}.log",
            env={**os.environ, "DATABASE_URL": self.postgres.admin_dsn, **(env or {})},
            cwd=CHECKOUT,
        )
        self._children.append(child)
        return child

    def _is_connected(self, application_name: str) -> bool:
        with psycopg.connect(self.postgres.admin_dsn) as connection:
            statement = "select from pg_stat_activity where application_name = %s"
            return connection.execute(statement, [application_name]).fetchone() is not None


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(url, timeout=5, trust_env=False).is_success
    return False


def lock_folder(root: Path) -> IO[str]:
    """Lock the folder until the file is closed or this process ends; a second stack would stop Postgres."""
    root.mkdir(parents=True, exist_ok=True)
    lock = (root / "stack.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise StackError(
            f"The stack in {root} is already running (process {holder}); stop that one first."
        ) from None
    lock.seek(0)
    lock.truncate()
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock
