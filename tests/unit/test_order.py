import math
import random
from collections.abc import Iterable

from function.document.pages import Line
from function.reading.layout.fragments import Fragment
from function.reading.layout.order import arrange
from function.reading.layout.ruling import Ruling

LETTER, HEIGHT, PITCH = 5.0, 10.0, 14.0
PROSE = (
    "Amanece en la sierra y el guarda forestal apunta con su telescopio hacia una repisa de pizarra oscura"
)


def piece(text: str, x: float, y: float, *, height: float = HEIGHT, letter: float = LETTER) -> Fragment:
    box = (x, y, x + letter * len(text), y + height)
    return Fragment(Line(text, text, box, 1.0), *box, slope=0.0, size=height)


def turned(fragments: Iterable[Fragment], degrees: float) -> list[Fragment]:
    """The fragments as they would be on a page scanned askew."""
    slope, cosine = math.tan(math.radians(degrees)), math.cos(math.radians(degrees))
    pieces = []
    for fragment in fragments:
        middle = (fragment.x0 + fragment.x1) / 2
        x, y = middle - slope * fragment.middle, fragment.middle + slope * middle
        half = fragment.width / 2 * cosine
        box = (x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2)
        pieces.append(Fragment(fragment.line, *box, slope=slope, size=HEIGHT))
    return pieces


def column(name: str, x: float, y: float, rows: int = 10, width: int = 40) -> list[Fragment]:
    return [piece(f"{name}{row} {PROSE}"[:width], x, y + PITCH * row) for row in range(rows)]


def read(fragments: list[Fragment]) -> list[str]:
    """The first word of each line, in reading order."""
    return [line.text.split()[0] for block in arrange(fragments, str) for line in block.lines]


def names(name: str, rows: int = 10) -> list[str]:
    return [f"{name}{row}" for row in range(rows)]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    page = [*column("d", 230, 0), *column("i", 0, 0)]
    assert read(page) == names("i") + names("d")


def test_three_columns_below_a_title_keep_their_order() -> None:
    page = [piece("Titular", 200, -40, height=20, letter=15)]
    page += [*column("c", 460, 0), *column("a", 0, 0), *column("b", 230, 0)]
    assert read(page) == ["Titular", *names("a"), *names("b"), *names("c")]


def test_a_line_across_both_columns_divides_the_page() -> None:
    upper = [*column("a", 0, 0), *column("b", 230, 0)]
    lower = [*column("c", 0, 200), *column("d", 230, 200)]
    across = piece("Subtítulo " + PROSE[:60], 10, 170)
    assert read([*lower, across, *upper]) == [*names("a"), *names("b"), "Subtítulo", *names("c"), *names("d")]


def test_columns_are_found_on_a_page_laid_askew() -> None:
    for degrees in (-8, -2, 3, 10):
        page = turned([*column("i", 0, 0), *column("d", 230, 0)], degrees)
        assert read(page) == names("i") + names("d"), degrees


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    page = []
    for row in range(8):
        page += [piece(f"{row}:importe", 400, row * PITCH), piece(f"{row}:código", 0, row * PITCH + 1)]
        page += [piece(f"{row}:descripción", 80, row * PITCH - 1)]
    cells = ("código", "descripción", "importe")
    assert read(page) == [f"{row}:{cell}" for row in range(8) for cell in cells]


def test_the_rows_of_a_table_laid_askew_stay_together() -> None:
    page = [piece(f"{row} Descripción de la partida número tal", 0, row * PITCH) for row in range(8)]
    page += [piece(f"{row}:importe", 420, row * PITCH) for row in range(8)]
    expected = [word for row in range(8) for word in (str(row), f"{row}:importe")]
    for degrees in (-6, -1, 2, 7):
        assert read(turned(page, degrees)) == expected, degrees


SENDER = ["Suministros Peñíscola, S.L.", "Calle Nueva, 25", "12598 Peñíscola", "CIF: B-12873645"]
INVOICE = ["FACTURA", "Nº 2025/348", "Fecha: 03/06/2025", "Vencimiento: 03/07/2025"]


def stacked(texts: list[str], x: float, y: float = 0, pitch: float = PITCH) -> list[Fragment]:
    return [piece(text, x, y + pitch * row) for row, text in enumerate(texts)]


def read_lines(fragments: list[Fragment], rulings: list[Ruling] | None = None) -> list[str]:
    return [
        line for block in arrange(fragments, str, rulings=rulings or []) for line in block.text.splitlines()
    ]


