"""Office files, web pages and mails that would bring down an unguarded reader."""

import io
import zipfile

from tests.support.zoo.office import RELATIONS, TYPES, make_mail, open_document, paragraph, word, zip_up


def endless_spreadsheet(rows: int = 1_000_000) -> bytes:
    """A sheet with a million rows, in 3 MB."""
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = "<row><c><v>1</v></c><c><v>2</v></c></row>" * rows
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zip_up(
        {
            "[Content_Types].xml": TYPES.replace(
                "</Types>",
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            ),
            "_rels/.rels": relations.format(
                f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
            ),
            "xl/workbook.xml": f'<workbook {names} xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Todo" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations.format(
                f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheet1.xml"/>'
            ),
            "xl/sheet1.xml": f"<worksheet {names}><sheetData>{data}</sheetData></worksheet>",
        }
    )


def nested_mail(depth: int) -> bytes:
    message = make_mail(html=False)
    for _ in range(depth):
        outer = make_mail(html=False)
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def laughing_word() -> bytes:
    """Ten entities, each expanding to ten of the one before."""
    entities = '<!ENTITY a0 "ja">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
    )
    return word(paragraph("&a9;"), prologue=f"<!DOCTYPE x [{entities}]>")


def zip_bomb() -> bytes:
    """600 MB compressed to less than 3 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(600):
                part.write(bytes(2**20))
    return buffer.getvalue()


def crowded_archive() -> bytes:
    return zip_up({"[Content_Types].xml": TYPES} | {f"word/{number}.xml": "" for number in range(6000)})


def long_word() -> bytes:
    """30 MB of text in a small file."""
    return word(paragraph("La renta. " * 100) * 30_000)


def locked_open_text() -> bytes:
    return zip_up(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": bytes(range(256)) * 4,
            "META-INF/manifest.xml": "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
        }
    )


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"hondo"


def wide_page() -> bytes:
    """A table cell that claims 99,999 columns and rows."""
    return b"<html><table><tr><td colspan=99999 rowspan=99999>a<td>b<tr><td>c</table>"


def deep_mail() -> bytes:
    """Multipart bodies nested 3,000 deep."""
    head = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: c\r\n"
    part = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    return head + b"".join(part % (number, number) for number in range(3000)) + b"\r\nhola\r\n"


def repeated_cell() -> bytes:
    """A cell repeated over every row and column of the largest possible sheet."""
    return open_document(
        "spreadsheet",
        '<table:table table:name="Todo"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    )
