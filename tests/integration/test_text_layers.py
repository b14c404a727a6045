"""Text layers in other scripts, from right to left or from top to bottom, and with letters missing."""

from pathlib import Path

import pymupdf
import pytest

from tests.support.drawn_letters import (
    Glyphs,
    draw_from_right,
    draw_glyphs,
    draw_japanese,
    draw_lines,
    draw_named_glyphs,
    own_codes,
)
from tests.support.letter import LETTER, draw_image, draw_scan
from tests.support.reading import read_file
from tests.support.scoring import character_error_rate

pytestmark = pytest.mark.integration

FOREIGN = {
    "ko": (
        "입주자 대표회의는 목요일 저녁에 관리사무소에서 열립니다. 모두 참석해 주십시오.",
        "관리소장이 올해의 결산과 내년의 예산을 설명하고 승강기 수리를 표결에 부칩니다.",
    ),
    "zh": (
        "业主大会将于本周四晚上在物业办公室举行请各位业主准时参加并携带身份证件",
        "管理人员将说明今年的决算和明年的预算并就电梯维修事项进行表决不能出席者可以书面委托",
    ),
    "el": (
        "Η συνέλευση των ιδιοκτητών θα γίνει την Πέμπτη το απόγευμα στην είσοδο της πολυκατοικίας.",
        "Ο διαχειριστής θα παρουσιάσει τους λογαριασμούς του έτους και τον προϋπολογισμό του επόμενου.",
    ),
    "ru": (
        "Собрание собственников жилья состоится в четверг вечером в помещении управляющей компании.",
        "Председатель представит отчёт за прошедший год и смету на следующий, просим всех прийти.",
    ),
}
HEBREW = (
    "אסיפת בעלי הדירות תתקיים ביום חמישי בערב בלובי הבניין.",
    "יושב הראש יציג את החשבונות של השנה ואת התקציב לשנה הבאה.",
    "מי שאינו יכול להגיע רשאי למסור את קולו בכתב לשכן אחר.",
)


def save(pdf: pymupdf.Document, path: Path) -> Path:
    path.write_bytes(pdf.tobytes())
    return path


@pytest.mark.parametrize("language", FOREIGN)
def test_a_layer_in_another_script_is_believed(tmp_path: Path, language: str) -> None:
    lines = FOREIGN[language]
    pdf = draw_glyphs(draw_lines(lines), own_codes(lines), {})
    (read,) = read_file(save(pdf, tmp_path / "acta.pdf"))
    assert (read.source, read.language) == ("text_layer", language)
    assert read.text.split() == " ".join(lines).split()
    assert read.note is None


def test_an_invisible_layer_that_recognition_cannot_check_is_believed_and_noted(tmp_path: Path) -> None:
    pdf = draw_scan(draw_image(()))
    for row, line in enumerate(FOREIGN["ko"]):
        pdf[0].insert_text((40, 100 + 24 * row), line, fontname="korea", fontsize=11, render_mode=3)
    (read,) = read_file(save(pdf, tmp_path / "escaneado.pdf"))
    assert read.source == "text_layer"
    assert read.text.split() == " ".join(FOREIGN["ko"]).split()
    assert read.note is not None
    assert "not compared" in read.note


def test_letters_spread_over_several_scripts_are_not_believed(tmp_path: Path) -> None:
    """A broken table of letters; the page shows the letter."""
    spread = str.maketrans("aeiorstn", "عאж中한ωกბ")
    pdf = draw_scan(draw_image())
    for row, line in enumerate(LETTER):
        codes = line.translate(spread)
        pdf[0].insert_text((60, 100 + 28 * row), codes, fontname="korea", fontsize=14, render_mode=3)
    (read,) = read_file(save(pdf, tmp_path / "roto.pdf"))
    assert read.source == "ocr"
    assert character_error_rate("\n".join(LETTER), read.text) < 0.01


def test_sentences_from_right_to_left_are_in_the_order_in_which_they_are_read(tmp_path: Path) -> None:
    pdf = draw_glyphs(draw_from_right(HEBREW), own_codes(HEBREW), {})
    (read,) = read_file(save(pdf, tmp_path / "acta.pdf"))
    assert (read.source, read.language) == ("text_layer", "he")
    assert read.text.split() == " ".join(HEBREW).split()


