"""The function as a Swarm service: docker-compose.yml and deploy/swarm/tls.yml with only the cores changed."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from local.ports import find_free_port
from local.stack import CHECKOUT

STACK = "kairo-benchmark"
SERVICE = f"{STACK}_function"
STACK_LABEL = f"com.docker.stack.namespace={STACK}"
PATIENCE_SECONDS = 600.0
POLL_SECONDS = 1.0


@dataclass(frozen=True)
class Service:
    """The function's replicas, all on this node."""

    def scale(self, replicas: int) -> None:
        docker("service", "scale", "--detach", f"{SERVICE}={replicas}")
        wait_until(lambda: len(self.healthy_tasks()) == replicas)

    def healthy_tasks(self) -> dict[str, str]:
        """Tasks by name; a task counts as running once its health check has passed."""
        lines = docker(
            *("service", "ps", SERVICE, "--no-trunc", "--filter", "desired-state=running"),
            *("--format", "{{.ID}} {{.Name}} {{.CurrentState}}"),
        ).splitlines()
        tasks = [line.split(maxsplit=2) for line in lines]
        return {task: name for task, name, state in tasks if state.startswith("Running")}

    def start_update(self) -> None:
        """Start a rolling update to the same image, rolled out like a new one."""
        docker("service", "update", "--detach", "--force", SERVICE)

    def kill(self, slot: str) -> None:
        """Kill a replica as the kernel does when memory runs out."""
        (task,) = [task for task, name in self.healthy_tasks().items() if name.endswith(f".{slot}")]
        docker("kill", docker("ps", "--quiet", "--filter", f"label=com.docker.swarm.task.id={task}"))


@contextmanager
def deploy_service(folder: Path, project: Mapping[str, str], cores: float) -> Iterator[Service]:
    """`project` has the variables that .env needs. Caddy answers for all replicas at http://localhost."""
    shutil.copy(CHECKOUT / "docker-compose.yml", folder)
    shutil.copytree(CHECKOUT / "deploy", folder / "deploy")
    limits = {"services": {"function": {"deploy": {"resources": {"limits": {"cpus": str(cores)}}}}}}
    # JSON is YAML.
    (folder / "cores.yml").write_text(json.dumps(limits))
    settings = folder / ".env"
    settings.touch(mode=0o600)
    settings.write_text("".join(f"{name}={value}\n" for name, value in project.items()))
    variables = {
        "VPS_INSTANCE_ID": "{{.Node.Hostname}}-{{.Task.Slot}}",
        "KAIRO_DOMAIN": "http://localhost",
        "PUBLISH": str(find_free_port()),
    }
    files = ("docker-compose.yml", "deploy/swarm/policy.yml", "deploy/swarm/tls.yml", "cores.yml")
    options = [option for file in files for option in ("-c", str(folder / file))]
    try:
        docker("stack", "deploy", "--resolve-image", "never", *options, STACK, env=variables)
        yield Service()
    finally:
        docker("stack", "rm", STACK)
        wait_until(lambda: not docker("ps", "--quiet", "--filter", f"label={STACK_LABEL}"))


def require_swarm() -> None:
    if docker("info", "--format", "{{.Swarm.ControlAvailable}}") != "true":
        sys.exit("This Docker is not a manager of a swarm. Run: docker swarm init")


def bridge_address() -> str:
    """This machine's address for containers: the network's first, since Docker does not always report its gateway."""
    subnet = docker("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Subnet}}")
    return str(ip_network(subnet)[1])


def docker(*arguments: str, env: Mapping[str, str] | None = None) -> str:
    command = ["docker", *arguments]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **(env or {})}
    )
    if result.returncode:
        raise RuntimeError(f"`docker {' '.join(arguments[:2])}` failed: {result.stderr.strip()}")
    return result.stdout.strip()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"still waiting after {PATIENCE_SECONDS:.0f} s")
        time.sleep(POLL_SECONDS)
