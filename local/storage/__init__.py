"""Stand-in for Supabase Storage: its HTTP API under /storage/v1, rows in Postgres, bytes on disk."""