def test_an_address_beside_number_and_dates_stays_whole() -> None:
    assert read_lines([*stacked(SENDER, 0), *stacked(INVOICE, 300)]) == [*SENDER, *INVOICE]


def test_lines_set_flush_right_are_read_with_the_lines_beside_them() -> None:
    right = [piece(text, 500 - LETTER * len(text), PITCH * row) for row, text in enumerate(INVOICE)]
    assert read_lines([*stacked(SENDER, 0), *right]) == [
        f"{a} {b}" for a, b in zip(SENDER, INVOICE, strict=True)
    ]


def test_three_addresses_set_at_different_heights_stay_whole() -> None:
    buyer = ["Razón social", "Bar El Tupí", "B25951658", "Avinguda Nostra Senyora 4", "08504 Sant Julià"]
    payment = ["Forma de pago", "Crédito a 20 días", "Recibo domiciliado", "Vence el 8 de mayo"]
    page = [*stacked(payment, 440, -6), *stacked(SENDER, 0, 20), *stacked(buyer, 220)]
    assert read_lines(page) == [*SENDER, *buyer, *payment]


def test_addresses_above_a_ruled_table_stay_whole_and_so_do_its_rows() -> None:
    table = [piece(text, x, y) for y, row in ((90, ("Albarán", "Fecha", "Ruta")), (104, ("828482", "08.05.2026", "DR0031")))
             for x, text in zip((0, 200, 320), row, strict=True)]  # fmt: skip
    page = [*stacked(SENDER, 0), *stacked(INVOICE, 300), *table]
    lines = read_lines(page, [Ruling(0, 85, 400, 85), Ruling(0, 102, 400, 102), Ruling(0, 116, 400, 116)])
    assert [line.replace("\t", " ") for line in lines] == [
        *SENDER,
        *INVOICE,
        "Albarán Fecha Ruta",
        "828482 08.05.2026 DR0031",
    ]


def test_a_value_stays_with_its_label_where_labels_form_a_column() -> None:
    labels = ["Localidad:", "Provincia de residencia:", "Teléfono de contacto:", "Correo electrónico:"]
    values = ["Hurlingham", "Buenos Aires", "964 48 01 23", "info@sepeniscola.es"]
    page = [*stacked(labels, 0), *stacked(values, 200)]
    assert read_lines(page) == [f"{label} {value}" for label, value in zip(labels, values, strict=True)]


def test_a_list_of_goods_beside_its_amounts_is_no_column_of_text() -> None:
    goods = [f"{row} Descripción de la partida que llena la línea" for row in range(9)]
    page = [*stacked(goods, 0), *[piece("CAJ", 260, PITCH * row) for row in range(9)]]
    page += [piece(f"{row}0,38", 300 + 60 * column, PITCH * row + 1) for row in range(9) for column in (0, 1)]
    rows = [line.replace("\t", " ") for line in read_lines(page)]
    assert rows == [f"{text} CAJ {row}0,38 {row}0,38" for row, text in enumerate(goods)]


def test_bullets_stay_with_their_items() -> None:
    items = [
        "presencial, con cita previa en la oficina",
        "telefónica, de lunes a viernes",
        "por correo certificado",
    ]
    page = [*stacked(["•"] * 3, 0), *stacked(items, 30)]
    assert read_lines(page) == [f"• {item}" for item in items]


def test_amounts_set_between_the_lines_of_their_names_are_no_column() -> None:
    page = []
    for row in range(4):
        page += stacked(["Mortalidad prematura por", "cada 100.000 habitantes"], 0, 40 * row)
        page += [piece(f"{row}0,{column}8", 200 + 60 * column, 40 * row + 7) for column in range(3)]
    rows = " ".join(read_lines(page)).replace("\t", " ").split("Mortalidad prematura por")[1:]
    assert all(f"{row}0,08 {row}0,18 {row}0,28" in text for row, text in enumerate(rows))


def test_a_note_is_not_cut_by_the_heads_beside_it() -> None:
    note = [
        "Si alguno de los ascendientes",
        "convive también con otros",
        "descendientes del mismo",
        "grado, indique el número",
    ]
    heads = ["Ascendientes con discapacidad", "Grado igual o superior", "Año de nacimiento", "Convivencia"]
    assert read_lines([*stacked(heads, 0), *stacked(note, 250)])[:4] == heads


