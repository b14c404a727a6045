"""The manifests in deploy/kubernetes fit together, and the scaler can read the backlog and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from function.settings import Settings
from tests.support.jobs import Jobs
from tests.support.services import Database

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "kubernetes"
DEPLOYMENT, AUTHENTICATION, SCALED = yaml.safe_load_all((FOLDER / "worker.yaml").read_text())
POD = DEPLOYMENT["spec"]["template"]["spec"]
WORKER = POD["containers"][0]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["function"]


@pytest.fixture
def scaler(database: Database) -> Iterator[psycopg.Connection]:
    """Connected as the role from scaler.sql; dropped afterwards, as roles belong to the whole cluster."""
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute((FOLDER / "scaler.sql").read_bytes())
        owner.execute("alter role kairo_scaler password 'of-the-tests'")
        try:
            with psycopg.connect(
                database.dsn, user="kairo_scaler", password="of-the-tests", autocommit=True
            ) as connection:
                yield connection
        finally:
            owner.execute("revoke all on schema ocr from kairo_scaler")
            owner.execute("revoke all on function ocr.backlog from kairo_scaler")
            owner.execute("drop role kairo_scaler")


def ask(scaler: psycopg.Connection) -> Any:
    (trigger,) = SCALED["spec"]["triggers"]
    assert trigger["type"] == "postgresql"
    row = scaler.execute(trigger["metadata"]["query"].encode()).fetchone()
    assert row is not None
    return row[0]


def test_the_scaler_counts_every_document_that_needs_a_worker(
    scaler: psycopg.Connection, connection: psycopg.Connection
) -> None:
    jobs = Jobs(connection)
    assert ask(scaler) == 0
    waiting, read, later, done, lost = (jobs.insert() for _ in range(5))
    assert ask(scaler) == 5
    jobs.claim(read)
    assert jobs.complete(jobs.claim(done))
    assert jobs.fail(jobs.claim(later))
    assert jobs.fail(jobs.claim(lost), retryable=False)
    assert jobs.job(waiting, "status") == "queued"
    assert ask(scaler) == 2
    connection.execute("update ocr_queue set next_attempt_at = now() where document_id = %s", [later])
    assert ask(scaler) == 3


def test_an_archive_in_the_queue_is_not_counted_to_its_end(connection: psycopg.Connection) -> None:
    jobs = Jobs(connection)
    for _ in range(4):
        jobs.insert()
    assert jobs.value("select ocr.backlog(max_count => 3)") == 3


@pytest.mark.parametrize(
    "statement",
    [
        "select * from public.ocr_queue",
        "select * from public.documents",
        "select * from ocr.settings",
        "select ocr.setting('function_token')",
        "select ocr.dispatch()",
        "select * from ocr.claim_next('intruder')",
    ],
)
def test_the_scaler_can_do_nothing_else(scaler: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scaler.execute(statement.encode())


def test_the_parts_name_each_other() -> None:
    assert SCALED["spec"]["scaleTargetRef"]["name"] == DEPLOYMENT["metadata"]["name"]
    assert SCALED["spec"]["triggers"][0]["authenticationRef"]["name"] == AUTHENTICATION["metadata"]["name"]
    labels = DEPLOYMENT["spec"]["template"]["metadata"]["labels"]
    assert DEPLOYMENT["spec"]["selector"]["matchLabels"] == labels
    mounted = {mount["name"] for mount in WORKER["volumeMounts"]}
    assert mounted == {volume["name"] for volume in POD["volumes"]}


def test_a_pod_is_bounded_as_the_container_of_compose() -> None:
    given = {variable["name"] for variable in WORKER["env"]}
    assert given == set(COMPOSE["environment"])
    assert given <= {name.upper() for name in Settings.model_fields}
    assert (
        f"{WORKER['resources']['limits']['memory']}"
        == f"{COMPOSE['deploy']['resources']['limits']['memory']}i"
    )
    assert POD["terminationGracePeriodSeconds"] == 60 * int(COMPOSE["stop_grace_period"].removesuffix("m"))
    security = POD["securityContext"]
    assert f"{security['runAsUser']}:{security['runAsGroup']}" == COMPOSE["user"]
    assert WORKER["securityContext"]["readOnlyRootFilesystem"] is COMPOSE["read_only"]
    assert (
        POD["volumes"][0]["emptyDir"]["sizeLimit"] == f"{COMPOSE['volumes'][0]['tmpfs']['size'] // 2**20}Mi"
    )
