"""The parts start together, find each other, and end with the process that started them."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest

from local.doctor import choose_environment
from local.errors import StackError
from local.ports import keep_port
from local.stack import CHECKOUT, Stack

pytestmark = pytest.mark.integration

Eventually = Callable[..., Any]

START_AND_WAIT = """
import sys
from pathlib import Path
from local.stack import Stack

stack = Stack(Path(sys.argv[1]))
stack.start_postgres()
stack.migrate()
stack.start_storage()
stack.start_workers()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kairo-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def stack(root: Path) -> Iterator[Stack]:
    with Stack(root) as started:
        started.start_postgres()
        started.migrate()
        started.start_storage()
        started.start_workers()
        yield started


def test_the_parts_work_together(stack: Stack, eventually: Eventually) -> None:
    stack.check()
    headers = {"Authorization": f"Bearer {stack.secrets.service_role_key}"}
    created = httpx.post(f"{stack.storage_url}/storage/v1/bucket", json={"id": "here"}, headers=headers)
    assert created.is_success
    with psycopg.connect(stack.postgres.dsn, autocommit=True) as connection:
        connection.execute("select net.http_get(%s)", [f"{stack.storage_url}/storage/v1/status"])
        answered = "select from net._http_response where status_code = 200"
        eventually(lambda: connection.execute(answered).rowcount)


def test_the_database_learns_where_the_function_is(stack: Stack) -> None:
    stack.configure("http://127.0.0.1:1", stack.secrets.function_token)
    with psycopg.connect(stack.postgres.dsn) as connection:
        assert connection.execute("select ocr.setting('function_url')").fetchone() == ("http://127.0.0.1:1",)


def test_secrets_are_for_the_owners_eyes(stack: Stack, root: Path) -> None:
    for name in ("secrets.json", "postgres.password"):
        assert stat.S_IMODE((root / name).stat().st_mode) == 0o600
    commands = [read_command(child) for child in psutil.Process().children(recursive=True)]
    for secret in (*json.loads((root / "secrets.json").read_text()).values(), stack.postgres.password):
        assert not any(secret in command for command in commands)


def read_command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        # Postgres processes come and go with their connections.
        return ""


def test_a_second_stack_in_the_same_folder_is_refused(stack: Stack, root: Path) -> None:
    with pytest.raises(StackError, match=f"already running .process {os.getpid()}."):
        Stack(root).start_postgres()
    stack.check()


SMALL_FUNCTION = """
import os
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def show(request):
    return PlainTextResponse(os.environ[request.path_params["name"]])

def create_app():
    ready = Route("/health/ready", lambda request: PlainTextResponse("ready"))
    return Starlette(routes=[ready, Route("/{name}", show)])
"""
SMALL_SETTINGS = """
import os

wsgi_app = "function.app:create_app()"
bind = "127.0.0.1:" + os.environ["PORT"]
worker_class = "uvicorn_worker.UvicornWorker"
"""


def test_several_functions_can_be_started_and_killed(
    stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "function" / "machine").mkdir(parents=True)
    for file in ("__main__.py", "machine/allocator.py"):
        shutil.copy(CHECKOUT / "function" / file, tmp_path / "function" / file)
    (tmp_path / "function" / "app.py").write_text(SMALL_FUNCTION)
    (tmp_path / "gunicorn.conf.py").write_text(SMALL_SETTINGS)
    monkeypatch.setattr("local.stack.CHECKOUT", tmp_path)
    first = stack.start_function()
    second = stack.start_function("vps-2", env={"OCR_MODEL": "tiny"})
    assert stack.function_url == first.url
    assert httpx.get(f"{first.url}/DATABASE_URL").text == stack.postgres.dsn
    assert httpx.get(f"{second.url}/VPS_INSTANCE_ID").text == "vps-2"
    assert httpx.get(f"{second.url}/OCR_MODEL").text == "tiny"
    processes = [psutil.Process(second.pid), *psutil.Process(second.pid).children()]
    second.kill()
    assert psutil.wait_procs(processes, timeout=60)[1] == []
    with pytest.raises(StackError, match=r"The function vps-2 has ended"):
        stack.check()
    with pytest.raises(StackError, match="is taken by another program"):
        stack.start_function("vps-3", first.port)
    first.stop()
    stack.functions.clear()


def test_the_doctor_examines_the_stack_that_runs_here_unless_the_environment_names_another(
    stack: Stack, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    keep_port(root / "ports.json", "function-vps-1", 8080)
    environment = choose_environment(root)
    assert environment["DATABASE_URL"] == stack.postgres.dsn
    assert environment["SUPABASE_URL"] == stack.storage_url
    assert environment["FUNCTION_TOKEN"] == stack.secrets.function_token
    with pytest.raises(StackError, match="make run"):
        choose_environment(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://another.example/postgres")
    assert choose_environment(root)["DATABASE_URL"] == "postgresql://another.example/postgres"


def test_a_part_that_died_is_named(stack: Stack, eventually: Eventually) -> None:
    workers = [child for child in psutil.Process().children() if "local.cron_worker" in child.cmdline()]
    # The newest one belongs to this stack; one from another test may still be running.
    max(workers, key=psutil.Process.create_time).kill()
    with pytest.raises(StackError, match="The pg_cron worker has ended"):
        eventually(stack.check)


def test_the_children_die_with_their_parent(eventually: Eventually) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kairo-"))
    command = [sys.executable, "-c", START_AND_WAIT, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CHECKOUT) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        children = psutil.Process(parent.pid).children(recursive=True)
        assert len(children) > 4
        os.kill(parent.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=60)
    assert alive == []
    with Stack(folder) as again:
        again.start_postgres()
        assert again.migrate() == []
    shutil.rmtree(folder)
