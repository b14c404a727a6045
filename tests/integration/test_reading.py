import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageFilter

from function.models.locate import ocr_model_files
from function.reading.reader import Reader
from function.reading.recognition.engine import OcrEngine, Recognised
from function.reading.recognition.strips import Pixels
from tests.support.letter import LETTER, draw_image, draw_pdf, draw_scan
from tests.support.reading import make_engine, make_settings, open_file, read_file
from tests.support.scoring import character_error_rate

pytestmark = pytest.mark.integration

TRUTH = "\n".join(LETTER)
# Maps letters to wrong ones, like the broken ToUnicode tables that some programs write.
SHIFTED = str.maketrans({letter: chr(ord(letter) + 7) for letter in "abcdefghijklmnopqrs"})


def save(pdf: pymupdf.Document, path: Path) -> Path:
    path.write_bytes(pdf.tobytes())
    return path


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_a_photographed_page_is_read_whichever_way_it_lies(tmp_path: Path, clockwise: int) -> None:
    path = tmp_path / "foto.png"
    draw_image().rotate(-clockwise, expand=True).save(path)
    (page,) = read_file(path)
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert page.rotation == -clockwise % 360
    assert page.width < page.height
    assert (page.source, page.language) == ("ocr", "es")
    assert page.confidence is not None
    assert page.confidence > 0.9
    assert page.seconds > 0


def test_a_page_laid_askew_is_read_and_its_boxes_lie_on_it(tmp_path: Path) -> None:
    path = tmp_path / "foto.png"
    draw_image().rotate(3, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC).save(path)
    (page,) = read_file(path)
    assert character_error_rate(TRUTH, page.text) < 0.02
    for line in (line for block in page.blocks for line in block.lines):
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= page.width
        assert 0 <= y0 < y1 <= page.height


