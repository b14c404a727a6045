"""The embedded stack: stands in for a Supabase project on a machine that has only Python."""

from pathlib import Path

SQL = Path(__file__).parent / "sql"
