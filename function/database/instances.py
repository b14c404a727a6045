"""The living functions, as the database knows them: dispatch posts as many documents as they can hold together."""

from dataclasses import dataclass
from uuid import UUID

from function.database.pool import Database


@dataclass(frozen=True, slots=True)
class Instance:
    """A running function. Its `id` is its own even where several have one `name`; with `pulls` the database does not post
    to it. `model` is that of its vectors."""

    id: UUID
    name: str
    pulls: bool
    version: str
    model: str


def beat(database: Database, instance: Instance, *, slots: int) -> None:
    """It lives, and can hold `slots` documents."""
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
