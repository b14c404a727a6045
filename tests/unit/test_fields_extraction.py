"""What a document says about itself as a whole."""

from pathlib import Path

import pytest

from benchmarks.fields import measure, write_report
from function.document.fields import KnownIssuer, fields_to_json
from function.fields.extraction import VERSION, extract_fields
from function.fields.labels import SECTIONS, phrases, roles
from function.fields.sheet import MAX_PIECES
from tests.support.field_pages import make_page, read_text, value_of
from tests.support.field_scoring import FieldScore
from tests.support.field_set import load_papers, write_set

LETTER = """
                              Cudillero, 2 de agosto de 2019
Querida abuela:
Te escribo desde la playa. Ayer comimos sardinas y estaban muy ricas.
Muchos besos,
Alba
"""
INVOICE = """
# TALLER URQUIJO
NIF 44285249Z
C/ Mayor 3, 39001 Santander
# Factura
Cliente: Begoña Muñiz Soto
Nº factura: 118/26
Fecha: 04/05/2026
Total   121,00 €
"""


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> FieldScore:
    """The invented papers, drawn, read and scored."""
    folder = tmp_path_factory.mktemp("papers")
    write_set(folder)
    return measure(folder, folder)["pdf"]


def test_every_type_of_paper_is_recognised(score: FieldScore) -> None:
    assert score.documents == len(load_papers())
    assert score.types_right == score.documents


def test_papers_of_all_types_give_their_fields_and_no_others(score: FieldScore) -> None:
    assert score.errors == []
    recall = score.total().recall
    assert recall is not None
    assert recall >= 0.98


def test_lines_of_goods_are_read(score: FieldScore) -> None:
    lines = score.fields["line_items"]
    assert (lines.right, lines.wrong) == (lines.wanted, 0)


def test_the_report_has_a_row_for_each_field_and_the_reliability(score: FieldScore) -> None:
    report = "\n".join(write_report({"pdf": score}, show_errors=True))
    assert "| total |" in report
    assert "| all single fields |" in report
    assert "| 0.95 to 1.00 |" in report


def test_a_private_letter_is_of_no_type_and_gives_no_amount() -> None:
    fields = read_text(LETTER)
    assert fields.type.value == "other"
    assert "total" not in fields.fields
    assert value_of(fields, "document_date") == "2019-08-02"


def test_a_page_without_text_gives_nothing() -> None:
    fields = extract_fields([make_page("")])
    assert (fields.type.value, dict(fields.fields)) == ("other", {})
    assert extract_fields([]).type.value == "other"


def test_every_value_has_a_place_a_reason_and_a_confidence() -> None:
    written = fields_to_json(read_text(INVOICE))
    assert written["version"] == VERSION
    for field in written["fields"].values():
        assert 0 < field["confidence"] <= 1
        assert field["reason"]
        assert all(0 <= share <= 1 for share in field["box"])
    assert written["fields"]["total"]["currency"] == "EUR"


def test_a_confirmed_issuer_is_named_by_its_tax_number() -> None:
    memory = [KnownIssuer("44285249Z", "Miren Urquijo Vega")]
    named = extract_fields([make_page(INVOICE)], memory=memory).fields["issuer"]
    assert (named.value, named.source) == ("Miren Urquijo Vega", "memory")


def test_a_line_that_ocr_garbled_still_has_its_label() -> None:
    garbled = INVOICE.replace("Nº factura", "Nº factvra").replace("Fecha", "Fecna")
    assert value_of(read_text(garbled, confidence=0.9), "invoice_number") == "118/26"


def test_no_label_is_empty_without_articles() -> None:
    assert [
        (section, role) for section in SECTIONS for role in roles(section) if () in phrases(section, role)
    ] == []


def test_lines_beyond_the_limit_are_not_looked_at() -> None:
    beyond = "\n".join(["Lorem ipsum"] * MAX_PIECES) + "\nFecha: 04/05/2026"
    assert "document_date" not in read_text("# Factura\n" + beyond).fields


def test_the_drawn_papers_have_a_text_layer(tmp_path: Path) -> None:
    write_set(tmp_path)
    assert len(list((tmp_path / "files").glob("*.pdf"))) == len(list((tmp_path / "truth").glob("*.json")))


def test_an_issuer_that_is_named_only_on_the_last_page_is_found() -> None:
    first = "# Factura\nNº factura: 3\nFecha: 04/05/2026\nTotal   12,00 €"
    last = (
        "Condiciones\nHierros del Cidacos, S.L. Inscrita en el Registro Mercantil, tomo 3, folio 4, hoja M-5"
    )
    fields = extract_fields([make_page(first), make_page(last, number=2)])
    assert value_of(fields, "issuer") == "Hierros del Cidacos, S.L."
    assert fields.fields["issuer"].page == 2