def test_lines_of_a_paragraph_run_on_and_broken_words_are_whole_again() -> None:
    page = [
        piece("El presente contrato de arrenda-", 0, 0),
        piece("miento tendrá una duración de un", 0, PITCH),
        piece("año.", 0, 2 * PITCH),
        piece("Segunda. La renta es de 875,50 €", 0, 3 * PITCH + 12),
        piece("al mes.", 0, 4 * PITCH + 12),
    ]
    assert [block.text for block in arrange(page, str)] == [
        "El presente contrato de arrendamiento tendrá una duración de un año.",
        "Segunda. La renta es de 875,50 € al mes.",
    ]


def test_a_line_that_ends_early_ends_on_purpose() -> None:
    page = [
        piece("Doña Begoña Muñiz Águeda", 0, 0),
        piece("33004 Oviedo", 0, PITCH),
        piece("Muy señora mía: le escribo por la avería", 0, 2 * PITCH),
    ]
    (block,) = arrange(page, str)
    assert block.text.splitlines()[:2] == ["Doña Begoña Muñiz Águeda", "33004 Oviedo"]


def test_a_code_with_a_hyphen_at_the_end_of_a_line_keeps_it() -> None:
    page = [piece("con número de factura F-2025-", 0, 0), piece("00348 y fecha de hoy, que paga", 0, PITCH)]
    assert "F-2025-00348" in arrange(page, str)[0].text


def test_large_print_and_capitals_are_titles_and_bullets_are_lists() -> None:
    page = [piece("Informe anual", 0, 0, height=20, letter=10), *column("p", 0, 60, rows=5)]
    page += [piece("CONCLUSIONES", 0, 180)]
    page += [piece(f"– punto número {row}", 0, 220 + PITCH * row) for row in range(3)]
    assert [block.kind for block in arrange(page, str)] == ["title", "paragraph", "title", "list"]


def test_text_up_the_margin_comes_last_and_disturbs_nothing() -> None:
    box = (-30.0, 0.0, -20.0, 140.0)
    stamp = Fragment(Line("Sello", "Sello", box, 1.0), *box, slope=0.0, size=140.0, aside=True)
    assert read([stamp, *column("a", 0, 0)]) == [*names("a"), "Sello"]


def test_a_repair_sees_the_whole_block_and_the_engine_s_text_is_kept() -> None:
    page = [piece("Vengan todos a la gran fiesta de", 0, 0), piece("la plaza!", 0, PITCH)]
    (block,) = arrange(page, lambda text: "¡" + text)
    assert block.text == "¡Vengan todos a la gran fiesta de la plaza!"
    assert [line.text for line in block.lines] == ["¡Vengan todos a la gran fiesta de", "la plaza!"]
    assert block.lines[0].raw_text == "Vengan todos a la gran fiesta de"


def test_an_empty_page_has_no_blocks() -> None:
    assert arrange([], str) == ()


def test_three_facing_columns_with_short_lines_and_boxes_measured_badly_keep_their_order() -> None:
    chance = random.Random(7)
    page = []
    for index, name in enumerate("ABC"):
        for row in range(16):
            text = f"{name}{row} {PROSE}"[: chance.choice((30, 30, 9))]
            shift = chance.uniform(-1.5, 1.5)
            page.append(piece(text, 163 * index + shift, PITCH * row + chance.uniform(-1, 1)))
    assert read(page) == [*names("A", 16), *names("B", 16), *names("C", 16)]


def test_columns_of_dates_beside_columns_of_text_are_no_running_text() -> None:
    page = []
    for row in range(9):
        cells = (f"{row + 1:02}/05/2025", f"{row + 2:02}/05/2025", f"{row} Recibo de la comunidad de vecinos",
                 f"-{row}86,96", f"48.88{row},14")  # fmt: skip
        page += [piece(text, x, PITCH * row) for text, x in zip(cells, (0, 70, 140, 340, 400), strict=True)]
    (table,) = arrange(page, str)
    assert table.kind == "table"
    assert table.text.splitlines()[1].split("\t")[2] == "1 Recibo de la comunidad de vecinos"


def test_a_paragraph_that_goes_on_in_the_next_column_is_one() -> None:
    left = [*column("a", 0, 0, rows=5), piece("Los vecinos pagarán las obras del arrenda-", 0, 5 * PITCH)]
    right = [piece("miento de la cubierta durante tres años.", 230, 0), *column("d", 230, PITCH, rows=5)]
    text = "\n".join(block.text for block in arrange([*left, *right], str))
    assert "obras del arrendamiento de la cubierta" in text


