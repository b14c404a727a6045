"""Office files, web pages, texts and mails of the kinds families keep."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.policy import SMTP

import openpyxl

from tests.support.letter import draw_image, draw_pdf

TITLE = "Contrato de alquiler"
SECTION = "Condiciones de pago"
PARAGRAPH = (
    "La arrendataria, doña Begoña Muñiz, pagará la renta dentro de los cinco primeros días de cada mes."
)
ITEMS = ("Renta mensual", "Gastos de comunidad")
ROWS = (("Concepto", "Importe"), ("Renta", "650,00 €"), ("Comunidad", "45,50 €"))

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def zip_up(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return buffer.getvalue()


def paragraph(text: str, style: str = "", more: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _word_table() -> str:
    rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in ROWS)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def word_body() -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    items = "".join(paragraph(item, "Prrafodelista", number) for item in ITEMS)
    return (
        paragraph(TITLE, "Ttulo1")
        + paragraph(PARAGRAPH, "Normal")
        + paragraph(SECTION, "Ttulo2")
        + items
        + _word_table()
    )


def word(body: str | None = None, *, prologue: str = "", picture: bytes | None = None) -> bytes:
    """As the Spanish edition of Word writes it: style ids are in Spanish, style names in English."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in (
            ("Ttulo1", "heading 1"),
            ("Ttulo2", "heading 2"),
            ("Prrafodelista", "List Paragraph"),
        )
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    relations = "".join(
        f'<Relationship Id="{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            ("s1", "styles", "styles.xml"),
            ("n1", "numbering", "numbering.xml"),
            ("p1", "image", "media/image1.png"),
        )
    )
    shown = _WORD_PICTURE if picture else ""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _ROOT,
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
        "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_WORD}>{numbering}</w:numbering>",
        "word/document.xml": f"{prologue}<w:document {_WORD}><w:body>{body or word_body()}{shown}</w:body></w:document>",
    }
    return zip_up(parts | ({"word/media/image1.png": picture} if picture else {}))


_WORD_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{RELATIONS}" r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)


def spreadsheet() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Gastos"
    for row in (*(("Concepto", "Importe", "Parte"),), ("Renta", 650, 0.5), ("Comunidad", 45.5, 0.21)):
        sheet.append(row)
    for number in (2, 3):
        sheet.cell(number, 2).number_format = '#,##0.00 "€"'
        sheet.cell(number, 3).number_format = "0%"
    hidden = book.create_sheet("Oculta")
    hidden.append(["secreto"])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_OPEN = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def _open_table(name: str = "Gastos") -> str:
    rows = (
        "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        for row in ROWS
    )
    return (
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + '<table:table-row table:number-rows-repeated="1048573"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )


def open_document(kind: str, body: str) -> bytes:
    return zip_up(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_OPEN}><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        }
    )


def open_text() -> bytes:
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    return open_document(
        "text",
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{PARAGRAPH}</text:p>'
        f'<text:h text:outline-level="2">{SECTION}</text:h><text:list>{items}</text:list>{_open_table()}',
    )


def open_letter(lines: Iterable[str]) -> bytes:
    return open_document("text", "".join(f"<text:p>{line}</text:p>" for line in lines))


def open_spreadsheet() -> bytes:
    return open_document("spreadsheet", _open_table())


def slides() -> bytes:
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    )
    shape = "<p:sp><p:nvSpPr><p:nvPr>{}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"
    first = shape.format('<p:ph type="title"/>', TITLE) + shape.format("", PARAGRAPH)
    second = shape.format('<p:ph type="title"/>', SECTION)
    return zip_up(
        {
            "[Content_Types].xml": TYPES,
            "ppt/presentation.xml": f"<p:presentation {names}/>",
            **{
                f"ppt/slides/slide{number}.xml": f"<p:sld {names}><p:cSld><p:spTree>{text}</p:spTree></p:cSld></p:sld>"
                for number, text in ((2, second), (1, first))
            },
        }
    )


def web_page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    return (
        "<!DOCTYPE html><html><head><title>no</title><style>p{}</style></head><body><script>no()</script>"
        f"<div><h1>{TITLE}</h1><p>{PARAGRAPH}</p><h2>{SECTION}</h2><ul>{items}</ul><table>{rows}</table></div>"
        '<p style="display: none">invisible</p></body></html>'
    ).encode()


def text(encoding: str = "utf-8") -> bytes:
    return f"{TITLE}\r\n\r\n{PARAGRAPH}\r\n\r\n- {ITEMS[0]}\r\n- {ITEMS[1]}\r\n".encode(encoding)


def picture_of_a_letter() -> bytes:
    buffer = io.BytesIO()
    draw_image().save(buffer, "PNG")
    return buffer.getvalue()


def make_mail(*, html: bool = True) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Administración <admin@example.org>"
    message["To"] = "Begoña Muñiz <begona@example.org>"
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    message["Subject"] = TITLE
    message.set_content(PARAGRAPH)
    if html:
        message.add_alternative(web_page().decode(), subtype="html")
    return message


def mail() -> bytes:
    """With a PDF, a Word file, a photo, a signature to ignore, and an attached mail with a PDF of its own."""
    message = make_mail()
    message.add_attachment(draw_pdf().tobytes(), maintype="application", subtype="pdf", filename="carta.pdf")
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="contrato.docx")
    message.add_attachment(picture_of_a_letter(), maintype="image", subtype="png", filename="foto.png")
    message.add_attachment(
        b"\0\1\2" * 50, maintype="application", subtype="pkcs7-signature", filename="smime.p7s"
    )
    inner = make_mail(html=False)
    inner.add_attachment(
        draw_pdf(("Un recibo",)).tobytes(), maintype="application", subtype="pdf", filename="r.pdf"
    )
    message.add_attachment(inner)
    return message.as_bytes()
