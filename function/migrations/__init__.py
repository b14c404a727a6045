"""`supabase/migrations` in somebody else's project: what it lacks, what is in the way, and how that is applied."""
