"""What is shown of a hit and beside a document: its lines on the page, documents like it, and the same paper once more."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pymupdf
import pytest
from pgvector import Vector

from function.database import pool
from function.database.search import SearchFilter, search_documents
from function.database.similar import Duplicate, find_duplicates, find_similar
from function.document.pages import WholeDocument
from function.embedding.encoder import Encoder
from function.errors import DocumentNotFoundError
from function.intake.sniff import sniff
from function.reading.assembly import assemble
from function.reading.searchable.copy import make_searchable
from function.reading.searchable.page_text import PageText
from local.samples import SAMPLES, Sample
from tests.support.fields import make_fields
from tests.support.reading import read_file
from tests.support.search_set.archive import Archive, Scribe
from tests.support.search_set.household import load_papers
from tests.support.search_set.household.paper import HouseholdPaper
from tests.support.search_set.noise import add_noise
from tests.support.services import Database
from tests.support.users import logged_in

pytestmark = pytest.mark.integration

PAPERS = {paper.name: paper for paper in load_papers()}
# Each of them comes many times.
SERIES = re.compile(r"(luz|gas|agua|nomina)\b.*")


@pytest.fixture
def opened(database: Database) -> Iterator[pool.Database]:
    connections = pool.Database(database.dsn)
    connections.open()
    yield connections
    connections.close()


@pytest.fixture
def archive(opened: pool.Database, scribe: Scribe) -> Archive:
    return Archive(opened, scribe)


def text_alone(text: str) -> WholeDocument:
    return WholeDocument((), text, (0,), text, "es", 1.0, ())


def keep(
    archive: Archive,
    paper: HouseholdPaper,
    text: str | None = None,
    *,
    owner: UUID | None = None,
    fingerprint: str | None = None,
) -> UUID:
    """Stores the paper with its fields, or another reading of it."""
    document = archive.store_whole(text_alone(text or paper.text), name=paper.file_name, owner=owner)
    fields = make_fields(paper.kind, {}, **paper.fields)
    archive.complete_whole(document, text_alone(text or paper.text), fields, fingerprint)
    return document


def copy_with_text(sample: Sample, whole: WholeDocument, target: Path) -> pymupdf.Document:
    if not sample.scanned:
        return pymupdf.open(sample.file)
    texts = (PageText.from_page(page) for page in whole.pages)
    make_searchable(sample.file, sniff(sample.file, "doc-1"), texts, target)
    return pymupdf.open(target)


def letters(text: str) -> str:
    # Print has ligatures, such as fi.
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def words_in(page: pymupdf.Page, box: tuple[float, float, float, float]) -> str:
    """The words whose middle lies in the box, give or take a point."""
    x0, y0, x1, y1 = box
    return "".join(
        word
        for left, top, right, bottom, word, *_ in page.get_text("words")
        if x0 - 1 <= (left + right) / 2 <= x1 + 1 and y0 - 1 <= (top + bottom) / 2 <= y1 + 1
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_marked_boxes_hold_every_word_of_a_passage(
    archive: Archive, connection: psycopg.Connection, sample: Sample, tmp_path: Path
) -> None:
    whole = assemble(read_file(sample.file), default_language="es")
    archive.store_whole(whole, name=sample.file.name)
    passages = connection.execute(
        "select substr(e.chunk_text, p.start_offset - e.start_offset + 1, p.end_offset - p.start_offset),"
        " boxes_between(e.lines, p.start_offset - e.start_offset, p.end_offset - e.start_offset)"
        " from document_passages p join document_embeddings e on e.id = p.chunk_id"
    ).fetchall()
    lines = sum(len(block.lines) for page in whole.pages for block in page.blocks)
    pdf = copy_with_text(sample, whole, tmp_path / "copy.pdf")
    for text, boxes in passages:
        assert len(boxes) < max(lines, 2)
        marked = letters("".join(words_in(pdf[place["page"] - 1], place["box"]) for place in boxes))
        missing = [word for word in text.split() if letters(word) not in marked]
        assert missing == []


def test_a_hit_is_marked_where_it_answers(
    archive: Archive, opened: pool.Database, encoder: Encoder, connection: psycopg.Connection
) -> None:
    sample = SAMPLES[2]
    whole = assemble(read_file(sample.file), default_language="es")
    archive.store_whole(whole, name=sample.file.name)
    query = "¿Cómo se ayuda a los ancianos que están solos en casa?"
    found = search_documents(
        opened, query, encoder.encode_query(query), encoder.model_id, limit=1, only=SearchFilter()
    ).results[0]
    lines = {
        (page.number, tuple(round(side, 2) for side in line.box)): line.text
        for page in whole.pages
        for block in page.blocks
        for line in block.lines
    }
    marked = [lines[place["page"], tuple(place["box"])] for place in found.boxes]
    assert marked
    assert letters(found.passage) in letters("".join(marked))
    vector = Vector(encoder.encode_query(query)).to_text()
    row = connection.execute(
        "select metadata from match_documents(%s, match_count => 1)", [vector]
    ).fetchone()
    assert row is not None
    assert row[0]["boxes"]
    assert row[0]["document_type"] == "other"


def test_a_document_read_before_lines_were_kept_has_no_boxes(connection: psycopg.Connection) -> None:
    assert connection.execute("select boxes_between(null, 0, 10)").fetchone() == ([],)


def test_papers_like_one_come_in_order_and_only_the_callers_own(
    archive: Archive, opened: pool.Database, connection: psycopg.Connection
) -> None:
    ana, luis = uuid4(), uuid4()
    names = ("luz-2024-02", "luz-2024-03", "lavadora", "multa-radar-2023")
    stored = {name: keep(archive, PAPERS[name], owner=ana) for name in names}
    others = keep(archive, PAPERS["luz-2024-04"], owner=luis)
    found = find_similar(opened, stored["luz-2024-02"], limit=10)
    assert found[0].document_id == stored["luz-2024-03"]
    assert found[0].document_type == "utility_bill"
    assert {item.document_id for item in found} == set(stored.values()) - {stored["luz-2024-02"]}
    assert [item.similarity for item in found] == sorted((item.similarity for item in found), reverse=True)
    assert len(find_similar(opened, stored["luz-2024-02"], limit=1)) == 1
    everything = "select id from similar_documents(%s)"
    assert connection.execute(everything, [others]).rowcount == 4
    with logged_in(connection, "authenticated", luis):
        assert connection.execute(everything, [others]).rowcount == 0
        assert connection.execute(everything, [stored["lavadora"]]).rowcount == 0
    with pytest.raises(DocumentNotFoundError):
        find_similar(opened, uuid4(), limit=10)


def duplicates(opened: pool.Database, document_id: UUID) -> Sequence[Duplicate]:
    return opened.run(lambda connection: find_duplicates(connection, document_id))


def test_the_same_file_is_known_as_soon_as_it_is_downloaded(
    archive: Archive, opened: pool.Database, connection: psycopg.Connection
) -> None:
    ana, luis = uuid4(), uuid4()
    first = keep(archive, PAPERS["lavadora"], owner=ana, fingerprint="abc")
    keep(archive, PAPERS["lavadora"], owner=luis, fingerprint="abc")
    second = archive.insert("otra vez.pdf", ana)
    assert duplicates(opened, second) == []
    archive.begin(second, fingerprint="abc")
    (found,) = duplicates(opened, second)
    assert (found.document_id, found.same) == (first, "file")
    with logged_in(connection, "authenticated", luis):
        assert connection.execute("select from duplicates_of(%s)", [second]).rowcount == 0


@pytest.mark.parametrize("name", ["luz-2024-03", "nomina-brais-2024-04", "contrato-piso-2022", "lavadora"])
def test_another_scan_of_a_paper_is_its_duplicate_and_the_next_bill_is_not(
    archive: Archive, opened: pool.Database, name: str
) -> None:
    owner = uuid4()
    paper = PAPERS[name]
    first = keep(archive, paper, owner=owner)
    for other in ("luz-2024-02", "luz-2024-04", "nomina-brais-2024-03", "contrato-piso-2019"):
        keep(archive, PAPERS[other], owner=owner)
    # What a recogniser misreads stands in words more often than in numbers; a stamp is on the copy only.
    read_again = re.sub(r"\b[a-zñáéíóú]{6,}\b", lambda word: add_noise(word[0], 0.02, word[0]), paper.text)
    second = keep(archive, paper, read_again + "\nRECIBIDO", owner=owner)
    assert [(item.document_id, item.same) for item in duplicates(opened, second)] == [(first, "text")]
    assert [item.document_id for item in duplicates(opened, first)] == [second]


def test_no_two_papers_of_a_series_are_the_same_even_if_no_field_was_read(
    connection: psycopg.Connection,
) -> None:
    series: dict[str, list[HouseholdPaper]] = {}
    for paper in load_papers():
        series.setdefault(re.sub(r"[-0-9]+", " ", paper.name).strip(), []).append(paper)
    pairs = [pair for papers in series.values() for pair in pairwise(papers)]
    same = [
        (one.name, other.name)
        for one, other in pairs
        if connection.execute("select is_same_paper(%s, %s)", [one.text, other.text]).fetchone() == (True,)
    ]
    assert len(pairs) > 100
    assert same == []
