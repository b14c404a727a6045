"""gunicorn's settings: one preloaded worker. `gunicorn -c gunicorn.conf.py` is the whole command."""

import gc
import os
import signal
import sys
from typing import Any

from function.errors import KairoError
from function.machine.memory import hide_memory, use_tunables
from function.models.locate import check_models
from function.observability.logs import configure_logging
from function.observability.tracing import check_tracing
from function.settings import load_settings

# First of all, since the program starts anew: 300 MB less.
use_tunables()

# Threads that spin while they wait for work steal the other core: up to four times slower on two cores.
# Read once by OpenMP when torch or Paddle is imported, hence before everything else.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
# PaddleX asks its model hosts whether they are there when it is imported; every weight is on disk.
os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")

# Before the secrets are read. For py-spy and gdb be root.
hide_memory()

try:
    settings = load_settings()
    # What is missing is said here, before the fork, and not at the first document.
    check_models(settings)
    check_tracing(settings)
except KairoError as error:
    sys.exit(f"Kairo OCR does not start. {error}")

configure_logging(settings)

wsgi_app = "function.app:create_app()"
bind = f"{settings.host}:{settings.port}"

# One worker: one copy of the models fits the server; it reads DOCUMENTS_AT_ONCE documents side by side.
workers = 1
# gunicorn's own ASGI worker cancels the pipeline 3 s after the caller has hung up; pg_net hangs up after 2.
# Ours is uvicorn's, with bounds on the head of a request.
worker_class = "function.http.worker.Worker"

# Imports happen once, before the fork; a worker that is replaced starts with them. Weights are loaded
# after the fork (sessions of OpenVINO, ONNX Runtime and torch do not survive it).
preload_app = True

# Liveness of the event loop, which only waits; the length of a job is JOB_TIMEOUT_MINUTES.
timeout = int(settings.job_timeout_minutes * 60) + 60
# A stop lets the running document end; what does not is stale soon and goes on from its last page.
graceful_timeout = timeout

# pg_net and health probes open a connection each; nobody needs one for longer.
keepalive = 5

# Wrong tokens are counted by address: what stands in front (Caddy, a proxy on the host, Docker's own) tells the caller's.
forwarded_allow_ips = "127.0.0.1,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"

# Its control socket lies in the home directory: two instances of a machine would share it.
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
    """Imports the heavy libraries before the fork, those that the settings need."""
    from function.inference import import_libraries

    import_libraries(settings)


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ARG001
    # The imports' objects are never garbage: without the collector they stay shared with the worker.
    gc.freeze()


def when_ready(server: Any) -> None:  # noqa: ARG001
    # gunicorn's quick stop sends SIGQUIT, to which uvicorn's worker is deaf: both would wait for graceful_timeout.
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
