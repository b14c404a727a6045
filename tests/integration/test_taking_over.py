"""A dead worker's documents return to the queue at once; living workers keep theirs."""

import asyncio
import dataclasses
from collections.abc import Callable
from uuid import UUID, uuid4

import psycopg
import pytest
import structlog

from function.database.instances import Instance, beat
from function.database.pool import Database as Pool
from function.database.queue import Attempt, Queue
from function.errors import DatabaseUnavailableError
from function.jobs.presence import Presence
from tests.support.jobs import Claimed, Jobs, make_instance, make_queue
from tests.support.waiting import until, wait_until

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure(max_in_flight=2)
    return jobs


def successor(instance: Instance) -> Instance:
    """The worker that replaces this one."""
    return dataclasses.replace(instance, generation=uuid4())


def start_worker(pool: Pool, instance: Instance) -> Queue:
    """Do what a worker does when it starts."""
    beat(pool, instance, slots=2)
    queue = make_queue(pool, instance)
    queue.take_over()
    return queue


def claim(queue: Queue, document: UUID) -> Claimed:
    attempt = queue.claim(document)
    assert attempt is not None
    return Claimed("claimed", attempt.job_id, attempt.number)


def test_a_new_worker_gives_its_predecessors_attempt_back_at_once(pool: Pool, jobs: Jobs) -> None:
    dead = make_instance()
    attempt = claim(start_worker(pool, dead), document := jobs.insert())
    jobs.begin(attempt)
    assert jobs.save_page(attempt, 1)
    start_worker(pool, successor(dead))
    assert (jobs.job(document, "status"), jobs.document(document, "ocr_status")) == ("queued", "queued")
    # The first death costs no try, and the document is posted again without backoff.
    assert jobs.job(document, "tries") == 0
    assert [request["document_id"] for request in jobs.requests()] == [str(document)] * 2
    # If the dead worker was only frozen, it can change nothing when it wakes up; its page is kept.
    assert not jobs.heartbeat(attempt)
    assert not jobs.save_page(attempt, 2)
    assert not jobs.complete(attempt)
    again = jobs.claim(document)
    assert (again.outcome, again.attempt, jobs.begin(again)) == ("claimed", 2, [1])


def test_a_sibling_under_the_same_name_keeps_what_it_reads(pool: Pool, jobs: Jobs) -> None:
    sibling, dead = make_instance("vps-1"), make_instance("vps-1")
    kept = claim(start_worker(pool, sibling), jobs.insert())
    lost = claim(start_worker(pool, dead), jobs.insert())
    start_worker(pool, successor(dead))
    assert (jobs.heartbeat(kept), jobs.heartbeat(lost)) == (True, False)


def test_a_worker_keeps_its_own_attempts(pool: Pool, jobs: Jobs) -> None:
    queue = start_worker(pool, make_instance())
    attempt = claim(queue, jobs.insert())
    assert queue.take_over() == 0
    assert jobs.heartbeat(attempt)


def test_what_waited_in_the_dead_workers_room_is_posted_again(pool: Pool, jobs: Jobs) -> None:
    dead, document = make_instance(), jobs.insert()
    start_worker(pool, dead).keep_waiting(document)
    start_worker(pool, successor(dead))
    assert [request["document_id"] for request in jobs.requests()] == [str(document)] * 2


def test_what_waits_in_a_siblings_room_is_not_posted_again(pool: Pool, jobs: Jobs) -> None:
    sibling, dead, document = make_instance(), make_instance(), jobs.insert()
    start_worker(pool, sibling).keep_waiting(document)
    age_dispatches(jobs, seconds=30)
    start_worker(pool, dead)
    start_worker(pool, successor(dead))
    assert len(jobs.requests()) == 1


def age_dispatches(jobs: Jobs, *, seconds: int) -> None:
    jobs.connection.execute(
        "update ocr_queue set dispatched_at = now() - make_interval(secs => %s) where status = 'queued'",
        [seconds],
    )


def test_a_post_that_nobody_received_is_repeated_without_more_posts_than_slots(
    pool: Pool, jobs: Jobs
) -> None:
    for _ in range(5):
        jobs.insert()
    assert len(jobs.requests()) == 2
    # The posts may still be under way, and the new worker would answer them; dated ahead, so that they stay it.
    age_dispatches(jobs, seconds=-3600)
    start_worker(pool, make_instance())
    assert len(jobs.requests()) == 2
    age_dispatches(jobs, seconds=2)
    start_worker(pool, make_instance())
    # Only as many as there are slots, for the same documents, because their first posts may still arrive.
    posted = [request["document_id"] for request in jobs.requests()]
    assert posted[:2] == posted[2:]
    assert jobs.value("select ocr.in_flight()") == 2


def test_a_worker_that_pulls_repeats_no_posts_since_it_received_none(pool: Pool, jobs: Jobs) -> None:
    beat(pool, make_instance(), slots=2)
    jobs.insert()
    age_dispatches(jobs, seconds=30)
    start_worker(pool, make_instance(pulls=True))
    assert len(jobs.requests()) == 1