def test_numbers_and_latin_words_in_a_line_from_right_to_left_keep_their_order(tmp_path: Path) -> None:
    drawn = "ןושאר ףיעס (12/2026) Supabase Storage תרישל 1.446,72 םולשת"
    line = "תשלום 1.446,72 לשירת Supabase Storage (12/2026) סעיף ראשון"
    codes = [ord(letter) for letter in drawn]
    (read,) = read_file(
        save(draw_glyphs([Glyphs(codes, 60, 100)], own_codes([drawn]), {}), tmp_path / "factura.pdf")
    )
    assert read.text == line


def test_the_letters_of_an_arabic_ligature_keep_their_order(tmp_path: Path) -> None:
    """One glyph is two letters; seen from the left they follow the word's end."""
    word = "انواع الخطوط العربية"
    table = {**own_codes([word]), 1: "لخ"}
    codes = [1 if letter == "\0" else ord(letter) for letter in reversed(word.replace("لخ", "\0"))]
    (read,) = read_file(save(draw_glyphs([Glyphs(codes, 60, 100)], table, {}), tmp_path / "carta.pdf"))
    assert read.text == word


def test_columns_of_a_page_from_right_to_left_are_read_from_the_right(tmp_path: Path) -> None:
    right = [
        HEBREW[row % 3][:26].strip() + "א" * (26 - len(HEBREW[row % 3][:26].strip())) for row in range(12)
    ]
    left = [line[::-1] for line in right]
    runs = [*draw_from_right(left, right=270), *draw_from_right(right, right=535)]
    (read,) = read_file(save(draw_glyphs(runs, own_codes(right), {}), tmp_path / "revista.pdf"))
    words = read.text.split()
    assert words == " ".join([*right, *left]).split()
    middles = [(line.box[0] + line.box[2]) / 2 for block in read.blocks for line in block.lines]
    assert middles[0] > 297 > middles[-1]


def test_letters_lost_from_ligatures_come_back_by_the_names_of_their_glyphs(tmp_path: Path) -> None:
    text = "las \1uctuaciones de la o\2cina y el \3jo"
    table = {**own_codes([text]), 1: "l", 2: "i", 3: "i"}
    names = {1: "f_l", 2: "f_f_i", 3: "fi"}
    pdf = draw_named_glyphs([ord(letter) for letter in text], table, names)
    (read,) = read_file(save(pdf, tmp_path / "informe.pdf"))
    assert read.text == "las fluctuaciones de la officina y el fijo"


def test_letters_lost_from_ligatures_come_back_by_the_width_of_their_glyphs(tmp_path: Path) -> None:
    text = "las \1uctuaciones de la o\2cina y el \3jo del filial final"
    table = {**own_codes([text]), 1: "l", 2: "i", 3: "i"}
    widths = {ord("f"): 290, ord("i"): 257, ord("l"): 247, 1: 522, 2: 810, 3: 522}
    pdf = draw_glyphs([Glyphs([ord(letter) for letter in text], 60, 100)], table, widths)
    (read,) = read_file(save(pdf, tmp_path / "informe.pdf"))
    assert read.text == "las fluctuaciones de la officina y el fijo del filial final"


@pytest.mark.parametrize(("lost", "source"), [("", "text_layer"), ("ar", "ocr")])
def test_a_page_with_holes_in_its_words_is_recognised(tmp_path: Path, lost: str, source: str) -> None:
    """Letters that the font's table lacks, in less than 5 % of the page."""
    lines = [line.replace(lost, "\ufffd") if lost else line for line in LETTER * 3]
    assert "".join(lines).count("\ufffd") < 0.05 * len("".join(lines))
    (read,) = read_file(save(draw_glyphs(draw_lines(lines), own_codes(lines), {}), tmp_path / "huecos.pdf"))
    assert read.source == source


def test_vertical_text_keeps_to_itself(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    lines = {"H": ((60, 742, "業主大会通知"), (60, 542, "管理事務所にて開催"))}
    lines["V"] = ((400, 742, "縦書きの文章は上"), (380, 742, "から下へ読みます"))
    draw_japanese(pdf, lines)
    (read,) = read_file(save(pdf, tmp_path / "tategaki.pdf"))
    assert read.text.split("\n\n") == [
        "業主大会通知",
        "管理事務所にて開催",
        "縦書きの文章は上から下へ読みます",
    ]
