"""Readable files that trip up a reader that takes them at face value."""

import io

import pillow_heif
import pymupdf
from PIL import Image

from tests.support.letter import A4, LETTER, draw_image, draw_pdf, draw_scan
from tests.support.zoo.raw_pdf import CATALOG, HELVETICA, stream, typed, write_pdf

pillow_heif.register_heif_opener()

NOTICE = (
    "Código seguro de verificación: 7F3A-99B1-20C4-E5D0-1182-44AC-9B7E",
    "Puede comprobar la autenticidad de esta copia en la sede electrónica del ayuntamiento.",
    "Firmado electrónicamente por el secretario general el día 3 de mayo de 2025 a las 10:32 horas.",
)
FILLED_IN = ("Asunción Zúñiga", "[x]", "Zaragoza", "Pagado en mano", "Llamar a la gestora")
EXIF_TURN = {6: 90, 8: 270, 3: 180}


def picture(image_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    draw_image().save(buffer, image_format, **options)
    return buffer.getvalue()


def turned_photo(image_format: str, orientation: int = 6) -> bytes:
    """Stored on its side; an EXIF tag says how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    draw_image().rotate(EXIF_TURN[orientation], expand=True).save(buffer, image_format, exif=exif.tobytes())
    return buffer.getvalue()


def fax() -> bytes:
    buffer = io.BytesIO()
    frames = [draw_image(LETTER[:2]).convert("1"), draw_image(LETTER[2:]).convert("1")]
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return buffer.getvalue()


def almost_whole_jpeg() -> bytes:
    """The upload broke off just before its end, in the white below the letter."""
    whole = picture("JPEG", quality=90)
    return whole[: len(whole) - 200]


def almost_whole_png() -> bytes:
    whole = picture("PNG")
    return whole[: len(whole) - 100]


def restricted() -> bytes:
    return bytes(draw_pdf().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="dueño", permissions=0))


def without_index() -> bytes:
    whole = draw_pdf().tobytes()
    return bytes(whole[: whole.rindex(b"startxref")])


def cut_off() -> bytes:
    """Three pages, with the end of the file missing."""
    pages = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        % number
        for number in (7, 8, 9)
    )
    contents = (stream(typed([line])) for line in LETTER[:3])
    tree = b"<</Type/Pages/Kids[4 0 R 5 0 R 6 0 R]/Count 3>>"
    whole = write_pdf((CATALOG, tree, HELVETICA, *pages, *contents))
    return whole[: whole.index(b"9 0 obj") + 40]


def with_baggage() -> bytes:
    """Runs a script on opening and has a file attached."""
    pdf = draw_pdf()
    pdf.embfile_add("factura.exe", b"MZ" + bytes(1000))
    action = pdf.get_new_xref()
    pdf.update_object(action, "<</S/JavaScript/JS(app.alert\\('hola'\\))>>")
    pdf.xref_set_key(pdf.pdf_catalog(), "OpenAction", f"{action} 0 R")
    return bytes(pdf.tobytes())


def turned_page() -> bytes:
    pdf = draw_pdf()
    pdf[0].set_rotation(90)
    return bytes(pdf.tobytes())


def cropped() -> bytes:
    """The text outside the crop box is still in the file, but nobody sees it."""
    pdf = draw_pdf()
    pdf[0].insert_text((60, 700), "Esto quedó fuera del recorte")
    pdf[0].set_cropbox(pymupdf.Rect(0, 0, 595, 400))
    return bytes(pdf.tobytes())


def in_user_units() -> bytes:
    pdf = draw_pdf()
    pdf.xref_set_key(pdf[0].xref, "UserUnit", "2")
    return bytes(pdf.tobytes())


def switched_off() -> bytes:
    """Text on a layer that is switched off."""
    pdf = draw_pdf()
    pdf[0].insert_text((60, 500), "Texto de una capa apagada", oc=pdf.add_ocg("borrador", on=False))
    return bytes(pdf.tobytes())


def labelled() -> bytes:
    """Pages labelled xi and xii."""
    pdf = draw_pdf()
    pdf.insert_pdf(draw_pdf(LETTER[:1]))
    pdf.set_page_labels([{"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 11}])
    return bytes(pdf.tobytes())


def filled_form() -> bytes:
    """Values without appearances, from a program that leaves drawing them to the reader."""
    text = b"/Type/Annot/Subtype/Widget/F 4/DA(/F1 11 Tf 0 g)"
    mark = stream(b"BT /Z 12 Tf 2 2 Td (4) Tj ET", b"/BBox[0 0 15 15]/Resources<</Font<</Z 13 0 R>>>>")
    empty = stream(b"", b"/BBox[0 0 15 15]")
    box = b"<<%s/FT/Btn/T(%s)/V/%s/AS/%s/Rect[60 %d 75 %d]/AP<</N<</Si 11 0 R/Off 12 0 R>>>>>>"
    pieces = (
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/Fields[6 0 R 7 0 R 8 0 R 9 0 R]"
        b"/DR<</Font<</F1 5 0 R>>>>/DA(/F1 11 Tf 0 g)>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
        b"/Annots[6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 14 0 R]>>",
        stream(
            b"BT /F1 11 Tf 60 740 Td (Nombre del solicitante:) Tj 20 -36 Td (Soltera) Tj 0 -30 Td (Casada) Tj ET"
        ),
        HELVETICA,
        b"<<%s/FT/Tx/T(nombre)/V<%s>/Rect[200 735 420 755]>>"
        % (text, ("\ufeffAsunción Zúñiga").encode("utf-16-be").hex().encode()),
        box % (text, b"soltera", b"Off", b"Off", 700, 715),
        box % (text, b"casada", b"Si", b"Si", 670, 685),
        b"<<%s/FT/Ch/T(provincia)/Opt[(Sevilla)(Zaragoza)]/V(Zaragoza)/Rect[200 600 300 650]>>" % text,
        b"<</Type/Annot/Subtype/FreeText/F 4/DA(/F1 11 Tf 0 g)/Contents(Pagado en mano)/Rect[60 500 300 520]>>",
        mark,
        empty,
        b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>",
        b"<</Type/Annot/Subtype/Text/Contents(Llamar a la gestora)/Rect[400 500 420 520]>>",
    )
    return write_pdf(pieces)


def empty_layer() -> bytes:
    """A scan with an empty text layer over it."""
    pdf = draw_scan(draw_image())
    pdf[0].insert_text((60, 60), "   ", render_mode=3)
    return bytes(pdf.tobytes())


def nameless_glyphs() -> bytes:
    """A font without its ToUnicode table: letters can be seen but not copied."""
    font = pymupdf.Font("helv")
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    writer = pymupdf.TextWriter(page.rect)
    for row, line in enumerate(LETTER):
        writer.append((60, 100 + 28 * row), line, font=font, fontsize=14)
    writer.write_text(page)
    for xref in range(1, pdf.xref_length()):
        if pdf.xref_get_key(xref, "ToUnicode")[0] != "null":
            pdf.xref_set_key(xref, "ToUnicode", "null")
    return bytes(pdf.tobytes())


def wrong_layer() -> bytes:
    """A scan with another page's text as an invisible layer."""
    pdf = draw_scan(draw_image())
    for row in range(6):
        pdf[0].insert_text((60, 100 + 28 * row), "Otra cosa que nadie ve en la hoja de papel", render_mode=3)
    return bytes(pdf.tobytes())


def watermark() -> bytes:
    """A scan whose only text is a COPIA watermark."""
    pdf = draw_scan(draw_image())
    for x in range(100, 500, 130):
        for y in range(200, 800, 80):
            point = pymupdf.Point(x, y)
            pdf[0].insert_text(
                point, "COPIA AUTÉNTICA", fontsize=9, color=(0.8, 0.8, 0.8), morph=(point, pymupdf.Matrix(45))
            )
    return bytes(pdf.tobytes())


def signed_scan() -> bytes:
    """A scan with an electronic signature notice below it, as public authorities add."""
    pdf = draw_scan(draw_image())
    for row, line in enumerate(NOTICE):
        pdf[0].insert_text((40, 790 + 12 * row), line, fontsize=8)
    return bytes(pdf.tobytes())


def half_scanned() -> bytes:
    """Typed text above, a scanned letter pasted in below."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    for row, line in enumerate(NOTICE * 2):
        page.insert_text((60, 80 + 24 * row), line, fontsize=10)
    cutting = draw_image(dpi=200).crop((0, 150, 1653, 1100))
    buffer = io.BytesIO()
    cutting.save(buffer, "PNG")
    page.insert_image(pymupdf.Rect(0, 400, 595, 742), stream=buffer.getvalue())
    return bytes(pdf.tobytes())
