"""What the image, the Compose files and the systemd unit promise, as far as can be checked without Docker."""

import ast
import base64
import hashlib
import hmac
import json
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.routing import Route

from function.http.access import UPLOAD, UPLOAD_SECONDS
from function.http.pages import page_routes
from function.http.requests import MAX_EMBED_BYTES
from function.operations import list_operations
from function.settings import Settings
from tests.support.settings import MODELS_DIR, REQUIRED

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
UNIT = (ROOT / "deploy/systemd/kairo-ocr.service").read_text()
STACK = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PROFILES = yaml.safe_load((ROOT / "docker-compose.override.yml").read_text())
FUNCTION = STACK["services"]["function"]
SWARM = yaml.safe_load((ROOT / "deploy/swarm/tls.yml").read_text())
POLICY = yaml.safe_load((ROOT / "deploy/swarm/policy.yml").read_text())
BESIDE = yaml.safe_load((ROOT / "deploy/supabase/network.yml").read_text())
SERVICES = {**STACK["services"], **PROFILES["services"]}
SETTINGS = {name.upper() for name in Settings.model_fields}

# Variables read by Python, the shell and libraries, not by the function's own code.
RUNTIME = {
    *("PATH", "HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"),
    *("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"),
}
# Some of the service keys that `docker stack deploy` accepts (docker/cli, Compose schema 3.13).
# It does not accept profiles, mem_limit and others.
STACK_KEYS = {
    *(
        "build",
        "cap_add",
        "cap_drop",
        "command",
        "configs",
        "deploy",
        "entrypoint",
        "env_file",
        "environment",
    ),
    *(
        "healthcheck",
        "hostname",
        "image",
        "init",
        "labels",
        "logging",
        "networks",
        "ports",
        "read_only",
        "restart",
    ),
    *("secrets", "security_opt", "stop_grace_period", "stop_signal", "sysctls", "tmpfs", "ulimits", "user"),
    *("volumes", "working_dir"),
}
SECRET_NAME = re.compile(r"PASSWORD|SECRET|TOKEN|KEY")
SECRET_TEXT = re.compile(r"eyJ[\w-]{20}|whsec_\w|[0-9a-fA-F]{32}|sb_secret_|://[\w.]+:[^$@/\s]+@")


