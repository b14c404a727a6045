"""gunicorn's settings: preloaded workers, by default one. Start it with `gunicorn -c gunicorn.conf.py`."""
# ruff: noqa: E402  what comes before imports changes what they cost

import gc
import os
import signal
import sys
from typing import Any

from function.machine.allocator import use_tunables
from function.machine.imports import leave_out

# First, because it restarts the program. It saves 300 MB.
use_tunables()

# Nothing that is imported becomes garbage; looking for some takes a tenth of the imports' time.
gc.disable()

# For their output on a terminal, 0.1 s.
with leave_out("rich", "pygments"):
    import httpx  # noqa: F401
    import structlog  # noqa: F401

from function.errors import KairoError
from function.machine.memory import hide_memory
from function.models.locate import check_models
from function.observability.logs import configure_logging
from function.observability.tracing import check_tracing
from function.preload import Preload
from function.settings import load_settings

# Threads that spin while waiting for work steal the other core: up to four times slower on two cores.
# OpenMP reads these once, when torch or Paddle is imported, so they come before everything else.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
# When imported, PaddleX checks whether its model hosts are reachable; every weight is on disk.
os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")

# Before the secrets are read. To use py-spy or gdb, be root.
hide_memory()

try:
    settings = load_settings()
    # Report missing models here, before the fork, rather than with the first document.
    check_models(settings)
    check_tracing(settings)
except KairoError as error:
    sys.exit(f"Kairo OCR does not start. {error}")

configure_logging(settings)
preload = Preload(settings)

wsgi_app = "function.app:create_app()"
# Each worker has a copy of the models, reads DOCUMENTS_AT_ONCE documents concurrently, and is an instance of its own with
# its own port.
workers = settings.workers
bind = [f"{settings.host}:{settings.port + place}" for place in range(workers)]
# gunicorn's own ASGI worker cancels the pipeline 3 s after the caller hangs up, and pg_net hangs up after 2.
# Ours is uvicorn's, with limits on the head of a request.
worker_class = "function.http.worker.Worker"

# Imports happen once, before the fork, so a replacement worker already has them. Weights are loaded after the fork,
# which sessions of OpenVINO, ONNX Runtime and torch do not survive.
preload_app = True

# Liveness of the event loop, which only waits; JOB_TIMEOUT_MINUTES limits a job.
timeout = int(settings.job_timeout_minutes * 60) + 60
# On a stop, running documents finish; one that is cut off becomes stale and continues from its last page.
graceful_timeout = timeout

# pg_net and health probes open a new connection each time; nobody needs one for longer.
keepalive = 5

# Wrong tokens are counted by address; the proxy in front (Caddy, one on the host, Docker's) forwards the caller's.
forwarded_allow_ips = "127.0.0.1,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"

# gunicorn's control socket is in the home directory: two instances on one machine would share it.
control_socket_disable = True

# gunicorn's lines go through the function's JSON handlers.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {
        "gunicorn.error": {"level": settings.log_level, "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
    },
}


def on_starting(server: Any) -> None:  # noqa: ARG001  gunicorn's interface
    """Import the heavy libraries that the settings need before the fork."""
    preload.finish()


def pre_fork(server: Any, worker: Any) -> None:
    worker.take_place(server.WORKERS.values(), workers)
    # Hiding imported objects from the collector keeps their memory shared with the worker.
    gc.freeze()
    gc.enable()


def when_ready(server: Any) -> None:  # noqa: ARG001
    # gunicorn's quick stop sends SIGQUIT, which uvicorn's worker ignores: both would wait for graceful_timeout.
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
