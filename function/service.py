"""The objects behind the endpoints, created at startup and closed in order at shutdown."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import structlog

from function import __version__
from function.database.instances import Instance
from function.database.job import Job
from function.database.pool import Database
from function.database.queue import Attempt, Queue
from function.database.search import read_concepts, read_coverage, save_concepts, save_query_center
from function.embedding.centering import find_query_center
from function.errors import DatabaseUnavailableError
from function.faults import Faults, make_probes
from function.inference import Inference
from function.intake.storage import Storage
from function.jobs.callbacks import Callbacks
from function.jobs.presence import Presence
from function.jobs.puller import Puller
from function.jobs.readers import Readers
from function.jobs.replacement import Replacement
from function.jobs.rest import Rest
from function.jobs.step_watch import StepWatch
from function.jobs.tools import Tools
from function.jobs.waiting_room import WaitingRoom
from function.machine.memory import Memory
from function.metadata.language_model import open_language_model
from function.observability.exposition import Exposition
from function.observability.health import Health
from function.observability.logs import describe_exception
from function.observability.metrics import Metrics
from function.observability.steps import StepClock
from function.observability.tracing import Tracing
from function.people.changes import Changes
from function.people.events import Events
from function.people.files import Files
from function.people.pictures import Pictures
from function.pipeline import Pipeline
from function.search import Search
from function.settings import Settings

log = structlog.get_logger()

ANNOUNCE_AGAIN_SECONDS = 5.0
# How often a few more concepts may get their vectors, if no document is being read.
CALM_SECONDS = 1.0


class Service:
    def __init__(
        self, settings: Settings, metrics: Metrics, tracing: Tracing, instance_id: UUID, *, pulls: bool
    ) -> None:
        self._name = settings.vps_instance_id
        self._pulls = pulls
        self._tracing = tracing
        self.metrics = metrics
        self.database = Database(settings.database_url.get_secret_value())
        self.inference = Inference(settings)
        instance = _make_instance(settings, self.inference, instance_id, pulls=pulls)
        self.search = Search(settings, self.inference, metrics)
        self.queue = _make_queue(settings, self.database, instance)
        self._storage = _make_storage(settings)
        self.upload_bucket = settings.upload_bucket
        self.files = Files(settings)
        self.pictures = Pictures(settings, self.database, self.files, self.queue.read_passwords)
        self._changes = Changes(settings.database_url.get_secret_value(), self.database)
        self.events = Events(self.database, self._changes)
        memory = Memory(settings.memory_limit_mb)
        self._replacement = Replacement(self.inference, memory)
        clock = StepClock()
        self._step_watch = StepWatch(self.queue, clock)
        self.faults = Faults(make_probes(settings), self._machine_changed)
        readers = Readers(settings, self.inference)
        self._pipeline = Pipeline(self._make_tools(settings, clock), readers)
        self.callbacks = Callbacks(settings, self.database, metrics)
        self.waiting_room = WaitingRoom(
            self._run_document,
            self.queue,
            at_once=settings.documents_at_once,
            size=settings.documents_held - settings.documents_at_once,
        )
        self._puller = Puller(
            self.queue,
            self.waiting_room,
            self.callbacks,
            self._run_attempt,
            poll_seconds=settings.poll_interval_seconds if pulls else None,
            may_take=self._may_take,
        )
        self._presence = Presence(
            self.database,
            instance,
            slots=settings.documents_held,
            held=self.waiting_room.count,
            take_over=self.queue.take_over,
        )
        self._rest = Rest(
            self.inference, readers, memory, seconds=settings.idle_seconds, held=self.waiting_room.count
        )
        self.health = Health(settings, self.queue, self.inference, self.faults, clock)
        self.exposition = Exposition(
            self._name, metrics, self.queue, self.inference, memory, self.faults, clock
        )

    def _make_tools(self, settings: Settings, clock: StepClock) -> Tools:
        return Tools(
            settings,
            self.queue,
            self._storage,
            self.inference,
            self.metrics,
            self._tracing,
            open_language_model(settings),
            waiting=self._waiting,
            step_aside=self._step_aside,
            faults=self.faults,
            clock=clock,
        )

    async def start(self) -> None:
        """Load the models and begin to take documents."""
        self._tracing.open()
        self.database.open()
        await asyncio.gather(asyncio.to_thread(self.inference.start), asyncio.to_thread(self._pipeline.start))
        self._presence.start()
        self._loop = asyncio.get_running_loop()
        self.faults.start()
        self._step_watch.start()
        self._puller.start()
        self._changes.start()
        self._rest.start()
        log.info("ready", instance=self._name, pulls=self._pulls)

    async def close(self) -> None:
        """Let running documents finish, then close what they use."""
        self._step_watch.hurry()
        await self._rest.stop()
        await self.faults.stop()
        self._presence.withdraw()
        await self._puller.stop()
        await self.waiting_room.close()
        await self._presence.leave()
        await asyncio.to_thread(self._pipeline.close)
        await asyncio.to_thread(self.callbacks.close)
        await asyncio.to_thread(self.inference.stop)
        self._step_watch.close()
        await self._changes.stop()
        await self.pictures.close()
        await self.files.close()
        self._storage.close()
        self.database.close()
        await asyncio.to_thread(self._tracing.close)

    def _machine_changed(self) -> None:
        if self.faults.current is not None:
            self._presence.withdraw()
        else:
            self._presence.come_back()
            self._puller.wake()

    def _may_take(self) -> bool:
        return self.faults.current is None

    def _step_aside(self) -> None:
        self.waiting_room.step_aside()

    def _waiting(self) -> Sequence[UUID] | None:
        return self.waiting_room.waiting()

    def _run_document(self, document_id: UUID) -> Job:
        with self._followed_up():
            return self._pipeline.run(document_id)

    def _run_attempt(self, attempt: Attempt) -> None:
        with self._followed_up():
            self._pipeline.run_attempt(attempt)

    @contextmanager
    def _followed_up(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.callbacks.wake()
            self._loop.call_soon_threadsafe(self._puller.wake)
            self._loop.call_soon_threadsafe(self._rest.note_work)
            self._replacement.consider(busy=self.waiting_room.running > 1)


@asynccontextmanager
async def open_service(
    settings: Settings, metrics: Metrics, tracing: Tracing, instance_id: UUID, *, pulls: bool
) -> AsyncIterator[Service]:
    """Load the models before the first request is accepted; on exit, let running documents finish."""
    service = Service(settings, metrics, tracing, instance_id, pulls=pulls)
    await service.start()
    announcing = asyncio.create_task(_announce_model(service))
    try:
        yield service
    finally:
        announcing.cancel()
        await service.close()


def _make_instance(settings: Settings, inference: Inference, instance_id: UUID, *, pulls: bool) -> Instance:
    return Instance(
        instance_id,
        uuid4(),
        settings.vps_instance_id,
        pulls=pulls,
        version=__version__,
        model=inference.names["embeddings"],
    )


def _make_storage(settings: Settings) -> Storage:
    return Storage(
        settings.supabase_url,
        settings.supabase_service_role_key.get_secret_value(),
        max_bytes=settings.max_file_size_bytes,
    )


def _make_queue(settings: Settings, database: Database, instance: Instance) -> Queue:
    return Queue(
        database,
        instance,
        lease=timedelta(seconds=settings.lease_seconds),
        job_timeout=timedelta(minutes=settings.job_timeout_minutes),
        max_retries=settings.max_retries,
        wants_callback=settings.kairo_webhook_url is not None,
    )


async def _announce_model(service: Service) -> None:
    """Save what searches need to know about the embedding model, as soon as the database is available."""
    database, inference = service.database, service.inference
    model = inference.names["embeddings"]
    center = await asyncio.wrap_future(inference.encoder.submit(find_query_center))
    while True:
        try:
            await asyncio.to_thread(save_query_center, database, model, center)
            await asyncio.to_thread(_look_for_other_models, database, model)
            await _embed_concepts(service, model)
            return
        except DatabaseUnavailableError:
            await asyncio.sleep(ANNOUNCE_AGAIN_SECONDS)
        except Exception as error:
            # Searches work without it, only less well. Log it here, because nothing awaits this task.
            log.error("model_not_announced", **describe_exception(error))
            return


async def _embed_concepts(service: Service, model: str) -> None:
    """Make the vectors that related terms lack, a few at a time, while no document is being read."""
    while concepts := await asyncio.to_thread(read_concepts, service.database, model):
        while service.waiting_room.count():
            await asyncio.sleep(CALM_SECONDS)
        texts = list(concepts.values())
        vectors = await asyncio.wrap_future(
            service.inference.encoder.submit(
                lambda encoder, texts=texts: encoder.encode_texts(texts, "passage")  # type: ignore[misc]
            )
        )
        await asyncio.to_thread(save_concepts, service.database, model, concepts, vectors)


def _look_for_other_models(database: Database, model: str) -> None:
    """Log a warning if documents have vectors of another model, since search cannot find those until re-embedded."""
    missing = read_coverage(database, model).missing_documents
    if missing:
        log.warning("model_changed", missing_documents=missing, remedy=f"select ocr.reembed('{model}')")