def test_the_first_beat_takes_over_as_soon_as_the_database_answers(
    pool: Pool, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.jobs.presence.BEAT_SECONDS", 0.02)
    dead, document = make_instance(), jobs.insert()
    claim(start_worker(pool, dead), document)
    living = successor(dead)
    queue = make_queue(pool, living)
    calls: list[str] = []

    def take_over() -> int:
        calls.append(str(jobs.value("select count(*) from ocr.living_instances")))
        if len(calls) == 1:
            raise DatabaseUnavailableError
        return queue.take_over()

    async def live() -> None:
        presence = Presence(pool, living, slots=2, held=lambda: 0, take_over=take_over)
        presence.start()
        await until(lambda: len(calls) == 2)
        for _ in range(2):
            await until_next_beat(jobs)
        await presence.leave()

    with structlog.testing.capture_logs() as lines:
        asyncio.run(live())
    assert calls == ["1", "1"]
    assert jobs.job(document, "status") == "queued"
    assert [line["attempts"] for line in lines if line["event"] == "attempts_taken_over"] == [1]


async def until_next_beat(jobs: Jobs) -> None:
    seen_at = jobs.value("select seen_at from ocr.instances")
    await until(lambda: jobs.value("select seen_at from ocr.instances") > seen_at)


def silence(jobs: Jobs, instance: Instance) -> None:
    """Make the instance and its attempts look silent for an hour."""
    jobs.connection.execute(
        "update ocr.instances set seen_at = now() - interval '1 h' where id = %s", [instance.id]
    )
    jobs.connection.execute(
        "update ocr_queue set renewed_at = now() - interval '1 h' where instance_id = %s", [instance.id]
    )


def count_out_after(jobs: Jobs, interval: str) -> None:
    jobs.connection.execute(
        "create or replace function ocr.longest_silence() returns interval language sql immutable"
        f" set search_path = '' as $$ select interval '{interval}' $$"
    )


@pytest.fixture
def brief(jobs: Jobs) -> None:
    """Allow five seconds of silence, and wait until the database has been up for longer than that."""
    count_out_after(jobs, "5 seconds")
    wait_until(lambda: jobs.value("select pg_postmaster_start_time() < now() - interval '5 seconds'"))


@pytest.mark.usefixtures("brief")
def test_a_dead_instances_attempt_comes_back_before_its_lease_ends(pool: Pool, jobs: Jobs) -> None:
    dead, document = make_instance("dead"), jobs.insert()
    claim(start_worker(pool, dead), document)
    silence(jobs, dead)
    # With no other instance alive it waits for its lease: perhaps the database was unreachable.
    assert jobs.value("select ocr.resubmit()") == 0
    beat(pool, make_instance("living"), slots=2)
    assert jobs.value("select ocr.resubmit()") == 1
    assert (jobs.job(document, "status"), jobs.job(document, "tries")) == ("queued", 0)


@pytest.mark.usefixtures("brief")
def test_an_attempt_that_is_heard_of_keeps_its_lease_though_its_instance_does_not_beat(
    pool: Pool, jobs: Jobs
) -> None:
    silent, document = make_instance("silent"), jobs.insert()
    attempt = claim(start_worker(pool, silent), document)
    beat(pool, make_instance("living"), slots=2)
    for sign_of_life in (jobs.heartbeat, lambda claim: jobs.save_page(claim, 1)):
        silence(jobs, silent)
        assert sign_of_life(attempt)
        beat(pool, make_instance("living"), slots=2)
        assert jobs.value("select ocr.resubmit()") == 0
    assert jobs.job(document, "status") == "processing"


def test_a_restarted_database_declares_no_instance_dead(pool: Pool, jobs: Jobs) -> None:
    count_out_after(jobs, "30 minutes")
    silent, document = make_instance("silent"), jobs.insert()
    claim(start_worker(pool, silent), document)
    silence(jobs, silent)
    beat(pool, make_instance("living"), slots=2)
    assert jobs.value("select ocr.resubmit()") == 0
    assert jobs.job(document, "status") == "processing"


@pytest.mark.parametrize("stage", ["posted", "processing"])
def test_a_deleted_document_leaves_its_slot_to_the_next_one(jobs: Jobs, stage: str) -> None:
    jobs.configure(max_in_flight=1)
    deleted, following = jobs.insert(), jobs.insert()
    if stage == "processing":
        jobs.claim(deleted)
    jobs.connection.execute("delete from documents where id = %s", [deleted])
    assert jobs.requests()[-1]["document_id"] == str(following)


def test_many_deleted_documents_cost_one_dispatch(jobs: Jobs) -> None:
    jobs.value(
        "with new as (insert into documents (file_url) select 'documents/' || i from generate_series(1, 50) i"
        " returning id) select count(*) from new"
    )
    jobs.connection.execute("delete from documents where id in (select document_id from ocr_queue limit 40)")
    assert jobs.value("select ocr.in_flight()") == 2
    assert jobs.value("select count(*) from ocr_queue") == 10


def test_attempts_of_one_worker_are_claimed_under_its_ids(pool: Pool, jobs: Jobs) -> None:
    instance = make_instance()
    queue = make_queue(pool, instance)
    takes: tuple[Callable[[UUID], Attempt | None], ...] = (
        queue.claim,
        lambda _: queue.claim_next(),
    )
    for take in takes:
        document = jobs.insert()
        jobs.connection.execute("update ocr_queue set dispatch_expires_at = null")
        attempt = take(document)
        assert isinstance(attempt, Attempt)
        assert jobs.job(document, "instance_id") == instance.id
        assert jobs.job(document, "generation") == instance.generation
