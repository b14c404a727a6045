"""Invented pages of every kind that people upload, each with the exact text a person reads in it.

`source/KIND.html` holds a page's text and look, `sheets` prints it, `wears` does to it what scanners, phones and
fax machines do, `edition` lists which kinds come in which wear. `python -m tests.support.pages FOLDER` writes them all,
`KIND_WEAR.png` or `.jpg` with its truth in `KIND_WEAR.txt`.
"""
