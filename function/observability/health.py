"""Health of the function, for people, monitors and Docker."""

import asyncio
import contextlib
from importlib.metadata import version
from typing import Any

from function import __version__
from function.database.queue import Load, Queue
from function.errors import DatabaseUnavailableError
from function.faults import Faults
from function.inference import Inference
from function.observability.steps import StepClock
from function.settings import Settings

# Monitors time out sooner than the connection pool.
DATABASE_SECONDS = 3.0
_PACKAGES = ("paddleocr", "openvino", "onnxruntime", "pymupdf", "sentence-transformers", "torch", "starlette")


class Health:
    def __init__(
        self, settings: Settings, queue: Queue, inference: Inference, faults: Faults, clock: StepClock
    ) -> None:
        self._settings = settings
        self._queue = queue
        self._inference = inference
        self._faults = faults
        self._clock = clock
        self._versions = {"kairo-ocr": __version__, **{package: version(package) for package in _PACKAGES}}

    async def report(self) -> dict[str, Any]:
        """Return the answer of /health. `status` is ok, loading (models), or degraded, for a `reason`."""
        load = await self._read_load()
        loaded = self._inference.is_loaded
        reason = self._find_reason(load)
        return {
            "status": "loading" if not loaded else "degraded" if reason else "ok",
            "reason": reason,
            "models_loaded": loaded,
            "queue_size": load and load.queue_size,
            "instances": load and load.instances,
            "instance": self._settings.vps_instance_id,
            "workers": self._settings.workers,
            "cores": self._inference.cores,
            "models": dict(self._inference.names),
            "busy_seconds": {name: round(s, 3) for name, s in self._inference.busy_seconds.items()},
            "versions": self._versions,
        }

    async def is_ready(self) -> bool:
        return self._inference.is_loaded and self._find_reason(await self._read_load()) is None

    def _find_reason(self, load: Load | None) -> str | None:
        """Why documents are not read now."""
        if fault := self._faults.current:
            return f"{fault.code}: {fault}"
        if overdue := self._clock.count_overdue():
            return f"step_overdue: {', '.join(sorted(overdue))} should have ended. If it does not, the worker is replaced."
        return "database_unavailable: The database does not answer." if load is None else None

    async def _read_load(self) -> Load | None:
        with contextlib.suppress(DatabaseUnavailableError, TimeoutError):
            return await asyncio.wait_for(asyncio.to_thread(self._queue.read_load), DATABASE_SECONDS)
        return None
