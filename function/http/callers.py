"""Who asks: one of the project's servers, which has FUNCTION_TOKEN, or a person with a session."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Scope

from function.document.person import Person
from function.errors import ForbiddenError

_CALLER = "kairo.caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """`person` is None for a server, which may see all documents."""

    person: Person | None = None


def set_caller(scope: Scope, caller: Caller) -> None:
    scope[_CALLER] = caller


def caller_of(request: Request) -> Caller:
    caller = request.scope[_CALLER]
    assert isinstance(caller, Caller)  # noqa: S101  set by BearerAuthentication
    return caller


def require_server(request: Request) -> None:
    """Raises ForbiddenError for a person."""
    if caller_of(request).person is not None:
        raise ForbiddenError("This is for the project's servers; people may not ask it.")
