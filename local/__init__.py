"""The embedded stack that stands in for a Supabase project on a machine with nothing but Python."""

from pathlib import Path

SQL = Path(__file__).parent / "sql"
