"""Running instances, as the database knows them: dispatch posts only as many documents as they can hold together."""

from dataclasses import dataclass
from uuid import UUID

from function.database.pool import Database


@dataclass(frozen=True, slots=True)
class Instance:
    """A running function. Several may share a `name`, but never an `id`. A worker that replaces another one
    keeps the `id` and gets a new `generation`. With `pulls`, the database does not post to it. `model` is its
    embedding model."""

    id: UUID
    generation: UUID
    name: str
    pulls: bool
    version: str
    model: str


def beat(database: Database, instance: Instance, *, slots: int) -> None:
    """Report that the instance is running and can hold `slots` documents."""
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
    """Report that the instance has ended."""
    database.fetch_value("leave", {"id": instance.id})
