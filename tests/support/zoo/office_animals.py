"""Office files, web pages, texts and mails for the zoo, and PDFs that MuPDF refuses."""

from functools import partial

from tests.support.letter import LETTER
from tests.support.zoo import damage, office, office_bombs
from tests.support.zoo.animal import Animal, reads

READABLE = (
    reads("sin-cuenta.pdf", damage.uncounted_pages),
    reads("carta.docx", lambda: office.word("".join(map(office.paragraph, LETTER)))),
    reads("carta.odt", partial(office.open_letter, LETTER)),
    reads("carta.html", lambda: ("<p>" + "<p>".join(LETTER)).encode().join((b"<!doctype html>", b""))),
    reads("carta.txt", lambda: "\r\n".join(LETTER).encode("cp1252")),
)

REFUSED = (
    Animal("arbol-roto.pdf", damage.broken_page_tree, "file_corrupt"),
    Animal("arbol-perdido.pdf", damage.lost_page_tree, "file_corrupt"),
    Animal("inflado.docx", office_bombs.zip_bomb, "file_too_large"),
    Animal("atestado.docx", office_bombs.crowded_archive, "file_too_large"),
    Animal("largo.docx", office_bombs.long_word, "file_unreadable"),
    Animal("risas.docx", office_bombs.laughing_word, "file_corrupt"),
    Animal("cortado.docx", lambda: office.word()[:900], "file_corrupt"),
    Animal("cortado.xlsx", lambda: office.spreadsheet()[:3000], "file_corrupt"),
    Animal("secreto.odt", office_bombs.locked_open_text, "file_encrypted"),
    Animal("fotos.zip", lambda: office.zip_up({"foto.png": b"no"}), "unsupported_type"),
)
