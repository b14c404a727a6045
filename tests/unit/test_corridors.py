"""Cells of a text layer that are as close as words."""

import pymupdf

from function.document.pages import Table
from function.reading.files.text_layer import read_text_layer
from function.reading.layout.order import arrange

CLOSE = [
    ("Badajoz", "1.144 193,5 (182,2-204,8) 221 37,6"),
    ("Soria", "39.385 81,2 (79,4-83,0) 6.398 29,7"),
    ("Teruel", "930 177,4 (173,2-181,6) 85 3,3"),
    ("Zamora", "10.602 7,8 (6,6-17,0) 3.407 54,6"),
    ("Ávila", "2.187 162,4 (155,5-169,3) 421 31,4"),
]


def read_tables(page: pymupdf.Page) -> list[Table]:
    layer = read_text_layer(page)
    blocks = arrange(layer.fragments, str, rulings=layer.rulings, figures=layer.figures)
    return [block.table for block in blocks if block.table is not None]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def test_figures_as_close_as_words_are_cells_of_their_own() -> None:
    page = pymupdf.open().new_page()
    font = pymupdf.Font("helv")
    rights = (200, 232, 300, 336, 364)
    for number, (name, figures) in enumerate(CLOSE):
        page.insert_text((72, 100 + 14 * number), name, fontsize=9)
        for right, text in zip(rights, figures.split(), strict=True):
            page.insert_text((right - font.text_length(text, 9), 100 + 14 * number), text, fontsize=9)
    (table,) = read_tables(page)
    assert rows(table) == [[name, *figures.split()] for name, figures in CLOSE]


def test_a_table_set_in_columns_of_typewriter_letters_has_its_cells() -> None:
    page = pymupdf.open().new_page()
    body = [
        ("Cuenta", "Debe", "Haber"),
        ("Caja", "1.200", "300"),
        ("Bancos", "870", "1.024"),
        ("Ventas", "0", "5.600"),
    ]
    for number, texts in enumerate(body):
        line = texts[0].ljust(8) + "".join(text.rjust(7) for text in texts[1:])
        page.insert_text((72, 100 + 12 * number), line, fontname="cour", fontsize=10)
    (table,) = read_tables(page)
    assert rows(table) == [list(texts) for texts in body]


def test_prose_with_numbers_is_no_table() -> None:
    page = pymupdf.open().new_page()
    prose = (
        "El artículo 12 de la Ley 3/2010, de 14 de mayo, fija en 30 días el plazo para pagar 1.200 euros a los "
        "250 vecinos de las 14 calles que el 3 de junio de 2011 pidieron 45 plazas; en 2012 fueron 60, en 2013 "
        "otras 75 y desde 2014 son 90, de las que 12 son de 8 metros, 30 de 10 y 48 de 12 o más. "
    )
    page.insert_textbox((72, 100, 260, 600), prose * 3, fontsize=10, align=pymupdf.TEXT_ALIGN_JUSTIFY)
    assert read_tables(page) == []