def test_a_table_beside_running_text_stays_in_its_column() -> None:
    left = column("i", 0, 0, rows=14)
    cells = [piece(text, 235 + 110 * place, 60 + 20 * row) for row in range(3)
             for place, text in enumerate((f"t{row} concepto", f"{row}00,00 €"))]  # fmt: skip
    right = [*column("d", 230, 0, rows=3), *cells, *column("e", 230, 140, rows=4)]
    rulings = [Ruling(230, y, 440, y) for y in (55, 75, 95, 115)] + [
        Ruling(x, 55, x, 115) for x in (230, 340, 440)
    ]
    blocks = arrange([*left, *right], str, rulings=rulings)
    assert [line.text.split()[0] for block in blocks for line in block.lines][:14] == names("i", 14)
    assert [block.kind for block in blocks].count("table") == 1
    assert blocks[-1].text.startswith("e0")


def test_real_hyphens_at_the_end_of_a_line_stay() -> None:
    for first, second, whole in (
        ("arrenda", "miento", "arrendamiento"),
        ("franco", "alemán", "franco-alemán"),
        ("técnico", "económico", "técnico-económico"),
        ("diciéndo", "selo", "diciéndoselo"),
        ("última", "mente", "últimamente"),
        ("Castilla", "León", "Castilla-León"),
    ):
        page = [
            piece(f"Es una palabra que va {first}-", 0, 0),
            piece(f"{second} de un renglón a otro", 0, PITCH),
        ]
        assert whole in arrange(page, str)[0].text


def test_the_page_itself_says_how_a_word_is_spelt() -> None:
    page = [
        piece("Un acuerdo socio-laboral y otro socio-", 0, 0),
        piece("laboral que se firmó en la capital", 0, PITCH),
    ]
    assert arrange(page, str)[0].text.count("socio-laboral") == 2


def test_titles_have_the_rank_of_their_print_and_number() -> None:
    page = [piece("Memoria anual", 0, 0, height=24, letter=12), *column("a", 0, 50, rows=4)]
    page += [piece("Actividades", 0, 130, height=16, letter=8), *column("b", 0, 160, rows=4)]
    page += [piece("1.2 Cuentas", 0, 240, height=16, letter=8), *column("c", 0, 270, rows=4)]
    titles = [(block.text, block.level) for block in arrange(page, str) if block.kind == "title"]
    assert titles == [("Memoria anual", 1), ("Actividades", 2), ("1.2 Cuentas", 3)]


def test_running_text_that_mentions_a_figure_is_no_caption() -> None:
    blocks = arrange([piece("Figura 2 muestra el gasto de cada mes en euros", 0, 0)], str)
    assert blocks[0].kind == "paragraph"


def test_a_line_at_the_foot_set_off_by_white_space_is_a_block_of_its_own() -> None:
    page = [*column("a", 0, 0), piece("Página 3", 100, 180)]
    assert arrange(page, str)[-1].text == "Página 3"


def test_a_column_that_goes_on_below_its_sidebar_is_read_to_its_end_first() -> None:
    paragraphs = [column(name, 0, 70 * number, rows=4) for number, name in enumerate("abcd")]
    tail = [piece("final de la columna principal", 0, 281)]
    page = [
        *(line for paragraph in paragraphs for line in paragraph),
        *tail,
        *column("s", 230, 0, rows=9, width=30),
    ]
    assert read(page)[-9:] == names("s", 9)


def test_panels_divided_by_a_drawn_line_are_read_one_after_the_other() -> None:
    panels = [
        ("Caja Rural", "Resguardo de ingreso"),
        ("Cuenta de abono", "Titular: Amigos"),
        ("Efectuado por", "DNI 44"),
    ]
    page = [piece(text, 200 * x, 14 * y) for x, panel in enumerate(panels) for y, text in enumerate(panel)]
    lines = [Ruling(190, -5, 190, 90), Ruling(390, -5, 390, 90)]
    told = [line.text for block in arrange(page, str, rulings=lines) for line in block.lines]
    assert told == [text for panel in panels for text in panel]


def test_values_beside_a_drawn_line_stay_with_what_they_are_values_of() -> None:
    page = [piece(f"Concepto {row}", 0, 14 * row) for row in range(4)]
    page += [piece(f"{row}0,50", 200, 14 * row) for row in range(4)]
    told = [
        line.text for block in arrange(page, str, rulings=[Ruling(150, -5, 150, 90)]) for line in block.lines
    ]
    assert told[:4] == ["Concepto 0", "00,50", "Concepto 1", "10,50"]
