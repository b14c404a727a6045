from function.document.pages import Table
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from tests.unit.test_tables import boxes, piece, read_tables, rows


def words(xs: tuple[int, ...], *lines: tuple[str, ...], pitch: int = 20) -> list[Fragment]:
    return [
        piece(text, x, pitch * row + 5)
        for row, texts in enumerate(lines)
        for x, text in zip(xs, texts, strict=True)
        if text
    ]


def read_table(fragments: list[Fragment], rulings: list[Ruling]) -> Table:
    (table,) = read_tables(fragments, rulings)
    return table


def test_names_beside_ruled_rows_are_cells_though_no_line_is_between_them() -> None:
    texts = [("", "2024", "2025"), ("Personal", "10", "12"), ("Material", "3", "4"), ("Viajes", "1", "2")]
    rulings = [Ruling(100, y, 300, y) for y in (0, 20, 40, 60, 80)]
    rulings += [Ruling(x, 0, x, 80) for x in (100, 200, 300)] + [
        Ruling(0, 80, 100, 80),
        Ruling(0, 20, 100, 20),
    ]
    assert rows(read_table(words((5, 105, 205), *texts), rulings)) == [list(row) for row in texts]


def test_text_of_several_lines_beside_ruled_rows_stays_one_cell() -> None:
    rulings = [Ruling(100, y, 300, y) for y in (0, 40, 80)]
    rulings += [Ruling(x, 0, x, 80) for x in (0, 100, 200, 300)] + [
        Ruling(0, 80, 100, 80),
        Ruling(0, 0, 100, 0),
    ]
    page = [piece("Suministro", 5, 28), piece("eléctrico", 5, 41)]
    page += [piece(text, x, y) for y, row in ((15, ("Enero", "10")), (55, ("Junio", "12")))
             for x, text in zip((105, 205), row, strict=True)]  # fmt: skip
    table = read_table(page, rulings)
    assert rows(table) == [["Suministro eléctrico", "Enero", "10"], ["Junio", "12"]]


def test_the_lines_of_a_head_are_one_row_where_rows_are_ruled() -> None:
    texts = [
        ("Gasto", "Total", "Parte"),
        ("Luz", "58,6", "79"),
        ("Agua", "61,6", "57"),
        ("Gas", "59,5", "48"),
    ]
    page = words((5, 105, 205), ("", "Previsto", "Real"), ("", "2025", "2024"), pitch=13)
    page += [piece(text, x, 40 + 20 * row) for row, line in enumerate(texts[1:])
             for x, text in zip((5, 105, 205), line, strict=True)]  # fmt: skip
    table = read_table(page, boxes((0, 100, 200, 300), (0, 35, 55, 75, 95)))
    assert rows(table)[0] == ["", "Previsto 2025", "Real 2024"]


def test_boxes_of_different_width_with_labels_are_a_form_and_no_table() -> None:
    texts = [("¿Estudiante matriculado?", 5, 5), ("Sí", 205, 5), ("☒", 235, 5), ("No", 265, 5),
             ("Identificación:", 5, 25), ("Razón social:", 5, 45), ("CIF 1234", 145, 45),
             ("Observaciones", 5, 65), ("Fecha y firma", 5, 85)]  # fmt: skip
    rulings = [Ruling(0, 20 * y, 300, 20 * y) for y in range(6)] + [Ruling(x, 0, x, 100) for x in (0, 300)]
    rulings += [Ruling(x, 0, x, 20) for x in (200, 230, 260)] + [Ruling(x, 40, x, 60) for x in (140, 200)]
    assert read_tables([piece(*text) for text in texts], rulings) == []


def test_a_ruled_head_gives_its_columns_to_a_body_that_has_none() -> None:
    texts = [("País", "2023", "2024", "2025"), ("Perú", "45,0", "", "29,2"), ("Chile", "58,0", "95,1", "42,2"),
             ("Cuba", "", "18,1", "55,2"), ("Brasil", "84,0", "31,1", "68,2")]  # fmt: skip
    page = words((5, 105, 165, 225), *texts)
    across = [Ruling(0, 20 * y, 300, 20 * y) for y in range(6)]
    down = [Ruling(x, 0, x, 20) for x in (100, 160, 220)] + [Ruling(x, 0, x, 100) for x in (0, 300)]
    for between in (across, [across[0], across[1], across[-1]]):
        assert rows(read_table(page, between + down)) == [list(texts_) for texts_ in texts]
