"""What the endpoints work with, made once at start and closed in order at the end."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from function import __version__
from function.database.instances import Instance
from function.database.pool import Database
from function.database.queue import Attempt, Job, Queue
from function.database.search import read_coverage, save_query_center
from function.embedding.centering import find_query_center
from function.errors import DatabaseUnavailableError
from function.inference import Inference
from function.intake.storage import Storage
from function.jobs.callbacks import Callbacks
from function.jobs.presence import Presence
from function.jobs.puller import Puller
from function.jobs.waiting_room import WaitingRoom
from function.machine.memory import Memory
from function.observability.exposition import Exposition
from function.observability.health import Health
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics
from function.observability.tracing import Tracing
from function.pipeline import Pipeline, Tools
from function.settings import Settings

log = structlog.get_logger()

ANNOUNCE_AGAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class House:
    database: Database
    queue: Queue
    inference: Inference
    waiting_room: WaitingRoom
    callbacks: Callbacks
    health: Health
    metrics: Metrics
    exposition: Exposition


@asynccontextmanager
async def open_house(
    settings: Settings, metrics: Metrics, tracing: Tracing, instance_id: UUID, *, pulls: bool
) -> AsyncIterator[House]:
    """Loads the models before the first request is taken; lets running documents end on the way out."""
    database = Database(settings.database_url.get_secret_value())
    queue = Queue(
        database,
        settings.vps_instance_id,
        lease=timedelta(seconds=settings.lease_seconds),
        job_timeout=timedelta(minutes=settings.job_timeout_minutes),
        max_retries=settings.max_retries,
        wants_callback=settings.kairo_webhook_url is not None,
    )
    storage = Storage(
        settings.supabase_url,
        settings.supabase_service_role_key.get_secret_value(),
        max_bytes=settings.max_file_size_bytes,
    )
    inference = Inference(settings)
    memory = Memory(settings.memory_limit_mb)
    pipeline = Pipeline(Tools(settings, queue, storage, inference, metrics, tracing))
    callbacks = Callbacks(settings, database, metrics)

    @contextmanager
    def followed_up() -> Iterator[None]:
        try:
            yield
        finally:
            callbacks.wake()
            if inference.is_stuck:
                log.critical("inference_stuck")
                # Nothing can end the thread. gunicorn starts a new worker, and the job is already saved.
                os.kill(os.getpid(), signal.SIGKILL)
            memory.tidy()
            if memory.is_spent(busy=waiting_room.running > 1):
                # What is in the house ends first; new requests wait in gunicorn's socket for the next worker.
                os.kill(os.getpid(), signal.SIGTERM)

    def run_document(document_id: UUID, force: bool) -> Job:
        with followed_up():
            return pipeline.run(document_id, force=force)

    def run_attempt(attempt: Attempt) -> None:
        with followed_up():
            pipeline.run_attempt(attempt)

    waiting_room = WaitingRoom(
        run_document, queue, at_once=settings.documents_at_once, size=settings.waiting_room
    )
    presence = Presence(
        database,
        Instance(
            instance_id,
            settings.vps_instance_id,
            pulls=pulls,
            version=__version__,
            model=inference.names["embeddings"],
        ),
        slots=settings.documents_at_once + settings.waiting_room,
        held=waiting_room.count,
    )
    puller = Puller(queue, waiting_room, callbacks, run_attempt)
    health = Health(settings, queue, inference)
    exposition = Exposition(settings.vps_instance_id, metrics, queue, inference, memory)
    tracing.open()
    database.open()
    await asyncio.to_thread(inference.start)
    announcing = asyncio.create_task(_announce_model(database, inference))
    presence.start()
    if pulls:
        puller.start()
    log.info("ready", instance=settings.vps_instance_id, pulls=pulls)
    try:
        yield House(database, queue, inference, waiting_room, callbacks, health, metrics, exposition)
    finally:
        announcing.cancel()
        presence.withdraw()
        await puller.stop()
        await waiting_room.close()
        await presence.leave()
        await asyncio.to_thread(pipeline.close)
        await asyncio.to_thread(callbacks.close)
        await asyncio.to_thread(inference.stop)
        storage.close()
        database.close()
        await asyncio.to_thread(tracing.close)


async def _announce_model(database: Database, inference: Inference) -> None:
    """Tells the database what searches need to know of the embedding model, as soon as it can be reached."""
    model = inference.names["embeddings"]
    center = await asyncio.wrap_future(inference.encoder.submit(find_query_center))
    while True:
        try:
            await asyncio.to_thread(save_query_center, database, model, center)
            await asyncio.to_thread(_look_for_other_models, database, model)
            return
        except DatabaseUnavailableError:
            await asyncio.sleep(ANNOUNCE_AGAIN_SECONDS)
        except Exception as error:
            # Searches work without it, only less well; nobody waits for this task to hear of it.
            log.error("model_not_announced", **describe_exception(error))
            return


def _look_for_other_models(database: Database, model: str) -> None:
    """Vectors of another model are not found until they are made anew; whoever changed the model must hear of it."""
    missing = read_coverage(database, model).missing_documents
    if missing:
        log.warning("model_changed", missing_documents=missing, remedy=f"select ocr.reembed('{model}')")