def test_the_exif_tag_of_a_camera_is_obeyed_and_the_size_is_in_points(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # viewers rotate the picture by 90 degrees clockwise
    draw_image().rotate(90, expand=True).save(path, exif=exif, dpi=(150, 150), quality=90)
    (page,) = read_file(path)
    assert page.rotation == 0
    assert character_error_rate(TRUTH, page.text) < 0.01
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_depth_are_read(tmp_path: Path, mode: str) -> None:
    image = draw_image(LETTER[:2])
    if mode == "RGBA":
        image.putalpha(image.convert("L").point(lambda value: 255 - value))
    elif mode == "I;16":
        image = Image.fromarray(np.asarray(image.convert("L")).astype("uint16") * 256)
    else:
        image = image.convert(mode)
    path = tmp_path / "pagina.tif"
    image.save(path)
    (page,) = read_file(path)
    assert character_error_rate("\n".join(LETTER[:2]), page.text) < 0.02


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [draw_image((line,)) for line in LETTER[:3]]
    path = tmp_path / "fax.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    pages = read_file(path)
    assert [page.number for page in pages] == [1, 2, 3]
    for page, line in zip(pages, LETTER, strict=False):
        assert character_error_rate(line, page.text) < 0.03


def test_the_text_layer_of_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    prose = (
        "La cigüeña negra es más esquiva que su prima blanca. No cría en campanarios, sino en roquedos. " * 4,
    )
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    page.insert_text((60, 60), "El regreso de la cigüeña negra", fontsize=22)
    page.insert_textbox(pymupdf.Rect(60, 90, 285, 700), "Izquierda. " + prose[0], fontsize=11)
    page.insert_textbox(pymupdf.Rect(310, 90, 535, 700), "Derecha. " + prose[0], fontsize=11)
    (read,) = read_file(save(pdf, tmp_path / "articulo.pdf"))
    assert (read.source, read.confidence, read.language) == ("text_layer", 1.0, "es")
    truth = f"El regreso de la cigüeña negra Izquierda. {prose[0]} Derecha. {prose[0]}"
    assert character_error_rate(truth, read.text) == 0
    assert read.blocks[0].kind == "title"


def test_the_text_of_a_page_turned_in_the_file_is_upright(tmp_path: Path) -> None:
    pdf = draw_pdf()
    pdf[0].set_rotation(90)
    (page,) = read_file(save(pdf, tmp_path / "girada.pdf"))
    assert page.text.split() == TRUTH.split()
    assert (page.width, page.height, page.rotation) == (595, 842, 270)


def test_words_of_two_fonts_keep_their_spaces_however_the_page_lies(tmp_path: Path) -> None:
    texts = set()
    for rotation in (0, 90, 180, 270):
        pdf = pymupdf.open()
        writer = pymupdf.TextWriter(pdf.new_page().rect)
        position = pymupdf.Point(60, 100)
        for text, font in (
            ("La cigüeña negra (", "helv"),
            ("Ciconia nigra", "heit"),
            (") es esquiva.", "helv"),
        ):
            _, position = writer.append(position, text, font=pymupdf.Font(font))
        writer.write_text(pdf[0])
        pdf[0].set_rotation(rotation)
        texts.add(read_file(save(pdf, tmp_path / "girada.pdf"))[0].text)
    assert texts == {"La cigüeña negra (Ciconia nigra) es esquiva."}


def test_values_of_form_fields_are_part_of_the_text(tmp_path: Path) -> None:
    pdf = draw_pdf(("Nombre del solicitante:",))
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "nombre"
    field.field_value, field.rect = "Asunción Zúñiga", pymupdf.Rect(300, 85, 500, 105)
    pdf[0].add_widget(field)
    (page,) = read_file(save(pdf, tmp_path / "formulario.pdf"))
    assert "Asunción Zúñiga" in page.text


def test_a_scanned_pdf_is_recognised(tmp_path: Path) -> None:
    (page,) = read_file(save(draw_scan(draw_image()), tmp_path / "escaneado.pdf"))
    assert page.source == "ocr"
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert character_error_rate(TRUTH, page.text) < 0.01


def hide_text(pdf: pymupdf.Document, lines: tuple[str, ...]) -> pymupdf.Document:
    """Add an invisible text layer, as scanning software does."""
    for row, line in enumerate(lines):
        pdf[0].insert_text((60, 100 + 28 * row), line, fontsize=14, fontname="helv", render_mode=3)
    return pdf


def test_an_invisible_layer_that_agrees_with_the_scan_is_believed(tmp_path: Path) -> None:
    pdf = hide_text(draw_scan(draw_image()), LETTER)
    (page,) = read_file(save(pdf, tmp_path / "buscable.pdf"))
    assert page.text.split() == TRUTH.split()


def test_a_scan_whose_invisible_layer_disagrees_is_recognised_again(tmp_path: Path) -> None:
    wrong = tuple("Otra cosa que nadie ve en la hoja de papel que se escaneó" for _ in LETTER)
    (page,) = read_file(save(hide_text(draw_scan(draw_image()), wrong), tmp_path / "buscable.pdf"))
    assert page.source == "ocr"
    assert character_error_rate(TRUTH, page.text) < 0.01


def test_unreadable_glyphs_fall_back_to_recognition(tmp_path: Path) -> None:
    """The text layer is nonsense on a page that looks fine, because the font maps characters wrongly."""
    pdf = draw_pdf(tuple(line.translate(SHIFTED) for line in LETTER * 2))
    page = pdf[0]
    page.draw_rect(page.rect, fill=(1, 1, 1))
    buffer = save(draw_scan(draw_image()), tmp_path / "foto.pdf")
    page.show_pdf_page(page.rect, pymupdf.open(buffer), 0)
    (read,) = read_file(save(pdf, tmp_path / "roto.pdf"))
    assert read.source == "ocr"
    assert character_error_rate(TRUTH, read.text) < 0.01


def test_an_empty_page_has_no_text_and_no_confidence(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    pdf.new_page()
    Image.new("RGB", (600, 800), "white").save(tmp_path / "blanca.png")
    for path in (save(pdf, tmp_path / "blanca.pdf"), tmp_path / "blanca.png"):
        (page,) = read_file(path)
        assert (page.text, page.blocks, page.confidence, page.language) == ("", (), None, "es")


def test_an_attempt_that_goes_on_at_a_later_page_reads_it_the_same(tmp_path: Path) -> None:
    pdf = draw_pdf()
    pdf.insert_pdf(draw_pdf(LETTER[:2]))
    path = save(pdf, tmp_path / "memoria.pdf")
    with open_file(path) as document:
        assert document.read_page(2).blocks == read_file(path)[1].blocks


def test_recognition_works_with_the_network_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **_: Any) -> None:
        raise AssertionError(f"an outgoing connection to {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = OcrEngine(make_settings(), ocr_model_files(make_settings()), cores=1)
    pixels = np.asarray(draw_image(LETTER[:1]), dtype=np.uint8)
    assert engine.recognise(pixels).lines[0].text == LETTER[0]


def test_recognition_prints_nothing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "pagina.png"
    draw_image(LETTER[:1]).save(path)
    make_engine()
    capfd.readouterr()
    OcrEngine(make_settings(), ocr_model_files(make_settings()))
    read_file(path)
    assert capfd.readouterr() == ("", "")


def test_print_that_cannot_be_read_is_boxed_and_flagged(tmp_path: Path) -> None:
    """Half of a line is missed."""
    path = tmp_path / "page.png"
    draw_image().save(path, dpi=(144, 144))

    def recognise(pixels: Pixels) -> Recognised:
        recognised = make_engine().recognise(pixels)
        return replace(recognised, unread=(((120, 600), (620, 600), (620, 630), (120, 630)),))

    reader = Reader(make_settings(), recognise)
    with closing(reader), reader.open(path, "image/png", "doc-1") as document:
        page = document.read_page(1)
    assert page.review_reasons == ("print_not_read", "low_confidence")
    (box,) = (block.box for block in page.blocks if block.kind == "unread")
    assert box == pytest.approx((60, 300, 310, 315), abs=0.1)
    assert page.confidence is not None
    assert 0.8 < page.confidence < 0.95


def test_a_line_of_which_the_scan_shows_only_the_tops_is_boxed_and_flagged(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    picture = draw_image(LETTER)
    baseline = 100 + 2 * 14 * (len(LETTER) - 1)
    end = round((baseline - 0.44 * 14) * 150 / 72)
    picture.paste("white", (0, end, *picture.size))
    picture.save(path, dpi=(150, 150))
    (page,) = read_file(path)
    assert page.review_reasons[0] == "print_not_read"
    (box,) = (block.box for block in page.blocks if block.kind == "unread")
    assert box[3] == pytest.approx(baseline, abs=14)


def test_a_page_out_of_focus_is_flagged_and_a_sharp_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    sharp = draw_image()
    sharp.save(path)
    assert read_file(path)[0].review_reasons == ()
    sharp.filter(ImageFilter.GaussianBlur(4)).save(path)
    (page,) = read_file(path)
    assert character_error_rate(TRUTH, page.text) > 0.05
    assert page.review_reasons != ()
