"""Invented pages of every kind that people upload, each with the exact text a person would read on it.

`source/KIND.html` holds a page's text and layout, `sheets` prints it, `wears` does to it what scanners,
phones and fax machines do, and `edition` lists the wears of each kind. `python -m tests.support.pages FOLDER`
writes them all, as `KIND_WEAR.png` or `.jpg` with the truth in `KIND_WEAR.txt`.
"""
