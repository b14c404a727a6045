"""A language model is asked within limits, and no document fails or waits for ever for it."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import psycopg
import pytest
from prometheus_client import generate_latest

from function.connection import MAX_ANSWER
from function.database.job import Job
from function.database.pool import Database as Pool
from function.database.queue import Attempt, Queue
from function.document.reviewed_fields import ReviewedFields, reviewed_fields_to_json
from function.errors import FenceLostError, JobTimeoutError
from function.fields.review import review_fields
from function.jobs import model_step
from function.jobs.lease import Lease
from function.jobs.model_step import NOTES, ask_model
from function.jobs.tools import Tools
from function.jobs.waiting_room import WaitingRoom
from function.metadata.language_model import LanguageModel, open_language_model
from function.observability.metrics import Metrics
from function.observability.steps import StepClock, Steps
from function.observability.tracing import Tracing
from function.settings import Settings
from tests.support.jobs import Jobs, make_queue
from tests.support.model_papers import LETTER, letter, letter_fields
from tests.support.model_server import (
    BREAKS_OFF,
    COMPRESSED,
    ENDLESS,
    HANGS,
    REDIRECTS,
    TRICKLES,
    ModelServer,
    serve_model,
)
from tests.support.services import Database
from tests.support.settings import settings as make_settings

pytestmark = pytest.mark.integration

KEY = "sk-that-must-not-be-shown"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serve_model() as server:
        yield server


@pytest.fixture
def model(server: ModelServer) -> Iterator[LanguageModel]:
    model = LanguageModel(server.url, KEY, "deepseek-flash")
    yield model
    model.close()


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        *(("good", "answered"), ("no_object", "answered"), ("blank", "blank"), ("null", "blank")),
        *(
            ("cut_off", "unusable"),
            ("no_choices", "unusable"),
            ("error_429", "busy"),
            ("error_500", "failed"),
        ),
        *(("error_401", "refused"), (REDIRECTS, "refused"), (BREAKS_OFF, "unreachable")),
        *((ENDLESS, "unreachable"), (COMPRESSED, "unreachable")),
    ],
)
def test_whatever_a_server_does_is_told_and_asked_once(
    server: ModelServer, model: LanguageModel, answer: str, result: str
) -> None:
    server.answers = [answer]
    assert model.ask("rules", "question", seconds=60).result == result
    # Neither is anything asked again, nor is a redirect followed.
    assert [request["path"] for request in server.requests] == ["/chat/completions"]
    assert server.elsewhere == []


@pytest.mark.parametrize("answer", [TRICKLES, HANGS])
def test_a_server_that_does_not_end_is_not_waited_for(
    server: ModelServer, model: LanguageModel, answer: str
) -> None:
    server.answers = [answer]
    assert model.ask("rules", "question", seconds=0.5).result == "timeout"


def test_a_server_that_is_not_there_is_told() -> None:
    model = LanguageModel("http://127.0.0.1:9", None, "m")
    assert model.ask("rules", "question", seconds=10).result == "unreachable"
    model.close()


def test_what_is_sent_is_what_every_server_understands(server: ModelServer, model: LanguageModel) -> None:
    reply = model.ask("rules", "question", seconds=60)
    assert (reply.prompt_tokens, reply.completion_tokens) == (812, 64)
    request = server.requests[0]
    assert request["model"] == "deepseek-flash"
    assert request["response_format"] == {"type": "json_object"}
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["headers"]["authorization"] == f"Bearer {KEY}"
    assert request["headers"]["accept-encoding"] == "identity"


def test_the_bound_of_an_answer_leaves_room_for_the_longest() -> None:
    assert MAX_ANSWER > 8 * 2000


SILENT = f"""if True:
    import sys
    from function.observability.logs import configure_logging
    from function.metadata.language_model import open_language_model
    from tests.support.settings import settings
    made = settings(log_level="DEBUG", metadata_llm_url=sys.argv[1], metadata_llm_key="{KEY}", metadata_llm_model="m")
    configure_logging(made)
    print(open_language_model(made).ask("rules", "the secret text", seconds=60).result)"""


def test_nothing_that_is_sent_is_logged(server: ModelServer) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SILENT, server.url], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.stdout.splitlines()[-1:] == ["answered"], ran.stderr
    for secret in (KEY, "secret text", "manitas"):
        assert secret not in ran.stdout + ran.stderr


UNSET = """if True:
    import sys
    import function.app
    from function.metadata.language_model import open_language_model
    from tests.support.settings import settings
    assert open_language_model(settings()) is None
    assert "openai" not in sys.modules"""


def test_without_an_address_the_client_is_not_even_imported() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", UNSET], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr


@dataclass
class Asking:
    """An attempt at a document whose pages have been read, as the pipeline asks about it."""

    queue: Queue
    jobs: Jobs
    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    asides: list[None] = field(default_factory=list)
    # Else each document has one of its own.
    model: LanguageModel | None = None

    def claim(self, document: UUID | None = None) -> Attempt:
        attempt = self.queue.claim(document or self.jobs.insert())
        assert attempt is not None
        return attempt

    def ask(
        self,
        attempt: Attempt | None = None,
        *,
        timeout_seconds: float = 600,
        lease_seconds: float = 60,
        **settings: Any,
    ) -> ReviewedFields:
        attempt = attempt or self.claim()
        values = self.settings.model_copy(update=settings)
        tools = SimpleNamespace(
            settings=values,
            queue=self.queue,
            metrics=self.metrics,
            language_model=self.model or open_language_model(values),
            step_aside=lambda: self.asides.append(None),
        )
        read = review_fields(letter_fields())
        with Lease(
            self.queue, attempt, lease_seconds=lease_seconds, timeout_seconds=timeout_seconds
        ) as lease:
            steps = Steps(self.metrics, Tracing(values), StepClock(), attempt, deadline=lease.deadline)
            return ask_model(cast(Tools, tools), attempt, lease, steps, letter(), read)

    def counted(self, series: str) -> float:
        lines = generate_latest(self.metrics.registry).decode().splitlines()
        return next(float(line.split()[-1]) for line in lines if line.startswith(series))


@pytest.fixture
def asking(pool: Pool, connection: psycopg.Connection, server: ModelServer) -> Asking:
    settings = make_settings(
        metadata_llm_url=server.url, metadata_llm_key=KEY, metadata_llm_model="deepseek-flash"
    )
    return Asking(make_queue(pool), Jobs(connection), settings)


def note(result: str) -> str:
    return f"{NOTES[result]}, so what the rules left open stays as it was."  # type: ignore[index]


def test_what_the_rules_left_open_is_asked_and_added(asking: Asking, server: ModelServer) -> None:
    found = asking.ask()
    assert found.fields.fields["issuer"].value == "el manitas de lavapiés"
    assert found.fields.type.value == "invoice"
    assert found.fields.notes == ()
    # A person looks at what nobody is sure of.
    assert "issuer" in found.review["fields_uncertain"]
    assert "1: el manitas de lavapiés" in server.questions[0]
    assert (asking.counted('kairo_model_requests_total{result="answered"}'), len(asking.asides)) == (1, 1)
    assert asking.counted('kairo_model_values_total{result="kept"}') == 3
    assert asking.counted('kairo_model_tokens_total{kind="prompt"}') == 812


@pytest.mark.parametrize("first", ["blank", "cut_off", "no_object", "prose", "error_500", BREAKS_OFF])
def test_what_may_be_different_a_moment_later_is_asked_once_more(
    asking: Asking, server: ModelServer, first: str
) -> None:
    server.answers = [first, "good"]
    assert asking.ask().fields.fields["issuer"].source == "model"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("answer", "result", "requests"),
    [
        *(("blank", "blank", 2), ("cut_off", "unusable", 2), ("no_object", "unusable", 2)),
        *(("error_500", "failed", 2), (ENDLESS, "unreachable", 2)),
        *(("error_429", "busy", 1), ("error_401", "refused", 1), (REDIRECTS, "refused", 1)),
    ],
)
def test_a_failure_costs_no_field_of_the_rules_and_is_noted(
    asking: Asking, server: ModelServer, answer: str, result: str, requests: int
) -> None:
    server.answers = [answer]
    found = asking.ask().fields
    assert (dict(found.fields), found.type) == (dict(letter_fields().fields), letter_fields().type)
    assert found.notes == (note(result),)
    assert len(server.requests) == requests
    assert asking.counted(f'kairo_model_requests_total{{result="{result}"}}') == requests


def test_an_invented_value_is_left_out_and_noted(asking: Asking, server: ModelServer) -> None:
    server.answers = ["invented"]
    found = asking.ask().fields
    assert dict(found.fields) == dict(letter_fields().fields)
    assert "not printed where it said so, and was left out: type, " in found.notes[0]
    assert asking.counted('kairo_model_values_total{result="dropped"}') == 3


@pytest.mark.parametrize("answer", [TRICKLES, HANGS])
def test_all_tries_together_have_one_deadline(asking: Asking, server: ModelServer, answer: str) -> None:
    server.answers = ["blank", answer]
    assert asking.ask(metadata_llm_seconds=2).fields.notes == (note("timeout"),)
    assert len(server.requests) == 2
    # The request has ended, too, and not only the wait for it.
    assert asking.counted('kairo_model_requests_total{result="timeout"}') == 1


def test_an_attempt_that_is_short_of_time_waits_for_half_of_the_rest(
    asking: Asking, server: ModelServer
) -> None:
    server.answers = [HANGS]
    assert asking.ask(timeout_seconds=3, metadata_llm_seconds=120).fields.notes == (note("timeout"),)


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(
    asking: Asking, server: ModelServer, model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.model = model
    server.answers = ["error_429", "error_429", "good", *["error_429"] * 3, "good"]
    results = [asking.ask().fields.notes for _ in range(7)]
    busy, resting = (note("busy"),), (note("resting"),)
    # An answer in between counts from the beginning.
    assert results == [busy, busy, (), busy, busy, busy, resting]
    assert len(server.requests) == 6
    monkeypatch.setattr(model, "_rests_until", 0.0)
    assert asking.ask().fields.notes == ()


def test_what_never_returns_is_left_to_itself(
    asking: Asking, monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    """For example the look-up of a name, which no deadline of ours can end."""
    monkeypatch.setattr(LanguageModel, "ask", lambda *_, **__: server.over.wait())
    monkeypatch.setattr(model_step, "GRACE_SECONDS", 0.0)
    assert asking.ask(metadata_llm_seconds=0.1).fields.notes == (note("timeout"),)


def test_a_lost_lease_is_seen_while_the_model_is_waited_for(asking: Asking, server: ModelServer) -> None:
    attempt = asking.claim()
    server.answers = [HANGS]
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(asking.ask, attempt, lease_seconds=1, metadata_llm_seconds=60)
        assert server.asked.wait(60)
        asking.jobs.connection.execute("update ocr_queue set attempt = attempt + 1")
        with pytest.raises(FenceLostError):
            found.result(60)


def test_an_attempt_whose_time_is_up_does_not_ask(asking: Asking) -> None:
    with pytest.raises(JobTimeoutError):
        asking.ask(timeout_seconds=0)
    assert asking.asides == []


def test_a_defect_of_ours_is_logged_without_text_and_costs_no_document(
    asking: Asking, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError(LETTER)

    monkeypatch.setattr(model_step, "add_answers", break_down)
    assert asking.ask().fields.notes == (note("internal_error"),)
    assert "manitas" not in capsys.readouterr().out


def test_the_days_requests_are_counted_over_all_instances(
    asking: Asking, server: ModelServer, database: Database
) -> None:
    other = Pool(database.dsn)
    other.open()
    queues = [asking.queue, make_queue(other, "vps-2")]
    with ThreadPoolExecutor(8) as threads:
        reserved = list(threads.map(lambda number: queues[number % 2].reserve_model_request(7), range(20)))
    other.close()
    assert sum(reserved) == 7
    found = asking.ask(metadata_llm_requests_per_day=7)
    assert (found.fields.notes, server.requests) == ((note("spent"),), [])
    # A retry is a request, too.
    server.answers = ["blank", "good"]
    assert asking.ask(metadata_llm_requests_per_day=8).fields.notes == (note("spent"),)
    assert len(server.requests) == 1
    asking.jobs.connection.execute("update ocr.model_requests set day = day - 1")
    assert asking.ask(metadata_llm_requests_per_day=7).fields.notes == ()
    assert not asking.queue.reserve_model_request(0)


def test_no_transaction_is_open_while_the_model_is_waited_for(
    asking: Asking, server: ModelServer, connection: psycopg.Connection
) -> None:
    server.answers = [HANGS]
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(asking.ask, metadata_llm_seconds=3)
        assert server.asked.wait(60)
        busy = connection.execute(
            "select query from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'"
        ).fetchall()
        assert busy == []
        found.result()


def test_a_new_extraction_keeps_what_the_model_said_until_it_says_something_else(
    asking: Asking, server: ModelServer, connection: psycopg.Connection
) -> None:
    document = asking.jobs.insert()
    attempt = asking.claim(document)
    stored = reviewed_fields_to_json(asking.ask(attempt))
    connection.execute(
        "update documents set read_metadata = %s where id = %s", [json.dumps(stored), document]
    )
    server.requests.clear()
    server.answers = ["error_500"]
    again = replace_kind(attempt, embed_only=True, extract_only=True)
    kept = asking.ask(again)
    assert kept.fields.fields["issuer"].value == "el manitas de lavapiés"
    assert (kept.fields.notes, len(server.requests)) == ((note("failed"),), 2)
    # New vectors are no reason to ask.
    kept = asking.ask(replace_kind(attempt, embed_only=True, extract_only=False))
    assert reviewed_fields_to_json(kept) == stored
    assert len(server.requests) == 2
    server.answers = ["invented"]
    assert "issuer" not in asking.ask(again).fields.fields


def replace_kind(attempt: Attempt, *, embed_only: bool, extract_only: bool) -> Attempt:
    return replace(attempt, embed_only=embed_only, extract_only=extract_only)


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    return Jobs(connection)


def test_a_document_that_steps_aside_lets_another_one_be_read(pool: Pool, jobs: Jobs) -> None:
    queue = make_queue(pool)
    first, second = jobs.insert(), jobs.insert()
    second_ran = threading.Event()

    def run(document: UUID) -> Job:
        if document == second:
            second_ran.set()
        else:
            room.step_aside()
            # With one turn, the second document is read only if the first one has given it away.
            assert second_ran.wait(60)
        return queue.read_job(document)

    async def process() -> None:
        for document in (first, second):
            await room.process(document, force=False, in_background=True)
        await room.close()
        # The turn is there again, once.
        assert room.waiting() is None

    room = WaitingRoom(run, queue, at_once=1, size=4)
    asyncio.run(process())


def test_no_more_documents_are_aside_than_are_read(pool: Pool, jobs: Jobs) -> None:
    queue = make_queue(pool)
    documents = [jobs.insert() for _ in range(4)]
    started: list[UUID] = []
    both_aside, end = threading.Event(), threading.Event()

    def run(document: UUID) -> Job:
        started.append(document)
        room.step_aside()
        if len(started) == 2:
            both_aside.set()
        assert end.wait(60)
        return queue.read_job(document)

    async def process() -> None:
        for document in documents:
            await room.process(document, force=False, in_background=True)
        assert await asyncio.to_thread(both_aside.wait, 60)
        assert room.waiting() is not None
        assert (room.running, len(started)) == (2, 2)
        end.set()
        await room.close()
        assert room.waiting() is None
        assert len(started) == 4

    room = WaitingRoom(run, queue, at_once=1, size=4)
    asyncio.run(process())
