"""The objects that all attempts share."""

from dataclasses import dataclass

from function.database.queue import Queue
from function.faults import Faults
from function.inference import Inference
from function.intake.storage import Storage
from function.jobs.turns import Waiting
from function.observability.metrics import Metrics
from function.observability.steps import StepClock
from function.observability.tracing import Tracing
from function.settings import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    settings: Settings
    queue: Queue
    storage: Storage
    inference: Inference
    metrics: Metrics
    tracing: Tracing
    waiting: Waiting
    faults: Faults
    clock: StepClock
