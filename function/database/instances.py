"""The running functions, as the database knows them: dispatch posts as many documents as they can hold together."""

from dataclasses import dataclass
from uuid import UUID

from function.database.pool import Database


@dataclass(frozen=True, slots=True)
class Instance:
    """A running function. Several may have the same `name`, but not the same `id`. A worker that replaces another one
    keeps the `id` and gets a new `generation`. With `pulls` the database does not post to it. `model` is that of its
    vectors."""

    id: UUID
    generation: UUID
    name: str
    pulls: bool
    version: str
    model: str


def beat(database: Database, instance: Instance, *, slots: int) -> None:
    """It is running and can hold `slots` documents."""
    database.fetch_value(
        "beat",
        {
            "id": instance.id,
            "name": instance.name,
            "slots": slots,
            "pulls": instance.pulls,
            "version": instance.version,
            "model": instance.model,
        },
    )


def leave(database: Database, instance: Instance) -> None:
    """It has ended."""
    database.fetch_value("leave", {"id": instance.id})
