"""The objects that all attempts share."""

from collections.abc import Callable
from dataclasses import dataclass

from function.database.queue import Queue
from function.faults import Faults
from function.inference import Inference
from function.intake.storage import Storage
from function.jobs.turns import Waiting
from function.metadata.language_model import LanguageModel
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
    language_model: LanguageModel | None
    waiting: Waiting
    step_aside: Callable[[], None]
    faults: Faults
    clock: StepClock
