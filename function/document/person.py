"""Somebody who is signed in to the project."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """`token` is the session's, as it came; `claims` is what it says, as JSON; `expires_at` is in Unix time."""

    id: UUID
    expires_at: float
    claims: str = field(repr=False)
    token: str = field(repr=False)
