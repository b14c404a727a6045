import pymupdf

from function.reading.files.drawings import MAX_PATHS, Drawings, read_drawings

A4 = (595.0, 842.0)


def draw() -> tuple[pymupdf.Document, pymupdf.Page]:
    pdf = pymupdf.open()
    return pdf, pdf.new_page(width=A4[0], height=A4[1])


def read(pdf: pymupdf.Document, to_upright: pymupdf.Matrix | None = None) -> Drawings:
    page = pymupdf.open("pdf", pdf.tobytes())[0]
    return read_drawings(page, to_upright or pymupdf.Matrix(1, 1))


def test_lines_thin_bars_and_sides_of_boxes_are_rulings() -> None:
    pdf, page = draw()
    page.draw_line((50, 100), (500, 100))
    page.draw_rect((50, 200, 500, 201), color=None, fill=(0, 0, 0))
    page.draw_rect((50, 300, 500, 400))
    rulings = read(pdf).rulings
    assert [ruling.horizontal for ruling in rulings].count(True) == 4
    assert sorted(round(ruling.y0) for ruling in rulings if ruling.horizontal) == [100, 200, 300, 400]


def test_what_nobody_sees_is_no_ruling() -> None:
    pdf, page = draw()
    page.draw_rect((50, 300, 500, 400), color=None, fill=(1, 1, 1))
    page.draw_line((50, 100), (500, 100), stroke_opacity=0)
    page.draw_line((50, 100), (300, 300))
    assert read(pdf).rulings == ()


def test_a_page_turned_in_the_file_has_its_rulings_upright() -> None:
    pdf, page = draw()
    page.draw_line((50, 100), (500, 100))
    page.set_rotation(90)
    (ruling,) = read(pdf).rulings
    assert not ruling.horizontal
    upright = pymupdf.Matrix(270) * pymupdf.Matrix(1, 0, 0, 1, 0, A4[1])
    (ruling,) = read(pdf, upright).rulings
    assert ruling.horizontal


def test_pictures_and_charts_are_figures_and_a_background_is_none() -> None:
    pdf, page = draw()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20))
    page.insert_image((100, 100, 300, 250), pixmap=pixmap, keep_proportion=False)
    for index in range(8):
        page.draw_circle((120 + 30 * index, 500 - 10 * index), 12)
    drawings = read(pdf)
    assert len(drawings.figures) == 2
    assert 0.05 < drawings.pictures < 0.07
    assert drawings.paths == 8
    page.insert_image(page.rect, pixmap=pixmap, keep_proportion=False)
    assert len(read(pdf).figures) == 2


def test_a_map_of_countless_paths_is_counted_and_not_read() -> None:
    pdf, page = draw()
    stream = "".join(f"{n % 500} {n // 100} m {n % 500 + 40} {n // 100} l S\n" for n in range(MAX_PATHS + 1))
    xref = pdf.get_new_xref()
    pdf.update_object(xref, "<<>>")
    pdf.update_stream(xref, stream.encode())
    page.set_contents(xref)
    drawings = read(pdf)
    assert drawings.paths == MAX_PATHS + 1
    assert drawings.rulings == ()


def test_a_shade_upon_a_shade_of_its_colour_has_no_edges() -> None:
    pdf, page = draw()
    grey = (0.8, 0.8, 0.8)
    page.draw_rect((50, 300, 500, 400), color=None, fill=grey)
    page.draw_rect((55, 310, 495, 325), color=None, fill=grey)
    page.draw_rect((55, 330, 495, 345), color=None, fill=(0.5, 0.5, 0.5))
    heights = sorted(round(ruling.y0) for ruling in read(pdf).rulings if ruling.horizontal)
    assert heights == [300, 330, 345, 400]
