"""Instances send heartbeats, and dispatch posts as many documents as they can hold between them."""

import asyncio

import psycopg
import pytest
import structlog

from function.database.instances import Instance, beat
from function.database.pool import Database as Pool
from function.jobs.presence import Presence
from local.postgres import Postgres
from tests.support.jobs import Jobs, make_queue
from tests.support.jobs import make_instance as instance
from tests.support.services import Database
from tests.support.waiting import until

pytestmark = pytest.mark.integration


@pytest.fixture
def jobs(connection: psycopg.Connection) -> Jobs:
    jobs = Jobs(connection)
    jobs.configure(max_in_flight=0)
    return jobs


def presence(pool: Pool, *, slots: int = 3, held: int = 0) -> Presence:
    own = instance()
    return Presence(pool, own, slots=slots, held=lambda: held, take_over=make_queue(pool, own).take_over)


def insert_many(jobs: Jobs) -> None:
    jobs.value(
        "with new as (insert into documents (file_url) select 'documents/' || i from generate_series(1, 50) i"
        " returning id) select count(*) from new"
    )


def age(jobs: Jobs, one: Instance, seconds: int) -> None:
    """Date the instance's last heartbeat back by `seconds`."""
    jobs.connection.execute(
        "update ocr.instances set seen_at = now() - make_interval(secs => %s) where id = %s",
        [seconds, one.id],
    )


def test_two_instances_under_one_name_are_posted_twice_as_much_as_one(pool: Pool, jobs: Jobs) -> None:
    beat(pool, instance(), slots=3)
    insert_many(jobs)
    assert len(jobs.requests()) == 3
    beat(pool, instance(), slots=3)
    jobs.value("select ocr.resubmit()")
    assert len(jobs.requests()) == 6
    assert jobs.value("select row(instances, in_flight, max_in_flight)::text from ocr.stats()") == "(2,6,6)"


def test_an_instance_that_beats_again_is_still_one(pool: Pool, jobs: Jobs) -> None:
    one = instance()
    beat(pool, one, slots=3)
    age(jobs, one, 40)
    beat(pool, one, slots=2)
    assert jobs.value("select ocr.max_in_flight()") == 2
    age(jobs, one, 40)
    assert jobs.value("select ocr.max_in_flight()") == 2


def test_a_dead_instance_is_dropped_after_its_time_and_forgotten_at_night(pool: Pool, jobs: Jobs) -> None:
    dead, living = instance("dead"), instance("living")
    for one in (dead, living):
        beat(pool, one, slots=3)
    age(jobs, dead, 20)
    assert jobs.value("select ocr.max_in_flight()") == 6
    age(jobs, dead, 46)
    assert jobs.value("select ocr.max_in_flight()") == 3
    jobs.value("select ocr.clean()")
    assert jobs.value("select count(*) from ocr.instances") == 2
    age(jobs, dead, 90_000)
    jobs.value("select ocr.clean()")
    assert jobs.value("select name from ocr.instances") == "living"


def test_while_no_instance_is_known_documents_are_posted_all_the_same(jobs: Jobs) -> None:
    insert_many(jobs)
    assert len(jobs.requests()) == 3


def test_an_instance_that_pulls_is_posted_nothing(pool: Pool, jobs: Jobs) -> None:
    beat(pool, instance(pulls=True), slots=3)
    insert_many(jobs)
    assert jobs.requests() == []
    beat(pool, instance(), slots=2)
    jobs.value("select ocr.resubmit()")
    assert len(jobs.requests()) == 2
    assert jobs.value("select instances from ocr.stats()") == 2


def test_a_bound_is_kept_until_it_is_taken_back(pool: Pool, jobs: Jobs) -> None:
    jobs.configure(max_in_flight=4)
    assert jobs.value("select ocr.max_in_flight()") == 4
    for _ in range(2):
        beat(pool, instance(), slots=3)
    assert jobs.value("select ocr.max_in_flight()") == 4
    jobs.configure(max_in_flight=9)
    assert jobs.value("select ocr.max_in_flight()") == 6
    jobs.configure(max_in_flight=0)
    assert jobs.value("select ocr.max_in_flight()") == 6


def test_a_bound_below_zero_is_refused(jobs: Jobs) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="max_in_flight must be 0"):
        jobs.configure(max_in_flight=-1)


def test_the_slots_of_an_instance_that_ends_are_gone_at_once(
    pool: Pool, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that it is not the next heartbeat that says it.
    monkeypatch.setattr("function.jobs.presence.BEAT_SECONDS", 3600)

    async def live_and_leave() -> tuple[int, int, int]:
        staying, ending = presence(pool), presence(pool, held=2)
        staying.start()
        ending.start()
        both = await reach(jobs, 6)
        # It goes on reading its two documents but accepts no new ones.
        ending.withdraw()
        ends = await reach(jobs, 5)
        await ending.leave()
        one = jobs.value("select ocr.max_in_flight()")
        await staying.leave()
        return both, ends, one

    assert asyncio.run(live_and_leave()) == (6, 5, 3)
    assert jobs.value("select count(*) from ocr.instances") == 0


async def reach(jobs: Jobs, slots: int) -> int:
    await until(lambda: jobs.value("select ocr.max_in_flight()") == slots)
    return slots


def test_a_database_that_is_away_ends_neither_the_heartbeat_nor_the_function(
    database: Database, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.jobs.presence.BEAT_SECONDS", 0.05)
    monkeypatch.setattr("function.database.pool.CONNECT_SECONDS", 1)
    pool = Pool(database.dsn)
    pool.open()

    async def outlive_it() -> int:
        beats = presence(pool)
        beats.start()
        await until(lambda: count_instances(database))
        postgres.stop()
        await until(lambda: [line for line in lines if line["event"] == "beat_missed"])
        postgres.start()
        forget_instances(database)
        await until(lambda: count_instances(database))
        await beats.leave()
        return count_instances(database)

    with structlog.testing.capture_logs() as lines:
        assert asyncio.run(outlive_it()) == 0
    pool.close()
    # Logged once, not with every missed heartbeat.
    assert [line["event"] for line in lines] == ["beat_missed"]


def count_instances(database: Database) -> int:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        return int(Jobs(connection).value("select count(*) from ocr.instances"))


def forget_instances(database: Database) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        connection.execute("delete from ocr.instances")


def test_a_database_without_the_migration_ends_neither(pool: Pool, jobs: Jobs) -> None:
    jobs.connection.execute("drop function ocr.beat")

    async def beat_and_leave() -> None:
        beats = presence(pool)
        beats.start()
        await beats.leave()

    asyncio.run(beat_and_leave())
    assert jobs.value("select count(*) from ocr.instances") == 0
