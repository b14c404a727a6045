"""Office files, web pages, text files and emails become the same blocks and Markdown as a PDF."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from function.document.markdown import page_to_markdown
from function.document.media_type import MediaType
from function.document.pages import Block, Page
from function.errors import (
    CorruptFileError,
    EncryptedFileError,
    FileTooLargeError,
    InputError,
    TooManyPagesError,
    UnreadableFileError,
)
from function.intake.sniff import sniff
from function.reading.reader import Reader
from function.reading.recognition.engine import Recognised
from function.reading.recognition.strips import Pixels
from tests.support.files import file_process, look_at, request
from tests.support.letter import LETTER, draw_pdf
from tests.support.reading import make_settings, notes_of
from tests.support.zoo import office, office_bombs

pytestmark = pytest.mark.integration

MARKDOWN = f"""# {office.TITLE}

{office.PARAGRAPH}

## {office.SECTION}

- {office.ITEMS[0]}
- {office.ITEMS[1]}

| Concepto | Importe |
| --- | --- |
| Renta | 650,00 € |
| Comunidad | 45,50 € |"""


def recognise_nothing(pixels: Pixels) -> Recognised:
    return Recognised((), 0, (pixels.shape[1], pixels.shape[0]))


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader(make_settings(), recognise_nothing)
    yield reader
    reader.close()


def write(folder: Path, content: bytes) -> Path:
    path = folder / "documento"
    path.write_bytes(content)
    return path


def read(reader: Reader, path: Path) -> tuple[list[Page], tuple[str, ...]]:
    with reader.open(path, sniff(path, "doc-1"), "doc-1") as document:
        pages = [document.read_page(number + 1) for number in range(document.page_count)]
        return pages, notes_of(document, pages)


def blocks_of(path: Path, number: int = 1) -> tuple[Block, ...]:
    contents, _ = look_at(path, number)
    assert contents.laid_out is not None
    return contents.laid_out.blocks


def shown(content: bytes, folder: Path) -> str:
    return page_to_markdown(blocks_of(write(folder, content)))


@pytest.mark.parametrize("make", [office.word, office.open_text, office.web_page])
def test_titles_paragraphs_lists_and_tables_are_kept(
    reader: Reader, tmp_path: Path, make: Callable[[], bytes]
) -> None:
    pages, notes = read(reader, write(tmp_path, make()))
    (page,) = pages
    assert page_to_markdown(page.blocks) == MARKDOWN
    assert (page.source, page.language, page.confidence) == ("text_layer", "es", 1.0)
    assert notes == ()


@pytest.mark.parametrize("make", [office.word, office.open_text, office.web_page, office.text])
def test_every_line_has_a_place_on_the_page(tmp_path: Path, make: Callable[[], bytes]) -> None:
    contents, _ = look_at(write(tmp_path, make()))
    assert contents.laid_out is not None
    width, height = contents.laid_out.size
    bottom = 0.0
    for block in contents.laid_out.blocks:
        assert block.lines
        assert block.box[1] >= bottom
        bottom = block.box[3]
        for line in block.lines:
            x0, y0, x1, y1 = line.box
            assert block.box[0] <= x0 < x1 <= width
            assert block.box[1] <= y0 < y1 <= block.box[3] <= height


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_in_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    markdown = shown(office.text(encoding), tmp_path)
    assert markdown == (f"{office.TITLE}\n\n{office.PARAGRAPH}\n\n- {office.ITEMS[0]}\n- {office.ITEMS[1]}")


def test_a_long_text_goes_on_on_the_next_page_and_loses_no_word(reader: Reader, tmp_path: Path) -> None:
    words = " ".join(f"palabra{number}" for number in range(3000))
    pages, _ = read(reader, write(tmp_path, words.encode()))
    assert len(pages) > 5
    assert " ".join(page.text for page in pages) == words


def test_a_sheet_is_a_title_and_a_table_with_numbers_as_they_are_shown(tmp_path: Path) -> None:
    path = write(tmp_path, office.spreadsheet())
    assert page_to_markdown(blocks_of(path)) == (
        "## Gastos\n\n| Concepto | Importe | Parte |\n| --- | --- | --- |\n"
        "| Renta | 650.00 € | 50 % |\n| Comunidad | 45.50 € | 21 % |"
    )
    assert file_process().open(request(path)).page_count == 1


def test_an_open_document_sheet_with_a_million_empty_rows_is_its_table(tmp_path: Path) -> None:
    (title, table) = blocks_of(write(tmp_path, office.open_spreadsheet()))
    assert (title.kind, title.text) == ("title", "Gastos")
    assert table.text == "Concepto\tImporte\nRenta\t650,00 €\nComunidad\t45,50 €"


def test_each_slide_is_a_page_in_order(tmp_path: Path) -> None:
    path = write(tmp_path, office.slides())
    assert file_process().open(request(path)).page_count == 2
    assert [block.text for block in blocks_of(path)] == [office.TITLE, office.PARAGRAPH]
    assert blocks_of(path, 2)[0].kind == "title"


def test_of_a_million_rows_the_first_are_read_and_a_note_says_so(tmp_path: Path) -> None:
    opened = file_process().open(request(write(tmp_path, office_bombs.endless_spreadsheet())))
    assert 50 < opened.page_count < 200
    assert "Only the first 5000 rows" in (opened.note or "")


def test_a_picture_in_a_text_is_a_page_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, office.word(picture=office.picture_of_a_letter()))
    assert file_process().open(request(path)).page_count == 2
    contents, pixels = look_at(path, 2)
    assert contents.verdict == "reject"
    assert pixels is not None


def test_a_damaged_picture_costs_no_text(reader: Reader, tmp_path: Path) -> None:
    content = office.word(picture=office.picture_of_a_letter())
    middle = content.index(b"media/image1.png") + 1000
    pages, notes = read(reader, write(tmp_path, content[:middle] + b"\xff" * 100 + content[middle + 100 :]))
    assert page_to_markdown(pages[0].blocks) == MARKDOWN
    assert notes == ("A picture in the file is damaged and was not read.",)


def test_a_mail_is_its_fields_its_text_and_what_is_attached(tmp_path: Path) -> None:
    path = write(tmp_path, office.mail())
    opened = file_process().open(request(path))
    fields, *body = blocks_of(path)
    assert fields.text.splitlines()[0] == "From: Administración <admin@example.org>"
    assert f"Subject: {office.TITLE}" in fields.text
    assert page_to_markdown(body) == MARKDOWN
    layers = [contents.layer for contents, _ in (look_at(path, 2), look_at(path, 6))]
    assert layers[0] is not None
    assert LETTER[0] in layers[0].text
    assert blocks_of(path, 3)[0].text == office.TITLE
    assert look_at(path, 4)[1] is not None
    assert "From: " in blocks_of(path, 5)[0].text
    assert layers[1] is not None
    assert layers[1].text == "Un recibo"
    assert opened.page_count == 6
    assert "smime.p7s" in (opened.note or "")


def test_nothing_is_left_beside_a_mail_that_was_closed(reader: Reader, tmp_path: Path) -> None:
    path = write(tmp_path, office.mail())
    read(reader, path)
    assert list(tmp_path.iterdir()) == [path]


def test_mails_in_mails_are_read_to_a_depth(tmp_path: Path) -> None:
    opened = file_process().open(request(write(tmp_path, office_bombs.nested_mail(6))))
    assert opened.page_count == 3
    assert "was not read" in (opened.note or "")


def test_pages_of_attachments_count(tmp_path: Path) -> None:
    message = office.make_mail()
    pdf = draw_pdf()
    for _ in range(3):
        pdf.new_page()
    message.add_attachment(pdf.tobytes(), maintype="application", subtype="pdf", filename="carta.pdf")
    path = write(tmp_path, message.as_bytes())
    with pytest.raises(TooManyPagesError):
        file_process().open(request(path, max_pages=4))
    assert file_process().open(request(path, max_pages=5)).page_count == 5


def test_an_attachment_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    message = office.make_mail()
    message.add_attachment(b"%PDF-1.7 no", maintype="application", subtype="pdf", filename="rota.pdf")
    message.add_attachment(
        office_bombs.zip_bomb(), maintype="application", subtype="zip", filename="bomba.docx"
    )
    opened = file_process().open(request(write(tmp_path, message.as_bytes())))
    assert opened.page_count == 1
    assert "'rota.pdf' could not be read (file_corrupt)" in (opened.note or "")
    assert "'bomba.docx' could not be read (file_too_large)" in (opened.note or "")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (office_bombs.zip_bomb, FileTooLargeError),
        (office_bombs.crowded_archive, FileTooLargeError),
        (office_bombs.laughing_word, CorruptFileError),
        (office_bombs.long_word, UnreadableFileError),
        (office_bombs.locked_open_text, EncryptedFileError),
        (lambda: office.word()[:900], CorruptFileError),
        (lambda: office.spreadsheet()[:3000], CorruptFileError),
    ],
)
def test_what_would_take_the_reader_down_is_refused_for_good(
    tmp_path: Path, make: Callable[[], bytes], error: type[InputError]
) -> None:
    path = write(tmp_path, make())
    with pytest.raises(error, match="doc-1") as caught:
        file_process().open(request(path))
    assert str(tmp_path) not in str(caught.value)


def test_a_text_of_too_many_pages_is_refused_before_it_is_set(tmp_path: Path) -> None:
    path = write(tmp_path, b"una palabra " * 1_000_000)
    with pytest.raises(TooManyPagesError, match="500 pages"):
        file_process().open(request(path))


def test_a_mail_nested_too_deeply_is_refused_in_words(tmp_path: Path) -> None:
    path = write(tmp_path, office_bombs.deep_mail())
    with pytest.raises(UnreadableFileError, match="nested too deeply"):
        file_process().open(request(path))


def test_of_a_repeated_cell_as_many_are_read_as_a_table_may_have(tmp_path: Path) -> None:
    opened = file_process().open(request(write(tmp_path, office_bombs.repeated_cell())))
    assert "Only the first 1000 rows" in (opened.note or "")


def test_a_page_nested_too_deeply_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    opened = file_process().open(request(write(tmp_path, office_bombs.deep_page())))
    assert "nested too deeply" in (opened.note or "")


def test_a_cell_that_claims_a_million_columns_takes_no_others_place(tmp_path: Path) -> None:
    (table,) = blocks_of(write(tmp_path, office_bombs.wide_page()))
    assert table.text == "a\tb\n\tc"


def test_a_sheet_wider_than_a_page_gets_a_wider_page(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([f"una columna {number}" for number in range(60)])
    buffer = io.BytesIO()
    book.save(buffer)
    contents, _ = look_at(write(tmp_path, buffer.getvalue()))
    assert contents.laid_out is not None
    assert contents.laid_out.size[0] > 2000
    assert contents.laid_out.blocks[-1].text.endswith("una columna 59")


def test_there_is_no_searchable_copy_and_no_error(reader: Reader, tmp_path: Path) -> None:
    path = write(tmp_path, office.word())
    pages, _ = read(reader, path)
    assert reader.make_searchable(path, MediaType.DOCX, "doc-1", pages, tmp_path / "copia.pdf") == 0
    assert not (tmp_path / "copia.pdf").exists()
