"""What the clients of `benchmarks.load` ask: every endpoint, as applications, people and monitors do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID, uuid4

EMBEDDED_TEXTS = 4
FORMATS = ("json", "json", "markdown", "text")


@dataclass(frozen=True)
class Archive:
    """What can be asked for. `reading` are documents that have no text yet."""

    questions: Sequence[str]
    completed: Sequence[UUID]
    reading: Sequence[UUID] = ()

    @property
    def documents(self) -> Sequence[UUID]:
        return [*self.completed, *self.reading]


@dataclass(frozen=True)
class Ask:
    """A request to a route of `function/app.py`. Every status that is not expected is an error."""

    endpoint: str
    path: str = ""
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: frozenset[int] = frozenset({200})

    @property
    def method(self) -> str:
        return self.endpoint.partition(" ")[0]

    @property
    def url(self) -> str:
        return self.path or self.endpoint.partition(" ")[2]


def write_asks(archive: Archive, seed: int) -> Iterator[Ask]:
    """Every request of MIX in random order, again and again."""
    chance = Random(seed)
    deck = [ask for ask, count in MIX.items() for _ in range(count)]
    while True:
        chance.shuffle(deck)
        for ask in deck:
            yield ask(chance, archive)


def _search(chance: Random, archive: Archive) -> Ask:
    body: dict[str, Any] = {"query": chance.choice(archive.questions)}
    if chance.random() < 0.25:
        body |= {"languages": ["es"], "created_from": "2020-01-01T00:00:00Z", "limit": 3}
    return Ask("POST /api/search", body=body)


def _embed(chance: Random, archive: Archive) -> Ask:
    if chance.random() < 0.5:
        return Ask("POST /api/embed", body={"texts": [chance.choice(archive.questions)], "kind": "query"})
    return Ask("POST /api/embed", body={"texts": chance.sample(archive.questions, EMBEDDED_TEXTS)})


def _job(chance: Random, archive: Archive) -> Ask:
    return Ask("GET /api/jobs/{document_id}", f"/api/jobs/{chance.choice(archive.documents)}")


def _unknown_job(_: Random, __: Archive) -> Ask:
    return Ask("GET /api/jobs/{document_id}", f"/api/jobs/{uuid4()}", expected=frozenset({404}))


def _document(chance: Random, archive: Archive) -> Ask:
    document, wanted = chance.choice(archive.documents), chance.choice(FORMATS)
    pending = document in archive.reading and wanted != "json"
    return Ask(
        "GET /api/documents/{document_id}",
        f"/api/documents/{document}?format={wanted}",
        expected=frozenset({409 if pending else 200}),
    )


def _part(route: str) -> Callable[[Random, Archive], Ask]:
    """A person who looks at a document: a page, its picture, the file, others like it."""
    document = "/api/documents/{document_id}"
    return lambda chance, archive: Ask(
        f"GET {document}{route}",
        f"{document}{route}".format(document_id=chance.choice(archive.completed), number=1),
    )


def _list(chance: Random, _: Archive) -> Ask:
    query = chance.choice(("", "?type=invoice", "?sort=-total_amount&limit=10", "?from=2020-01-01&issuer=a"))
    return Ask("GET /api/documents", f"/api/documents{query}")


def _correct(chance: Random, archive: Archive) -> Ask:
    return Ask(
        "POST /api/documents/{document_id}/fields",
        f"/api/documents/{chance.choice(archive.completed)}/fields",
        body={"field": "title", "value": chance.choice(archive.questions)},
    )


def _process(chance: Random, archive: Archive) -> Ask:
    """An application that asks once more for what it has, and the database that posts a document again."""
    document = chance.choice(archive.documents)
    reading = document in archive.reading
    return Ask(
        "POST /api/process-document",
        body={"document_id": str(document)},
        headers={"Prefer": "respond-async"} if reading else {},
        expected=frozenset({202 if reading else 200}),
    )


def _deleted(_: Random, __: Archive) -> Ask:
    """The database webhook for a deleted row."""
    body = {"type": "DELETE", "table": "documents", "record": None, "old_record": {"id": str(uuid4())}}
    return Ask("POST /api/process-document", body=body)


def _deliver(_: Random, __: Archive) -> Ask:
    return Ask("POST /api/callbacks/deliver", expected=frozenset({202}))


def _get(route: str) -> Callable[[Random, Archive], Ask]:
    return lambda _, __: Ask(f"GET {route}")


def _with_wrong_token(chance: Random, archive: Archive) -> Ask:
    return Ask(
        "POST with a wrong token",
        "/api/search",
        body={"query": chance.choice(archive.questions)},
        headers={"Authorization": f"Bearer {uuid4()}"},
        expected=frozenset({401}),
    )


# Each request with how often it comes.
MIX: Mapping[Callable[[Random, Archive], Ask], int] = {
    _search: 3,
    _embed: 1,
    _job: 3,
    _unknown_job: 1,
    _document: 3,
    _list: 2,
    _correct: 1,
    _process: 2,
    _deleted: 1,
    _deliver: 1,
    _part("/pages/{number}"): 2,
    _part("/pages/{number}/image"): 2,
    _part("/file"): 1,
    _part("/similar"): 1,
    _get("/api/review"): 1,
    _get("/api/issuers"): 1,
    _get("/api/config"): 1,
    _get("/api/queue/stats"): 1,
    _get("/health"): 1,
    _get("/health/live"): 1,
    _get("/health/ready"): 1,
    _get("/metrics"): 1,
    _with_wrong_token: 1,
}
# Streams have no end, files that come and go would change what is measured, and no copy or description is under load.
NOT_ASKED = frozenset(
    (
        *("GET /api/events", "GET /api/documents/{document_id}/events"),
        *("POST /api/documents", "DELETE /api/documents/{document_id}"),
        *("POST /api/documents/{document_id}/resubmit", "POST /api/documents/{document_id}/lines"),
        *("POST /api/documents/{document_id}/password", "GET /api/documents/{document_id}/searchable"),
        "GET /openapi.json",
    )
)
