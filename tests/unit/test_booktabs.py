"""Tables that have rules above, below and under their head, and no vertical lines."""

from collections.abc import Sequence

from function.document.pages import Table
from function.reading.layout.fragments import Fragment
from function.reading.layout.order import arrange
from function.reading.layout.ruling import Ruling, sides
from tests.unit.test_tables import piece, read_tables, rows

XS = (0, 160, 220, 290, 350)
BODY = [
    ("Mujeres", "47", "21,8", "91", "8,7"),
    ("Hombres", "116", "85,5", "224", "31,9"),
    ("Total", "163", "53,2", "315", "20,4"),
]


def line(y: float, *texts: str, xs: Sequence[float] = XS) -> list[Fragment]:
    return [piece(text, x, y) for text, x in zip(texts, xs, strict=True) if text]


def rule(y: float, x0: float = 0, x1: float = 390) -> Ruling:
    return Ruling(x0, y, x1, y)


def body(top: float, pitch: float = 16) -> list[Fragment]:
    return [fragment for row, texts in enumerate(BODY) for fragment in line(top + pitch * row, *texts)]


def spans(table: Table, row: int) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.row_span, cell.column_span) for cell in table.cells if cell.row == row]


def test_names_of_several_columns_span_those_above_whose_rule_they_are() -> None:
    page = [piece("Corazón", 180, 0), piece("Ictus", 320, 0), piece("Grupo", 0, 8), piece("de edad", 0, 20)]
    page += line(24, "", "N.º", "Tasa", "N.º", "Tasa") + body(44)
    rulings = [rule(-6), rule(16, 158, 262), rule(16, 288, 388), rule(38), rule(90)]
    (table,) = read_tables(page, rulings)
    assert spans(table, 0) == [("Grupo de edad", 2, 1), ("Corazón", 1, 2), ("Ictus", 1, 2)]
    assert rows(table)[1:] == [["N.º", "Tasa", "N.º", "Tasa"], *map(list, BODY)]
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}


def test_names_of_several_columns_need_no_rule_of_their_own() -> None:
    page = [piece("Mortalidad del corazón", 155, 0), piece("Del ictus en 2025", 288, 0)]
    page += line(16, "Grupo", "N.º", "Tasa", "N.º", "Tasa") + body(40)
    (table,) = read_tables(page, [rule(-6), rule(32), rule(90)])
    assert spans(table, 0)[-2:] == [("Mortalidad del corazón", 1, 2), ("Del ictus en 2025", 1, 2)]
    assert rows(table)[1] == ["Grupo", "N.º", "Tasa", "N.º", "Tasa"]


def test_a_heading_after_a_gap_does_not_end_a_table_between_rules() -> None:
    page = line(0, "Grupo", "N.º", "Tasa", "N.º", "Tasa") + body(22)
    page += [piece("Procesos de comprensión", 0, 100), *body(120)]
    (table,) = read_tables(page, [rule(-6), rule(15), rule(175)])
    assert [texts[0] for texts in rows(table)][4] == "Procesos de comprensión"
    assert table.rows == 8


def test_a_small_table_between_rules_is_found() -> None:
    page = line(0, "Formato", "N.º", "Por ciento", xs=(0, 160, 220))
    page += line(20, "Elección múltiple", "74", "55", xs=(0, 160, 220))
    page += line(36, "Respuesta abierta", "61", "45", xs=(0, 160, 220))
    (table,) = read_tables(page, [rule(-6), rule(15), rule(52)])
    assert (table.rows, table.columns) == (3, 3)


def test_tables_one_below_the_other_stay_two() -> None:
    page = line(0, "Grupo", "N.º", "Tasa", "N.º", "Tasa") + body(22)
    page += [
        piece("Nota: las tasas son por mil.", 0, 78),
        piece("Tabla 2. Casos de 2025, por grupo y sexo", 0, 94),
    ]
    page += line(120, "Edad", "N.º", "Tasa", "N.º", "Tasa") + body(142)
    tables = read_tables(page, [rule(y) for y in (-6, 15, 72, 114, 135, 192)])
    assert [rows(table)[0][0] for table in tables] == ["Grupo", "Edad"]
    assert [table.rows for table in tables] == [4, 4]


def test_a_second_head_begins_a_second_table() -> None:
    page = line(0, "Carga", "Viaje", "Fecha", "Ruta", "Zona")
    page += line(20, "117643", "01", "08.05.2026", "DR27", "4")
    page += line(40, "Producto", "Lote", "Cantidad", "Precio", "Importe") + body(60)
    tables = read_tables(page, [rule(y) for y in (-6, 14, 34, 54, 110)])
    assert [table.rows for table in tables] == [2, 4]


def test_years_above_the_first_rule_are_the_head() -> None:
    page = line(0, "", "2023", "2024", "2025", "2026") + body(20)
    (table,) = read_tables(page, [rule(14), rule(70)])
    assert rows(table)[0] == ["", "2023", "2024", "2025", "2026"]


def test_running_text_between_rules_is_no_table() -> None:
    text = "El plazo de 30 días para pagar los 1.200 euros empieza el 14 de mayo de 2026"
    page = [piece(text, 0, 14 * row) for row in range(6)]
    assert {block.kind for block in arrange(page, str, rulings=[rule(-6), rule(90)])} == {"paragraph"}


def test_the_labels_in_a_frame_are_no_table() -> None:
    texts = [("Nombre", "Zúñiga", ""), ("Sexo", "F", "ESP"), ("Nacimiento", "07 08 1956", "BAA480180")]
    page = [
        fragment for row, line_ in enumerate(texts) for fragment in line(25 * row, *line_, xs=(0, 90, 200))
    ]
    framed = read_tables(page, list(sides((-10, -8, 290, 72))))
    assert framed == read_tables(page)


def test_a_line_after_the_names_of_rows_does_not_take_them_out_of_the_table() -> None:
    names = ("Menos de un año", "De uno a dos años", "De tres a cinco años", "De seis a diez años", "Total")
    page = line(0, "Edad", "N.º", "Tasa", "N.º", "Tasa")
    for row, name in enumerate(names):
        page += line(22 + 16 * row, name, f"{row}47", f"{row},8", f"9{row}1", f"8,{row}")
    rulings = [rule(-6), rule(16), rule(102), Ruling(140, -6, 140, 102)]
    (table,) = read_tables(page, rulings)
    assert [texts[0] for texts in rows(table)] == ["Edad", *names]


def test_a_line_across_the_head_of_one_row_divides_nothing() -> None:
    page = line(0, "Grupo", "N.º", "Tasa", "N.º", "Tasa") + body(22)
    (table,) = read_tables(page, [rule(-6), rule(0, 285, 388), rule(15), rule(75)])
    assert rows(table)[0] == ["Grupo", "N.º", "Tasa", "N.º", "Tasa"]
