"""People follow what becomes of their documents, look at pages, and set right what is wrong."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import numpy as np
import pymupdf
import pytest
from PIL import Image

from local.auth.app import person_id
from local.samples import SAMPLES
from tests.support.gate import books_held
from tests.support.people import ANA, People, make_people
from tests.support.running import Running
from tests.support.small_documents import scan_of_expenses, short_pdf
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

LETTER = next(sample for sample in SAMPLES if sample.file.name == "letter.png")
Event = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def people(running: Running) -> Iterator[People]:
    people = make_people(running)
    yield people
    people.close()


@pytest.fixture(scope="module")
def scan(people: People) -> UUID:
    """A letter of Ana's, which is recognised."""
    return people.upload("carta.png", LETTER.file.read_bytes())


@contextmanager
def follow(client: httpx.Client, path: str = "/api/events") -> Iterator[list[Event]]:
    """Yields the events that come meanwhile. The stream is there when the block begins."""
    events: list[Event] = []
    with client.stream("GET", path, timeout=60) as answer:
        answer.raise_for_status()

        def read() -> None:
            name = ""
            try:
                for line in answer.iter_lines():
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        events.append((name, json.loads(line.removeprefix("data: "))))
            except (httpx.HTTPError, httpx.StreamError, OSError):
                return

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        yield events


def statuses(events: list[Event], document: UUID) -> list[str]:
    return [
        data["status"] for name, data in events if name == "document" and data["document_id"] == str(document)
    ]


def test_a_document_is_followed_from_its_upload_to_its_end(people: People) -> None:
    with follow(people.ana) as hers, follow(people.luis) as his, follow(people.server) as all_of_them:
        document = people.upload("seguida.pdf", short_pdf())
        wait_until(
            lambda: "completed" in statuses(hers, document) and "completed" in statuses(all_of_them, document)
        )
        with follow(people.ana, f"/api/documents/{document}/events") as its:
            wait_until(lambda: statuses(its, document) == ["completed"])
        people.ana.delete(f"/api/documents/{document}").raise_for_status()
        wait_until(lambda: ("deleted", {"document_id": str(document)}) in hers)
        # His own document comes, so the stream was alive all the time, and hers never did.
        own = people.upload("suya.pdf", short_pdf(), people.luis)
        wait_until(lambda: "completed" in statuses(his, own))
        assert str(document) not in json.dumps(his)
        assert str(own) not in json.dumps(hers)


def test_pages_are_told_while_a_document_is_read(people: People, running: Running) -> None:
    picture = io.BytesIO()
    Image.open(LETTER.file).convert("L").save(picture, "JPEG", quality=60)
    with pymupdf.open() as pdf:
        for _ in range(4):
            pdf.new_page().insert_image((0, 0, 595, 842), stream=picture.getvalue())
        content = pdf.tobytes()
    with books_held(running, "save_page") as gate, follow(people.ana) as events:
        answer = people.ana.post("/api/documents?name=cuatro.pdf", content=content).raise_for_status()
        document = UUID(answer.json()["document_id"])

        def told() -> list[int]:
            return [data["pages_done"] for _, data in events if data["document_id"] == str(document)]

        for page in range(4):
            gate.wait_for(1)
            wait_until(lambda page=page: told()[-1:] == [page])  # type: ignore[misc]
            gate.let_through()
        wait_until(lambda: "completed" in statuses(events, document))
        assert sorted(set(told())) == [0, 1, 2, 3, 4]
        assert told() == sorted(told())


