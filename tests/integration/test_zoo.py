"""Every file of the zoo has its expected outcome, and the next file is read."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from function.errors import InputError
from tests.support.letter import LETTER, draw_pdf
from tests.support.reading import open_file, read_file
from tests.support.scoring import character_error_rate
from tests.support.zoo import traps
from tests.support.zoo.animal import Animal
from tests.support.zoo.animals import MIXED, READABLE, REFUSED

pytestmark = pytest.mark.integration

REQUEST_SECONDS = "function.reading.files.messages.REQUEST_SECONDS"


def write(animal: Animal, folder: Path) -> Path:
    path = folder / animal.name
    path.write_bytes(animal.make())
    return path


@pytest.mark.parametrize("animal", READABLE, ids=lambda animal: animal.name)
def test_a_difficult_file_is_read_as_a_person_would(animal: Animal, tmp_path: Path) -> None:
    pages = read_file(write(animal, tmp_path))
    assert len(pages) == len(animal.texts)
    for page, text in zip(pages, animal.texts, strict=True):
        assert page.source == animal.source or not text
        if text:
            assert character_error_rate(text, page.text) <= animal.error_rate
        else:
            assert page.text == ""
        assert animal.absent is None or animal.absent not in page.text


@pytest.mark.parametrize("animal", REFUSED, ids=lambda animal: animal.name)
def test_a_bad_file_is_refused_for_good_and_the_next_one_is_read(
    animal: Animal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(animal, tmp_path)
    with monkeypatch.context() as patch:
        if animal.code == "file_unreadable":
            # These files run into the time limit.
            patch.setattr(REQUEST_SECONDS, 3.0)
        with pytest.raises(InputError) as caught, open_file(path) as document:
            document.read_page(1)
    message = str(caught.value)
    assert caught.value.code == animal.code, message
    assert not caught.value.retryable
    assert message.startswith("Document doc-1: ")
    assert str(tmp_path) not in message
    carta = tmp_path / "carta.pdf"
    draw_pdf().save(carta)
    assert read_file(carta)[0].text.split() == " ".join(LETTER).split()


@pytest.mark.parametrize("animal", MIXED, ids=lambda animal: animal.name)
def test_print_beside_the_text_layer_is_read_too(animal: Animal, tmp_path: Path) -> None:
    (page,) = read_file(write(animal, tmp_path))
    text = " ".join(page.text.split())
    for expected in animal.texts:
        assert fuzz.partial_ratio(expected, text) / 100 >= 1 - animal.error_rate, text
    assert animal.absent is None or animal.absent not in text


def test_a_tick_is_beside_what_is_ticked(tmp_path: Path) -> None:
    path = tmp_path / "formulario.pdf"
    path.write_bytes(traps.filled_form())
    rows = read_file(path)[0].text.splitlines()
    assert any("Nombre del solicitante:" in row and "Asunción Zúñiga" in row for row in rows), rows
    assert any("[x] Casada" in row for row in rows), rows
    assert any("[ ] Soltera" in row for row in rows), rows


def test_a_layer_is_ignored_when_recognition_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "carta.pdf"
    draw_pdf().save(path)
    (page,) = read_file(path, force_ocr=True)
    assert page.source == "ocr"
    assert character_error_rate(" ".join(LETTER), page.text) < 0.01