def instructions(stage: str) -> list[str]:
    """The Dockerfile's instructions from `FROM … {stage}` to the next FROM, each on one line, without comments."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", " ")
    found, within = [], False
    for line in text.splitlines():
        if line.startswith("FROM "):
            within = line.endswith(stage)
        elif within and line.strip():
            found.append(line)
    return found


BUILD, FINAL = instructions(" AS build"), instructions("}")


def variables(lines: list[str]) -> dict[str, str]:
    environment = " ".join(line.removeprefix("ENV ") for line in lines if line.startswith("ENV "))
    return dict(re.findall(r"([A-Z_]+)=(\S+)", environment))


def arguments() -> dict[str, str]:
    return dict(re.findall(r"^ARG ([A-Z_]+)=(.*)$", DOCKERFILE, re.MULTILINE))


def seconds(duration: str) -> int:
    parts = re.findall(r"(\d+)([hms])", duration)
    return sum(int(number) * {"h": 3600, "m": 60, "s": 1}[unit] for number, unit in parts)


def megabytes(size: str) -> int:
    return int(size[:-1]) * {"M": 1, "G": 1024}[size[-1]]


@cache
def graceful_timeout() -> int:
    """gunicorn's timeout under the default settings.

    Read in a separate process, because gunicorn.conf.py changes the environment.
    """
    program = "import runpy; print(runpy.run_path('gunicorn.conf.py')['graceful_timeout'])"
    environment = {name.upper(): value for name, value in REQUIRED.items()} | {"MODELS_DIR": str(MODELS_DIR)}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return int(run.stdout)


def unit_value(key: str) -> str:
    found = re.search(rf"^{key}=(.*)$", UNIT, re.MULTILINE)
    assert found, key
    return found[1]


def is_let_through(path: str) -> bool:
    """In .dockerignore, the last pattern that matches the path or one of its parents decides."""
    through = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        if line and not line.startswith("#"):
            pattern = re.escape(line.removeprefix("!")).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
            if re.fullmatch(f"{pattern}(/.*)?", path):
                through = line.startswith("!")
    return through


def test_the_image_and_compose_set_nothing_that_the_function_does_not_know() -> None:
    assert set(FUNCTION["environment"]) <= SETTINGS
    assert set(variables(FINAL)) <= SETTINGS | RUNTIME


def test_the_image_sets_what_gunicorn_sets() -> None:
    set_there = re.findall(
        r'os\.environ\.setdefault\("(\w+)", "(\w+)"\)', (ROOT / "gunicorn.conf.py").read_text()
    )
    assert set_there
    assert dict(set_there).items() <= variables(FINAL).items()


def test_the_image_bakes_in_the_default_models() -> None:
    for name in ("OCR_ENGINE", "OCR_MODEL", "EMBEDDINGS_MODEL"):
        assert arguments()[name] == Settings.model_fields[name.lower()].default
        assert variables(FINAL)[name] == f"${{{name}}}"
    assert variables(FINAL)["RERANK_MODEL"] == "${RERANK_MODEL}"
    assert variables(FINAL)["MODELS_DIR"] == variables(BUILD)["MODELS_DIR"]
    assert FUNCTION["environment"]["MODELS_DIR"] == variables(FINAL)["MODELS_DIR"]
    assert any("function.models fetch && python -m function.models verify" in line for line in BUILD)


def test_compose_gives_only_build_arguments_that_the_dockerfile_has() -> None:
    assert set(FUNCTION["build"]["args"]) <= set(arguments())


def test_versions_outside_the_lock_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"torch=={arguments()['TORCH_VERSION']}" in project["dependencies"]
    assert project["optional-dependencies"]["paddle"][0] in DOCKERFILE
    assert arguments()["VERSION"] == project["version"]


def test_pip_takes_nothing_unlocked_but_torch_and_paddle() -> None:
    installs = re.findall(r"pip install [^&;]+", " ".join(BUILD))
    unlocked = [line for line in installs if "--require-hashes" not in line]
    assert len(installs) == 4
    assert [re.search(r'"?(torch|paddlepaddle)==', line) is not None for line in unlocked] == [True, True]
    assert set(re.findall(r"https://([^/\s]+)", DOCKERFILE)) == {"download.pytorch.org"}


def test_the_build_removes_what_a_wheel_of_another_platform_lacks_without_an_error() -> None:
    # OpenVINO's wheel for aarch64 has neither of Intel's plugins.
    removals = re.findall(r"\brm (-\w+) (?!/var|\{\})", " ".join(BUILD))
    assert removals
    assert set(removals) == {"-rf"}


def test_the_files_of_a_release_take_its_image_and_build_nothing(tmp_path: Path) -> None:
    image = "registry.example.com/o/kairo-ocr:0.1.0@sha256:abc"
    command = ["/bin/sh", "deploy/install/release.sh", "v0.1.0", image, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, check=True)
    folder = tmp_path / "kairo-ocr-0.1.0"
    function = yaml.safe_load((folder / "docker-compose.yml").read_text())["services"]["function"]
    assert function == {
        **{key: value for key, value in FUNCTION.items() if key != "build"},
        "image": f"${{KAIRO_IMAGE:-{image}}}",
    }
    migrate = yaml.safe_load((folder / "docker-compose.override.yml").read_text())["services"]["migrate"]
    assert migrate["image"] == function["image"]
    assert (folder / ".env.example").exists()
    assert (tmp_path / "kairo-ocr-0.1.0.tgz").stat().st_size > 0
    assert "Queue." in (tmp_path / "kairo-ocr-0.1.0.notes.md").read_text()


WORKFLOWS = {
    file.stem: yaml.safe_load(file.read_text()) for file in (ROOT / ".github/workflows").glob("*.yml")
}


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_a_workflow_may_only_read_unless_a_job_asks_for_more_and_ends_in_time(name: str) -> None:
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 120
        checkouts = [
            step for step in job["steps"] if str(step.get("uses", "")).startswith("actions/checkout@")
        ]
        assert checkouts
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_release_is_built_on_both_platforms_and_signed() -> None:
    jobs = WORKFLOWS["image"]["jobs"]
    assert {item["platform"] for item in jobs["build"]["strategy"]["matrix"]["include"]} == {"amd64", "arm64"}
    steps = " ".join(str(step.get("run", "")) for step in jobs["release"]["steps"])
    assert "cosign sign --yes" in steps
    assert "make sbom" in steps
    (build,) = (step for step in jobs["build"]["steps"] if step.get("id") == "build")
    given = {line.partition("=")[0] for line in build["with"]["build-args"].split("\n") if line}
    assert given == {"BASE", "VERSION", "REVISION", "CREATED"}
    assert given <= set(arguments())


def test_a_stop_lets_the_running_document_end() -> None:
    assert graceful_timeout() == 960
    assert seconds(FUNCTION["stop_grace_period"]) > graceful_timeout()
    assert int(unit_value("TimeoutStopSec")) > graceful_timeout()
    assert unit_value("KillMode") == "mixed"


def test_the_memory_limit_leaves_room_for_files_and_for_the_page_that_passes_the_functions_own() -> None:
    own = int(Settings.model_fields["memory_limit_mb"].default)
    files = FUNCTION["volumes"][0]["tmpfs"]["size"] // 2**20
    assert megabytes(FUNCTION["deploy"]["resources"]["limits"]["memory"]) >= own + files + 300
    assert unit_value("MemoryMax") == FUNCTION["deploy"]["resources"]["limits"]["memory"]


def test_the_function_runs_without_root_and_cannot_write_but_to_tmp() -> None:
    assert FUNCTION["read_only"] is True
    assert FUNCTION["user"] == "10001:10001"
    assert f"USER {FUNCTION['user']}" in FINAL
    assert [(volume["type"], volume["target"]) for volume in FUNCTION["volumes"]] == [("tmpfs", "/tmp")]  # noqa: S108
    assert variables(FINAL)["HOME"] == "/tmp"  # noqa: S108
    assert FUNCTION["init"] is True
    assert FUNCTION["ports"] == ["${PUBLISH:-127.0.0.1:8080}:8080"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_is_bounded(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["deploy"]["resources"]["limits"]) >= {"cpus", "memory"}
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
    assert service["logging"]["driver"] == "json-file"
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}


@pytest.mark.parametrize(
    "file",
    [STACK, SWARM, POLICY],
    ids=["docker-compose.yml", "deploy/swarm/tls.yml", "deploy/swarm/policy.yml"],
)
def test_swarm_takes_the_file(file: dict[str, Any]) -> None:
    assert set(file) <= {"services", "networks", "volumes", "configs", "secrets"}
    for service in file["services"].values():
        assert set(service) <= STACK_KEYS


def test_caddy_on_swarm_is_the_one_of_the_profile() -> None:
    profile, swarm = PROFILES["services"]["tls"], SWARM["services"]["tls"]
    same = {"image", "read_only", "init", "cap_drop", "cap_add", "logging"}
    assert {key: swarm[key] for key in same} == {key: profile[key] for key in same}
    limits = swarm["deploy"]["resources"]["limits"]
    assert limits == profile["deploy"]["resources"]["limits"]
    assert (ROOT / SWARM["configs"]["caddyfile"]["file"]).exists()


def test_caddy_asks_replicas_by_the_name_that_each_docker_gives_them() -> None:
    proxy = (ROOT / "deploy/caddy/tls.Caddyfile").read_text()
    # On Swarm, `function` is one virtual address, and an open connection to it stays with one replica.
    assert "{$KAIRO_FUNCTION:function} 8080" in proxy
    assert SWARM["services"]["tls"]["environment"]["KAIRO_FUNCTION"] == "tasks.function"
    assert "function" in STACK["services"]


def test_swarms_policy_does_not_overrule_the_restart_of_compose() -> None:
    for service in SERVICES.values():
        assert "restart_policy" not in service["deploy"]
    assert POLICY["services"]["function"]["deploy"]["update_config"]["order"] == "start-first"


def test_a_backup_and_the_volumes_have_the_same_names_in_every_directory() -> None:
    assert PROFILES["name"] == BESIDE["name"] == "kairo-ocr"
    # Swarm takes its name from the command.
    assert "name" not in STACK


@pytest.mark.parametrize("missing", ["database.dump", "database-key.tgz", "storage.tgz"])
def test_a_restore_ends_before_it_begins_when_a_part_is_missing(tmp_path: Path, missing: str) -> None:
    for part in {"database.dump", "database-key.tgz", "storage.tgz"} - {missing}:
        (tmp_path / part).write_text("x")
    command = ["/bin/sh", str(ROOT / "deploy/local/restore.sh"), str(tmp_path)]
    run = subprocess.run(command, env={"PATH": "/nonexistent"}, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, f"there is no {tmp_path}/{missing}\n")


def test_a_backup_that_saved_nothing_is_none(tmp_path: Path) -> None:
    silent = tmp_path / "docker"
    silent.write_text("#!/bin/sh\n")
    silent.chmod(0o755)
    command = ["/bin/sh", str(ROOT / "deploy/local/backup.sh"), "saved"]
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    run = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode == 1
    assert [file.name for file in tmp_path.iterdir()] == ["docker"]


def test_a_backup_does_not_replace_another(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    command = ["/bin/sh", str(ROOT / "deploy/local/backup.sh"), "saved"]
    run = subprocess.run(
        command, env={"PATH": "/usr/bin:/bin"}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, "saved is there already; name another folder\n")
    assert list((tmp_path / "saved").iterdir()) == []


def test_without_a_profile_the_function_is_alone() -> None:
    assert list(STACK["services"]) == ["function"]
    assert {name: service["profiles"] for name, service in PROFILES["services"].items()} == {
        "tls": ["tls"],
        **{name: ["local"] for name in ("gateway", "database", "storage", "migrate")},
    }


def test_beside_supabase_the_database_finds_the_function_by_the_name_it_is_told() -> None:
    function = BESIDE["services"]["function"]
    # Compose merges the files: without `default`, only Supabase's network would be left.
    assert set(function["networks"]) == {"default", "supabase"}
    (alias,) = function["networks"]["supabase"]["aliases"]
    port = FUNCTION["environment"]["PORT"]
    assert f"migrate --function-url http://{alias}:{port}\n" in (ROOT / "docs/install.md").read_text()
    assert BESIDE["networks"]["supabase"] == {
        "external": True,
        "name": "${SUPABASE_NETWORK:-supabase_default}",
    }


def test_the_migrations_are_in_the_image_and_the_profile_runs_them() -> None:
    assert "COPY supabase/migrations supabase/migrations" in BUILD
    assert any(line.endswith("/app/supabase /app/supabase") for line in FINAL)
    migrate = PROFILES["services"]["migrate"]
    assert migrate["image"] == FUNCTION["image"]
    assert migrate["command"] == ["migrate", "--function-url", "http://function:8080"]


def test_mounted_files_exist_and_volumes_are_declared() -> None:
    for service in PROFILES["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith("./") else source in PROFILES["volumes"]


def test_no_file_holds_a_secret() -> None:
    files = [ROOT / "Dockerfile", *ROOT.glob("docker-compose*.yml"), *(ROOT / "deploy").rglob("*.*")]
    for file in files:
        assert not SECRET_TEXT.search(file.read_text()), file
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if SECRET_NAME.search(name):
                assert re.fullmatch(r"\$\{[A-Z_]+:-\}", value), name


def test_the_build_gets_what_it_copies_and_nothing_private() -> None:
    copied = [
        source
        for line in BUILD + FINAL
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists()
        assert is_let_through(source)
    private = [
        ".env",
        ".env.example",
        ".git/config",
        ".local/models/x",
        ".venv/bin/python",
        "tests/unit/x.py",
    ]
    for path in [
        *private,
        "function/.env",
        "function/models/.env.local",
        "function/__pycache__/app.pyc",
        "supabase/config.toml",
        "requirements/uv.txt",
    ]:
        assert not is_let_through(path), path


def test_the_health_check_asks_an_endpoint_that_needs_no_token() -> None:
    (check,) = (line for line in FINAL if line.startswith("HEALTHCHECK "))
    command = json.loads(check.partition("CMD ")[2])
    ast.parse(command[-1])
    assert command[0] == "python"
    assert "/health/live" in command[-1]
    (live,) = (operation for operation in list_operations() if operation.path == "/health/live")
    assert live.callers == "open"


def test_the_image_runs_a_command_that_there_is() -> None:
    entry, command = (
        json.loads(line.partition(" ")[2]) for line in FINAL if line.startswith(("ENTRYPOINT ", "CMD "))
    )
    assert entry == ["python", "-m", "function"]
    result = subprocess.run(
        [sys.executable, *entry[1:], "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert re.search(rf"^ +{command[0]} ", result.stdout, re.MULTILINE)
    assert re.search(r"^ +doctor ", result.stdout, re.MULTILINE)


def test_the_proxy_bounds_bodies_as_the_function_does() -> None:
    proxy = (ROOT / "deploy/caddy/tls.Caddyfile").read_text()
    assert f"max_size {MAX_EMBED_BYTES // 1024}KiB" in proxy
    method, path = UPLOAD
    bound = re.search(r"@small not {\s+method (\S+)\s+path (\S+)\s+}", proxy)
    assert bound is not None
    assert bound.groups() == (method, path)
    assert "request_body @small {" in proxy
    assert f"read_body {UPLOAD_SECONDS:.0f}s" in proxy


def test_the_proxy_passes_on_all_but_the_metrics() -> None:
    proxy = (ROOT / "deploy/caddy/tls.Caddyfile").read_text()
    passed = re.findall(r"@known path (.+)", proxy)[0].split()
    routes = [*(made.route() for made in list_operations()), *page_routes("https://x")]
    paths = [route.path for route in routes if isinstance(route, Route)]
    closed = [path for path in paths if not any(fnmatch(path, pattern) for pattern in passed)]
    assert closed == ["/metrics"]
    assert "/mcp" in passed


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the script needs openssl")
def test_secrets_of_the_local_profile_fit_together() -> None:
    script = ROOT / "deploy/local/secrets.sh"
    output = subprocess.run(["sh", script], capture_output=True, text=True, check=True).stdout  # noqa: S607
    values = dict(re.findall(r"^([A-Z_]+)=(.+)$", output, re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+):-\}", (ROOT / "docker-compose.override.yml").read_text()))
    assert asked <= set(values)
    assert {name.upper() for name, field in Settings.model_fields.items() if field.is_required()} <= set(
        values
    )
    assert values["POSTGRES_PASSWORD"] in values["DATABASE_URL"]
    for name, role in (("SUPABASE_SERVICE_ROLE_KEY", "service_role"), ("ANON_KEY", "anon")):
        message, _, signature = values[name].rpartition(".")
        expected = hmac.digest(values["JWT_SECRET"].encode(), message.encode(), hashlib.sha256)
        assert base64.urlsafe_b64encode(expected).decode().rstrip("=") == signature
        claims = message.split(".")[1]
        assert json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["role"] == role
