"""Stand-in for Supabase Auth: its HTTP API under /auth/v1 for people with a password, who are rows of auth.users."""
