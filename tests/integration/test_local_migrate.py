"""The embedded stack's database is set up and migrated by the function's own code."""

import pytest

from local.migrate import migrate
from tests.support.services import Database

pytestmark = pytest.mark.integration


def test_the_projects_own_migrations_are_already_there(database: Database) -> None:
    assert migrate(database.admin_dsn, database.dsn) == []