def test_a_picture_of_a_page_is_upright_and_asked_for_once(people: People, scan: UUID) -> None:
    path = f"/api/documents/{scan}/pages/1/image?width=600"
    answer = people.ana.get(path).raise_for_status()
    picture = Image.open(io.BytesIO(answer.content))
    assert (answer.headers["content-type"], picture.format, picture.width) == ("image/webp", "WEBP", 600)
    assert answer.headers["cache-control"] == "private, max-age=3600"
    again = people.ana.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    # A file that lies on its side is shown as it was read.
    turned = io.BytesIO()
    Image.open(LETTER.file).transpose(Image.Transpose.ROTATE_90).save(turned, "PNG")
    lying = people.upload("tumbada.png", turned.getvalue())
    upright = Image.open(io.BytesIO(people.ana.get(path.replace(str(scan), str(lying))).content))
    difference = np.asarray(upright.convert("L"), float) - np.asarray(picture.convert("L"), float)
    assert abs(difference).mean() < 5


@pytest.mark.parametrize("width", ["63", "2401", "ancho"])
def test_a_picture_of_a_width_that_nobody_needs_is_refused(people: People, scan: UUID, width: str) -> None:
    assert people.ana.get(f"/api/documents/{scan}/pages/1/image?width={width}").status_code == 400


def test_a_page_that_is_not_there_has_no_picture(people: People, scan: UUID) -> None:
    for path in (f"/api/documents/{scan}/pages/2", f"/api/documents/{scan}/pages/2/image"):
        answer = people.ana.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "page_not_found")


def test_a_text_has_pictures_as_well(people: People) -> None:
    document = people.upload("nota.txt", b"Una nota breve.\n\nY otra linea.")
    answer = people.ana.get(f"/api/documents/{document}/pages/1/image?width=800").raise_for_status()
    picture = np.asarray(Image.open(io.BytesIO(answer.content)).convert("L"))
    page = people.ana.get(f"/api/documents/{document}/pages/1").json()
    x0, y0, x1, y1 = (round(edge * 800 / page["width"]) for edge in page["blocks"][0]["lines"][0]["box"])
    # There is ink in the box of the line, and none above it.
    assert picture[y0:y1, x0:x1].min() < 100 < 250 < picture[: y0 - 4].min()


def test_a_file_comes_back_as_it_was_and_harmless(people: People, scan: UUID) -> None:
    answer = people.ana.get(f"/api/documents/{scan}/file").raise_for_status()
    assert answer.content == LETTER.file.read_bytes()
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''carta.png"
    shown = people.ana.get(f"/api/documents/{scan}/file?inline=true")
    assert shown.headers["content-disposition"].startswith("inline")
    page = people.upload("pagina.html", b"<!DOCTYPE html><html><body><p>Hola a todos</p></body></html>")
    harmless = people.ana.get(f"/api/documents/{page}/file?inline=true")
    assert harmless.headers["content-disposition"].startswith("attachment")
    for one in (answer, shown, harmless):
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["content-security-policy"].startswith("sandbox")


def find_line(page: dict[str, Any]) -> tuple[dict[str, int], str]:
    """Returns the line with the name in the letter, and what it is to say."""
    return next(
        (
            {"block": block["index"], "line": line["index"]},
            line["text"].replace("Larkhollow", "Zumalacarregui"),
        )
        for block in page["blocks"]
        for line in block["lines"]
        if "Larkhollow" in line["text"]
    )


def find_empty_cell(page: dict[str, Any]) -> tuple[dict[str, int], str]:
    return next(
        ({"block": block["index"], "cell": number}, "Zumalacarregui")
        for block in page["blocks"]
        if "table" in block
        for number, cell in enumerate(block["table"]["cells"])
        if not cell["text"]
    )


def show_place(page: dict[str, Any], place: dict[str, int]) -> dict[str, Any]:
    block = page["blocks"][place["block"]]
    found: dict[str, Any] = (
        block["lines"][place["line"]] if "line" in place else block["table"]["cells"][place["cell"]]
    )
    return found


def searchable_text(people: People, document: UUID) -> str:
    content = people.ana.get(f"/api/documents/{document}/searchable").raise_for_status().content
    with pymupdf.open(stream=content) as pdf:
        return str(pdf[0].get_text())


def wait_for_text(people: People, running: Running, document: UUID, word: str, *, there: bool) -> None:
    def is_there() -> bool:
        row = running.rows("select ocr_status, ocr_text from documents where id = %s", document)[0]
        return row["ocr_status"] == "completed" and (word in row["ocr_text"]) is there

    wait_until(is_there)


