"""`python -m local.related_terms` writes the migration that applies `supabase/related_terms.txt`."""

from pathlib import Path

from function.migrations.files import MIGRATIONS

TERMS = MIGRATIONS.parent / "related_terms.txt"
MIGRATION = MIGRATIONS / "20261123000570_terms_of_family_papers.sql"
HEAD = """-- Made from supabase/related_terms.txt by `python -m local.related_terms`; change that file, not this one.

select ocr.list_terms($terms$
"""


def make_migration(terms: str) -> str:
    """Return the migration for a list with one concept per line; comments stay in the list."""
    lines = (line for line in terms.splitlines() if line.strip() and not line.startswith("#"))
    return HEAD + "".join(f"{line}\n" for line in lines) + "$terms$);\n"


def write_migration(file: Path = MIGRATION) -> None:
    file.write_text(make_migration(TERMS.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write_migration()