@pytest.mark.parametrize(
    ("content", "find"),
    [
        pytest.param(LETTER.file.read_bytes(), find_line, id="line"),
        pytest.param(scan_of_expenses(), find_empty_cell, id="cell"),
    ],
)
def test_a_persons_word_changes_all_that_was_made_of_a_line_or_a_cell(
    people: People, running: Running, content: bytes, find: Callable[[Any], tuple[dict[str, int], str]]
) -> None:
    document = people.upload("corregida.png", content)
    place, said = find(people.ana.get(f"/api/documents/{document}/pages/1").json())

    def correct(**what: Any) -> dict[str, Any]:
        body = {"page": 1, **place, **what}
        answer = people.ana.post(f"/api/documents/{document}/lines", json=body)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    corrected = correct(text=said)
    told = show_place(corrected, place)
    assert told["text"] == said
    assert told["corrected_by"] == str(person_id(ANA))
    assert "Zumalacarregui" in corrected["text"]
    wait_for_text(people, running, document, "Zumalacarregui", there=True)
    found = people.ana.post("/api/search", json={"query": "Zumalacarregui", "literal": True}).json()[
        "results"
    ]
    assert [(hit["document_id"], "Zumalacarregui" in hit["text"]) for hit in found[:1]] == [
        (str(document), True)
    ]
    assert "Zumalacarregui" in searchable_text(people, document)

    # It survives another reading of the file, which finds the old words again.
    people.ana.post(f"/api/documents/{document}/resubmit?force=true").raise_for_status()
    attempts = running.rows("select attempt from ocr_queue where document_id = %s", document)[0]["attempt"]
    wait_until(
        lambda: running.rows(
            "select 1 as one from ocr_queue where document_id = %s and status = 'completed' and attempt >= %s",
            *(document, attempts),
        )
    )
    wait_for_text(people, running, document, "Zumalacarregui", there=True)

    # And it can be taken back.
    assert "Zumalacarregui" not in correct(text=None)["text"]
    wait_for_text(people, running, document, "Zumalacarregui", there=False)
    assert "Zumalacarregui" not in searchable_text(people, document)


def test_what_has_been_looked_at_needs_no_look(people: People, running: Running, scan: UUID) -> None:
    """A page in doubt is in the review with its lines, until a person has settled all of them."""
    running.database.execute(
        "update document_pages set review_reasons = '{low_confidence}', confidence = 0.9 where document_id = %s",
        [scan],
    )
    running.database.execute(
        "update documents set needs_review = true, review_reasons = '{low_confidence}' where id = %s", [scan]
    )

    def review() -> list[dict[str, Any]]:
        documents = people.ana.get("/api/review?limit=50").raise_for_status().json()["documents"]
        return [document for document in documents if document["document_id"] == str(scan)]

    doubtful = wait_until(review)[0]["doubtful"]
    for line in doubtful:
        place = {name: line[name] for name in ("page", "block", "line")}
        people.ana.post(f"/api/documents/{scan}/lines", json={**place, "accepted": True}).raise_for_status()
    if not doubtful:
        place = {"page": 1, "block": 0, "line": 0}
        people.ana.post(f"/api/documents/{scan}/lines", json={**place, "accepted": True}).raise_for_status()
    wait_until(
        lambda: running.rows(
            "select 1 as one from documents where id = %s and ocr_status = 'completed' and not needs_review",
            scan,
        )
    )
    assert review() == []


def test_a_line_that_is_not_there_cannot_be_corrected(people: People, scan: UUID) -> None:
    for place in ({"page": 9}, {"block": 99}, {"line": 99}, {"line": None, "cell": 0}, {"cell": 0}):
        body = {"page": 1, "block": 0, "line": 0, "text": "x", **place}
        answer = people.ana.post(f"/api/documents/{scan}/lines", json=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
